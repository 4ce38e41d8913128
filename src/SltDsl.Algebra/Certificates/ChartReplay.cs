using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>Rebuilds the charts of a weighted blow-up and confirms that, with plainly monomial strata, they cover the exceptional divisor.</summary>
internal sealed class ChartReplay
{
    private readonly Stratum _stratum;
    private readonly int[] _weights;
    private readonly int[] _support;
    private readonly int _order;

    public ChartReplay(Stratum stratum, int[] weights)
    {
        Require(weights.Length == stratum.Count && stratum.Generators.Count > 0, "a blow-up does not fit its stratum");
        Require(weights.Select((w, i) => w == 0 || (w > 0 && stratum.Kinds[i] == SlotKind.Zero)).All(ok => ok), "a blow-up weight is negative or not on a coordinate");
        (_stratum, _weights) = (stratum, weights);
        _support = stratum.Zeros.Where(i => weights[i] > 0).ToArray();
        Require(_support.Length is > 0 and < 25, "a blow-up needs coordinates");
        _order = stratum.Generators.Min(f => f.Monomials.Min(Degree));
        Require(
            stratum.Tail.All(tail => Degree(tail) > _order || (Degree(tail) == _order && stratum.Zeros.Any(i => weights[i] == 0 && tail[i] > 0))),
            "a tail touches the initial forms");
    }

    private int ExceptionalOrder => _order + _support.Sum(i => _weights[i] * _stratum.Orders[i]);

    private int ExceptionalPrior => _support.Sum(i => _weights[i] * (_stratum.Priors[i] + 1)) - 1;

    /// <summary>The smallest key over the strata without a chart, where some initial form is one term; every other stratum needs its charts.</summary>
    public Key Covered(IReadOnlyList<ChartProof> charts)
    {
        var known = new HashSet<string>(charts.Select(chart => Name(chart.Subset, chart.Sign)));
        var pivots = charts.GroupBy(chart => Name(chart.Subset, 0)).ToDictionary(group => group.Key, group => group.Select(chart => chart.Pivot).Distinct().ToList());
        var smallest = Key.Infinity;
        for (var mask = 1; mask < 1 << _support.Length; mask++)
        {
            var subset = _support.Where((_, b) => (mask >> b & 1) == 1).ToArray();
            if (!pivots.TryGetValue(Name(subset, 0), out var pivot))
            {
                Require(IsMonomial(subset), "a blow-up lacks the chart of a stratum");
                smallest = Key.Min(smallest, MonomialKey(subset));
                continue;
            }

            Require(pivot.Count == 1 && subset.Contains(pivot[0]), "the charts of a stratum differ in their pivot");
            Require(known.Contains(Name(subset, 1)), "a blow-up lacks the chart of a stratum");
            Require(_weights[pivot[0]] % 2 == 1 || known.Contains(Name(subset, -1)), "a blow-up lacks the chart of one sign");
        }

        return smallest;
    }

    /// <summary>The germs where exactly the coordinates of a subset are nonzero; the pivot is ±u^w.</summary>
    public Stratum Chart(ChartProof chart)
    {
        Require(chart.Sign is 1 or -1 && chart.Subset.Contains(chart.Pivot) && chart.Subset.All(_support.Contains), "a chart does not belong to its blow-up");
        Require(chart.Sign == 1 || _weights[chart.Pivot] % 2 == 0, "an odd pivot has both signs in one chart");
        var result = _stratum.With(_stratum.Generators.Select(f => f.Map((monomial, coefficient) => (
            monomial.With(chart.Pivot, Degree(monomial) - _order),
            chart.Sign < 0 && monomial[chart.Pivot] % 2 == 1 ? -coefficient : coefficient))));
        result.Tail = _stratum.Tail.ConvertAll(tail => new Monomial(tail.ToArray().Select((x, i) => i == chart.Pivot ? Degree(tail) - _order : chart.Subset.Contains(i) ? 0 : x).ToArray()));
        foreach (var i in chart.Subset)
        {
            (result.Kinds[i], result.Orders[i], result.Priors[i]) = (SlotKind.Torus, 0, 0);
        }

        (result.Kinds[chart.Pivot], result.Orders[chart.Pivot], result.Priors[chart.Pivot]) = (SlotKind.Zero, ExceptionalOrder, ExceptionalPrior);
        return result;
    }

    /// <summary>Whether some generator's initial form is a single term where exactly the coordinates of a subset are nonzero.</summary>
    private bool IsMonomial(int[] subset) => _stratum.Generators.Any(f =>
        f.Monomials.Count(m => Degree(m) == _order && _stratum.Zeros.All(i => m[i] == 0 || subset.Contains(i))) == 1);

    private Key MonomialKey(int[] subset)
    {
        var exceptional = ExceptionalOrder == 0 ? Key.Infinity : new Key(new Rational(ExceptionalPrior + 1, ExceptionalOrder), 1);
        return _stratum.Zeros.Where(i => !subset.Contains(i) && _stratum.Orders[i] > 0)
            .Aggregate(exceptional, (key, i) => Key.Product(key, new Key(new Rational(_stratum.Priors[i] + 1, _stratum.Orders[i]), 1)));
    }

    private int Degree(Monomial monomial)
    {
        var degree = 0;
        foreach (var i in _support)
        {
            degree = checked(degree + (_weights[i] * monomial[i]));
        }

        return degree;
    }

    private static string Name(int[] subset, int sign) => $"{string.Join(",", subset.OrderBy(i => i))}:{sign}";
}
