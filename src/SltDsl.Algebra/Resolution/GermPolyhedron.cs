namespace SltDsl.Algebra;

/// <summary>The key of monomials with its two witnesses, by variable.</summary>
/// <param name="Key">The threshold and multiplicity.</param>
/// <param name="Weight">The weight that proves it an upper bound.</param>
/// <param name="Lower">The exponents with positive multipliers that prove it a lower bound.</param>
internal sealed record PolyhedronThreshold(Key Key, Rational[] Weight, IReadOnlyList<WeightedPoint> Lower);

/// <summary>The Newton polyhedron of a germ in its zero coordinates.</summary>
internal sealed class GermPolyhedron
{
    private static readonly IComparer<long[]> Lexicographic = Comparer<long[]>.Create(static (left, right) =>
        left.Zip(right, (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0));

    private readonly Germ _germ;
    private readonly List<Dictionary<Monomial, Polynomial>> _coefficients;
    private readonly int[] _kappa;

    public GermPolyhedron(Germ germ)
    {
        _germ = germ;
        Slots = germ.ZeroSlots;
        _kappa = Array.ConvertAll(Slots, i => germ.Priors[i] + 1);
        _coefficients = germ.Generators.ConvertAll(germ.Coefficients);
        Vertices = NewtonPolyhedron.Minimal(_coefficients.SelectMany(c => c.Keys).Distinct().Select(m => germ.Point(m, Slots)));
    }

    /// <summary>The zero coordinates, in the order of the points' entries.</summary>
    public int[] Slots { get; }

    /// <summary>The minimal exponents of the generators, without the extracted monomial.</summary>
    public List<int[]> Vertices { get; }

    public IEnumerable<Polynomial> CoefficientsAt(int[] point)
    {
        var monomial = ToMonomial(point);
        return _coefficients.Where(c => c.ContainsKey(monomial)).Select(c => c[monomial]);
    }

    /// <summary>Whether a monomial lies in the polyhedron and on none of its compact faces.</summary>
    public bool IsBehind(IEnumerable<CompactFace> faces, Monomial monomial) =>
        NewtonPolyhedron.Contains(_germ.Point(monomial, Slots), Vertices) && !faces.Any(face => IsOn(face, monomial));

    /// <summary>The exponents of the generators that are monomials.</summary>
    public List<int[]> MonomialGenerators() => _germ.Generators.Where(f => f.TermCount == 1).Select(f => _germ.Point(f.Monomials[0], Slots)).ToList();

    /// <summary>The key of the monomials of these exponents times the extracted one.</summary>
    public PolyhedronThreshold Threshold(IReadOnlyList<int[]> points)
    {
        var threshold = NewtonPolyhedron.Threshold(points.Select(Full), _kappa);
        var weight = new Rational[_germ.Count];
        for (var i = 0; i < Slots.Length; i++)
        {
            weight[Slots[i]] = threshold.Weight[i];
        }

        var lower = threshold.Points.Zip(threshold.Multipliers, (point, y) => new WeightedPoint(Spread(point), y)).Where(p => p.Multiplier.Sign > 0).ToArray();
        return new PolyhedronThreshold(new Key(threshold.Threshold, threshold.Multiplicity), weight, lower);
    }

    /// <summary>The least w·κ alone, without its multiplicity: for comparisons.</summary>
    public Rational ThresholdValue() => NewtonPolyhedron.Value(Vertices.ConvertAll(Full), _kappa);

    /// <summary>The generators' terms on a face; with the coefficient when there is a single monomial in the zero coordinates.</summary>
    public List<(Polynomial Form, Polynomial? Coefficient)> FaceForms(CompactFace face)
    {
        var forms = new List<(Polynomial, Polynomial?)>();
        foreach (var coefficients in _coefficients)
        {
            var (form, single, count) = ((Polynomial?)null, (Polynomial?)null, 0);
            foreach (var pair in coefficients.Where(pair => IsOn(face, pair.Key)))
            {
                var term = pair.Value.Times(pair.Key);
                form = form is null ? term : form + term;
                single = pair.Value;
                count++;
            }

            if (form is not null)
            {
                forms.Add((form, count == 1 ? single : null));
            }
        }

        return forms;
    }

    /// <summary>
    /// The facet normal through a degenerate face of the smallest ratio w·κ/(order + w·a), then of the smallest support of at least two
    /// coordinates; all ones when there is none. Indexed by variable; null in one coordinate.
    /// </summary>
    public int[]? BlowupWeight(IReadOnlyList<CompactFace>? degenerate)
    {
        if (Slots.Length < 2)
        {
            return null;
        }

        var n = Slots.Length;
        var best = (degenerate ?? []).SelectMany(face => face.Normals)
            .Where(w => w[n] > 0 && w.Take(n).Count(x => x > 0) >= 2 && w.Max() < 10_000)
            .OrderBy(w => new Rational(w.Take(n).Select((x, i) => x * _kappa[i]).Sum(), w[n] + w.Take(n).Select((x, i) => x * _germ.Orders[Slots[i]]).Sum()))
            .ThenBy(w => w.Take(n).Count(x => x > 0)).ThenBy(w => w.Take(n).Sum())
            .ThenBy(w => w, Lexicographic).FirstOrDefault();
        var weight = new int[_germ.Count];
        for (var i = 0; i < n; i++)
        {
            weight[Slots[i]] = best is null ? 1 : (int)best[i];
        }

        return weight;
    }

    /// <summary>Whether an exponent, vertex or not, lies on a face: on every facet through it.</summary>
    private bool IsOn(CompactFace face, Monomial monomial)
    {
        foreach (var normal in face.Normals)
        {
            var value = -normal[Slots.Length];
            for (var i = 0; i < Slots.Length; i++)
            {
                value += normal[i] * monomial[Slots[i]];
            }

            if (value != 0)
            {
                return false;
            }
        }

        return true;
    }

    private int[] Full(int[] point)
    {
        var full = new int[point.Length];
        for (var i = 0; i < full.Length; i++)
        {
            full[i] = point[i] + _germ.Orders[Slots[i]];
        }

        return full;
    }

    private Monomial ToMonomial(int[] point) => new(Spread(point));

    /// <summary>The exponents by variable.</summary>
    private int[] Spread(int[] point)
    {
        var exponents = new int[_germ.Count];
        for (var i = 0; i < point.Length; i++)
        {
            exponents[Slots[i]] = point[i];
        }

        return exponents;
    }
}
