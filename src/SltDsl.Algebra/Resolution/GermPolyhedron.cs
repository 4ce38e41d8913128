namespace SltDsl.Algebra;

/// <summary>The Newton polyhedron of a germ in its zero coordinates.</summary>
internal sealed class GermPolyhedron
{
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

    /// <summary>The exponents of the generators that are monomials.</summary>
    public List<int[]> MonomialGenerators() => _germ.Generators.Where(f => f.TermCount == 1).Select(f => _germ.Point(f.Monomials[0], Slots)).ToList();

    /// <summary>The key of the monomials of these exponents times the extracted one.</summary>
    public Key Threshold(IReadOnlyList<int[]> points)
    {
        var full = points.Select(point => point.Select((x, i) => x + _germ.Orders[Slots[i]]).ToArray());
        var threshold = NewtonPolyhedron.Threshold(full, _kappa);
        return new Key(threshold.Threshold, threshold.Multiplicity);
    }

    /// <summary>The generators' terms on a face; with the coefficient when there is a single monomial in the zero coordinates.</summary>
    public List<(Polynomial Form, Polynomial? Coefficient)> FaceForms(CompactFace face)
    {
        var onFace = new HashSet<Monomial>(SupportOn(face));
        var forms = new List<(Polynomial, Polynomial?)>();
        for (var j = 0; j < _germ.Generators.Count; j++)
        {
            var monomials = _coefficients[j].Keys.Where(onFace.Contains).ToList();
            if (monomials.Count > 0)
            {
                var form = monomials.Select(m => _coefficients[j][m].Times(m)).Aggregate((sum, term) => sum + term);
                forms.Add((form, monomials.Count == 1 ? _coefficients[j][monomials[0]] : null));
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
            .ThenBy(w => w.Take(n).Count(x => x > 0)).ThenBy(w => w.Take(n).Sum()).FirstOrDefault();
        var weight = new int[_germ.Count];
        for (var i = 0; i < n; i++)
        {
            weight[Slots[i]] = best is null ? 1 : (int)best[i];
        }

        return weight;
    }

    /// <summary>All exponents of the generators, vertices or not, on a face: those on every facet through it.</summary>
    private IEnumerable<Monomial> SupportOn(CompactFace face) => _coefficients.SelectMany(c => c.Keys).Distinct()
        .Where(m => face.Normals.All(w => Slots.Select((slot, i) => w[i] * m[slot]).Sum() == w[Slots.Length]));

    private Monomial ToMonomial(int[] point)
    {
        var exponents = new int[_germ.Count];
        for (var i = 0; i < point.Length; i++)
        {
            exponents[Slots[i]] = point[i];
        }

        return new Monomial(exponents);
    }
}
