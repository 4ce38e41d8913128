namespace SltDsl.Algebra;

/// <summary>The germs where exactly the coordinates of a subset are nonzero, with the pivot ±u^w.</summary>
internal sealed record BlowupChart(int[] Subset, int Pivot, int Sign, Germ Germ);

/// <summary>
/// The weighted blow-up z_i → u^{w_i} z_i of the zero coordinates of positive weight. Its exceptional divisor is covered by one stratum for
/// each nonempty set S of coordinates that are nonzero there; a pivot of S becomes u, the others of S torus parameters.
/// </summary>
internal sealed class WeightedBlowup
{
    private readonly Germ _germ;
    private readonly int[] _weight;
    private readonly int[] _support;
    private readonly int _order;

    public WeightedBlowup(Germ germ, int[] weight)
    {
        _germ = germ;
        _weight = weight;
        _support = germ.ZeroSlots.Where(i => weight[i] > 0).ToArray();
        _order = germ.Generators.Min(f => f.Monomials.Min(Degree));
    }

    /// <summary>Whether the tail vanishes to a higher order than the generators, or with another coordinate, so that their initial forms are known.</summary>
    public bool IsKnown => _germ.Tail.All(tail =>
        Degree(tail) > _order || (Degree(tail) == _order && _germ.ZeroSlots.Any(i => _weight[i] == 0 && tail[i] > 0)));

    /// <summary>The germs along the strata where the ideal is not plainly a monomial; the others are no more singular than the Newton bound.</summary>
    public IEnumerable<BlowupChart> Charts()
    {
        var initial = _germ.Generators.ConvertAll(f => f.Monomials
            .Where(m => Degree(m) == _order && _germ.ZeroSlots.All(i => _weight[i] > 0 || m[i] == 0)).ToArray());
        var subsets = Enumerable.Range(1, (1 << _support.Length) - 1)
            .Select(mask => _support.Where((_, b) => (mask >> b & 1) == 1).ToArray())
            .OrderByDescending(subset => subset.Length);
        foreach (var subset in subsets)
        {
            var outside = _support.Except(subset).ToArray();
            var forms = initial.ConvertAll(terms => terms.Where(m => outside.All(i => m[i] == 0)).ToArray());
            if (forms.Any(form => form.Length == 1))
            {
                continue;
            }

            var pivot = subset.OrderBy(i => Cost(forms.Where(form => form.Length > 0), i)).ThenBy(i => 1 - (_weight[i] % 2)).ThenBy(i => _weight[i]).ThenBy(i => i).First();
            yield return new BlowupChart(subset, pivot, 1, Chart(subset, pivot, sign: 1));
            if (_weight[pivot] % 2 == 0)
            {
                yield return new BlowupChart(subset, pivot, -1, Chart(subset, pivot, sign: -1));
            }
        }
    }

    private int Degree(Monomial monomial)
    {
        var degree = 0;
        foreach (var i in _support)
        {
            degree += _weight[i] * monomial[i];
        }

        return degree;
    }

    /// <summary>How complicated the initial forms are once the pivot is set to one: the least degree in a variable, then the total degree.</summary>
    private static int Cost(IEnumerable<Monomial[]> forms, int pivot)
    {
        var least = int.MaxValue;
        foreach (var form in forms)
        {
            var spans = Enumerable.Range(0, form[0].Count).Where(j => j != pivot)
                .Select(j => form.Max(m => m[j]) - form.Min(m => m[j])).Where(span => span > 0).ToArray();
            least = Math.Min(least, spans.Length == 0 ? 0 : (1_000 * spans.Min()) + Math.Min(999, spans.Sum()));
        }

        return least;
    }

    private Germ Chart(int[] subset, int pivot, int sign)
    {
        var chart = _germ.With(_germ.Generators.ConvertAll(f => f.Map((monomial, coefficient) =>
            (monomial.With(pivot, Degree(monomial) - _order), sign < 0 && monomial[pivot] % 2 == 1 ? -coefficient : coefficient))));
        chart.Orders[pivot] = _order + _support.Sum(i => _weight[i] * _germ.Orders[i]);
        chart.Priors[pivot] = _support.Sum(i => _weight[i] * (_germ.Priors[i] + 1)) - 1;
        chart.Tail = chart.Tail.ConvertAll(tail => subset.Aggregate(tail, (m, i) => m.With(i, i == pivot ? Degree(tail) - _order : 0)));
        foreach (var i in subset.Where(i => i != pivot))
        {
            chart.Kinds[i] = SlotKind.Torus;
            chart.Orders[i] = 0;
            chart.Priors[i] = 0;
        }

        return chart;
    }
}
