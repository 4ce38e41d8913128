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

    /// <summary>The models of the reference table to which a theorem applies: it must give what the engine finds for the model's ideal.</summary>
    [Fact]
    public void Statistical_models_of_the_table()
    {
        var theorems = new Dictionary<string, Rlct>
        {
            ["tanh-1-zero"] = ClosedForms.TanhNetworkAtZero(1),
            ["tanh-2-zero"] = ClosedForms.TanhNetworkAtZero(2),
            ["tanh-4-zero"] = ClosedForms.TanhNetworkAtZero(4),
            ["exp-2-zero"] = ClosedForms.Vandermonde(2, first: 1, gap: 1),
            ["exp-3-zero"] = ClosedForms.Vandermonde(3, first: 1, gap: 1),
            ["exp-4-zero"] = ClosedForms.Vandermonde(4, first: 1, gap: 1),
            ["cos-1-zero"] = ClosedForms.Vandermonde(1, first: 2, gap: 2),
            ["cos-3-zero"] = ClosedForms.Vandermonde(3, first: 2, gap: 2),
            ["vand-q3-2"] = ClosedForms.Vandermonde(2, first: 1, gap: 3),
            ["vand-s2-2"] = ClosedForms.Vandermonde(2, first: 2, gap: 1),
            ["vand-s2-3"] = ClosedForms.Vandermonde(3, first: 2, gap: 1),
            ["mix-simplex-21"] = ClosedForms.Mixture(2, 1, 1),
            ["mix-simplex-21-2d"] = ClosedForms.Mixture(2, 1, 2),
            ["mix-simplex-21-3d"] = ClosedForms.Mixture(2, 1, 3),
            ["nb-3-indep"] = ClosedForms.NaiveBayes(3, ClosedForms.FeatureDependence.None),
            ["nb-4-indep"] = ClosedForms.NaiveBayes(4, ClosedForms.FeatureDependence.None),
            ["lda-222-r0"] = ClosedForms.LatentDirichletAllocation(2, 2, 2, 0),
            ["lda-322-r0"] = ClosedForms.LatentDirichletAllocation(3, 2, 2, 0),
            ["lda-232-r0"] = ClosedForms.LatentDirichletAllocation(2, 3, 2, 0),
            ["lda-223-r0"] = ClosedForms.LatentDirichletAllocation(2, 2, 3, 0),
            ["nmf-112"] = ClosedForms.NonnegativeFactorisationAtZero(1, 1, 2),
            ["nmf-221"] = ClosedForms.NonnegativeFactorisationAtZero(2, 2, 1),
            ["nmf-212"] = ClosedForms.NonnegativeFactorisationAtZero(2, 1, 2),
            ["nmf-222"] = ClosedForms.NonnegativeFactorisationAtZero(2, 2, 2),
            ["factor-2"] = ClosedForms.OneFactorAtIndependence(2),
            ["factor-3"] = ClosedForms.OneFactorAtIndependence(3),
            ["reg-3"] = ClosedForms.Regular(3),
        };
        var networks = ReferenceTable.Results.Select(r => (r.Id, Parts: r.Id.Split('-'))).Where(r => r.Parts is ["dln", _, _])
            .ToDictionary(r => r.Id, r => ClosedForms.DeepLinearNetwork([.. r.Parts[1].Select(digit => digit - '0')], r.Parts[2][1] - '0'));
        Assert.True(networks.Count >= 15, $"only {networks.Count} linear networks in the table");
        var faults = from theorem in theorems.Concat(networks)
                     let engine = ReferenceTable.Results.Single(r => r.Id == theorem.Key).Result
                     where engine.ToString() != theorem.Value.ToString()
                     select $"{theorem.Key}: {engine}, but {theorem.Value} by {theorem.Value.Evidence.Theorem}";
        Assert.Empty(faults);
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
