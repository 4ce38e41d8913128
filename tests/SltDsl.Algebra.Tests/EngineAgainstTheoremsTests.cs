namespace SltDsl.Algebra.Tests;

/// <summary>The engine and the closed forms know nothing of each other; where both apply they must agree.</summary>
public sealed class EngineAgainstTheoremsTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 1 }, 0)]
    [InlineData(new[] { 1, 2, 1 }, 0)]
    [InlineData(new[] { 2, 1, 2 }, 0)]
    [InlineData(new[] { 2, 2, 1 }, 0)]
    [InlineData(new[] { 3, 2, 1 }, 0)]
    [InlineData(new[] { 2, 2, 2 }, 0)]
    [InlineData(new[] { 2, 2, 2 }, 1)]
    [InlineData(new[] { 2, 2, 2 }, 2)]
    [InlineData(new[] { 3, 2, 2 }, 1)]
    [InlineData(new[] { 1, 2, 2, 1 }, 0)]
    [InlineData(new[] { 1, 2, 2, 1 }, 1)]
    [InlineData(new[] { 2, 1, 2, 1 }, 0)]
    [InlineData(new[] { 1, 1, 1, 1 }, 1)]
    [InlineData(new[] { 2, 2, 1, 2 }, 1)]
    public void Linear_networks(int[] widths, int rank) => Agree(ClosedForms.DeepLinearNetwork(widths, rank), LinearNetwork(widths, rank));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(2, 1, 2)]
    [InlineData(3, 1, 2)]
    [InlineData(2, 2, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(2, 1, 3)]
    [InlineData(2, 3, 1)]
    public void Vandermonde_types(int units, int first, int gap)
    {
        var generators = Enumerable.Range(0, units)
            .Select(n => string.Join("+", Enumerable.Range(0, units).Select(i => $"a{i}*b{i}^{first + (gap * n)}"))).ToArray();
        Agree(ClosedForms.Vandermonde(units, first, gap), AtZero(generators, Enumerable.Range(0, units).SelectMany(i => new[] { $"a{i}", $"b{i}" })));
    }

    [Theory]
    [InlineData(2, 2, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(3, 3, 2)]
    public void Determinantal_ideals(int rows, int columns, int size)
    {
        string Entry(int i, int j) => $"x{i}{j}";
        string[] Minors() => size == 1
            ? [.. from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select Entry(i, j)]
            : [.. from i in Enumerable.Range(0, rows) from k in Enumerable.Range(0, i) from j in Enumerable.Range(0, columns) from l in Enumerable.Range(0, j)
                select $"{Entry(i, j)}*{Entry(k, l)}-{Entry(i, l)}*{Entry(k, j)}"];
        var names = from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select Entry(i, j);
        Agree(ClosedForms.DeterminantalIdeal(rows, columns, size), AtZero(Minors(), names));
    }

    [Theory]
    [InlineData("x; y; x+y; z", "1 2 1 1")]
    [InlineData("x; y; x+y; x-y; z", "1 1 1 1 2")]
    [InlineData("x; y; z; x+y+z", "1 1 1 2")]
    [InlineData("x; y; x-y; z; y-z; x-z", "1 1 1 1 1 1")]
    [InlineData("x; y; z; x+y; y+z", "2 1 1 1 1")]
    public void Arrangements(string forms, string powers)
    {
        var factors = forms.Split(';').Zip(powers.Split(' '), (form, power) => $"({form.Trim()})^{power}");
        Agree(ClosedFormTableTests.Arrangement(forms, powers), AtZero([string.Join("*", factors)], ["x", "y", "z"]));
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 2, 1)]
    public void Nonnegative_factorisation_at_zero(int rows, int columns, int inner)
    {
        var generators = from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns)
                         select string.Join("+", Enumerable.Range(0, inner).Select(h => $"a{i}{h}*b{h}{j}"));
        var names = (from i in Enumerable.Range(0, rows) from h in Enumerable.Range(0, inner) select $"a{i}{h}")
            .Concat(from h in Enumerable.Range(0, inner) from j in Enumerable.Range(0, columns) select $"b{h}{j}").ToArray();
        var problem = IdealProblem.Parse(names, generators.ToArray(), names.Select(_ => "0").ToArray(), names.Select(_ => ("0", "1")).ToArray());
        Agree(ClosedForms.NonnegativeFactorisationAtZero(rows, columns, inner), RealLogCanonicalThreshold.Of(problem));
    }

    private static void Agree(Rlct theorem, Rlct engine)
    {
        Assert.True(engine.IsExact, engine.ToString());
        Assert.Equal(theorem.ToString(), engine.ToString());
    }

    private static Rlct AtZero(string[] generators, IEnumerable<string> variables)
    {
        var names = variables.ToArray();
        return RealLogCanonicalThreshold.Of(IdealProblem.Parse(names, generators, names.Select(_ => "0").ToArray()));
    }

    /// <summary>The entries of W_L ⋯ W_1 − diag(1, …, 1, 0, …) at the point where every layer is such a diagonal.</summary>
    private static Rlct LinearNetwork(int[] widths, int rank)
    {
        var (names, centre) = (new List<string>(), new List<string>());
        string[][]? product = null;
        for (var layer = 1; layer < widths.Length; layer++)
        {
            var weights = new string[widths[layer]][];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = new string[widths[layer - 1]];
                for (var j = 0; j < weights[i].Length; j++)
                {
                    weights[i][j] = $"w{layer}_{i}_{j}";
                    names.Add(weights[i][j]);
                    centre.Add(i == j && i < rank ? "1" : "0");
                }
            }

            product = product is null ? weights : weights.Select(row => Enumerable.Range(0, product[0].Length)
                .Select(j => string.Join("+", row.Select((w, k) => $"{w}*({product[k][j]})"))).ToArray()).ToArray();
        }

        var generators = product!.SelectMany((row, i) => row.Select((entry, j) => i == j && i < rank ? $"{entry}-1" : entry)).ToArray();
        return RealLogCanonicalThreshold.Of(IdealProblem.Parse(names, generators, centre));
    }
}
