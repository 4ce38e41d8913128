using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>Checks what a proof says of the Newton polyhedron of a stratum.</summary>
internal sealed class PolyhedronCheck
{
    private readonly Stratum _stratum;
    private readonly LemmaCheck _lemmas;
    private readonly int[] _slots;

    public PolyhedronCheck(Stratum stratum, LemmaCheck lemmas)
    {
        _stratum = stratum;
        _lemmas = lemmas;
        _slots = stratum.Zeros.ToArray();
    }

    public Bounds Verify(NewtonBounds proof)
    {
        Require(_stratum.Generators.Count > 0, "a Newton polyhedron needs a generator");
        var upper = proof.Weight is not null && _stratum.IsReal ? Upper(proof.Weight) : Key.Infinity;
        var lower = _lemmas.CrudeLower(_stratum);
        if (proof.Faces is not null)
        {
            RequireNondegenerate(proof.Faces);
        }

        if (proof.Multipliers is not null && (proof.Faces is not null || _stratum.Tail.Count == 0))
        {
            var known = Lower(proof.Multipliers, Support(proof.Faces is not null ? _stratum.Generators : _stratum.Generators.Where(f => f.TermCount == 1)));
            lower = known.CompareTo(lower) > 0 ? known : lower;
        }

        return new Bounds(lower, upper);
    }

    /// <summary>
    /// The key that a weight proves: l at most w·κ, and where w·κ is the minimum its face has at least the dimension that the active
    /// constraints leave.
    /// </summary>
    public Key Upper(Rational[] weight)
    {
        Require(weight.Length == _stratum.Count && weight.Select((w, i) => w.Sign == 0 || (w.Sign > 0 && _stratum.Kinds[i] == SlotKind.Zero)).All(ok => ok), "a weight is negative or not on coordinates");
        var active = new List<int[]>();
        var orders = ExtractedMonomial();
        foreach (var point in Support(_stratum.Generators).Concat(_stratum.Tail.Select(tail => tail * orders)))
        {
            var value = Dot(point, weight);
            Require(value >= 1, "a weight gives an exponent less than one");
            if (value == 1)
            {
                active.Add(point.ToArray());
            }
        }

        active.AddRange(_slots.Where(i => weight[i].Sign == 0).Select(Unit));
        var threshold = _slots.Aggregate(Rational.Zero, (sum, i) => sum + (weight[i] * (_stratum.Priors[i] + 1)));
        return new Key(threshold, _slots.Length - Rank(active) + 1);
    }

    /// <summary>The key that multipliers prove: l at least Σ y, and where that is the minimum m is at most what the tight constraints leave.</summary>
    private Key Lower(IReadOnlyList<WeightedPoint> multipliers, HashSet<Monomial> allowed)
    {
        var used = new Rational[_stratum.Count];
        foreach (var (point, y) in multipliers)
        {
            Require(y.Sign > 0 && point.Length == _stratum.Count && allowed.Contains(new Monomial(point)), "a multiplier belongs to no exponent");
            for (var i = 0; i < used.Length; i++)
            {
                used[i] += y * point[i];
            }
        }

        Require(_slots.All(i => used[i] <= _stratum.Priors[i] + 1), "multipliers exceed the density");
        var tight = multipliers.Select(p => p.Point).Concat(_slots.Where(i => used[i] < _stratum.Priors[i] + 1).Select(Unit)).ToList();
        return new Key(multipliers.Aggregate(Rational.Zero, (sum, p) => sum + p.Multiplier), _slots.Length - Rank(tight) + 1);
    }

    private Monomial ExtractedMonomial() => new(_stratum.Orders.Select((a, i) => _stratum.Kinds[i] == SlotKind.Zero ? a : 0).ToArray());

    /// <summary>The exponents of the coordinates, with the extracted monomial.</summary>
    private HashSet<Monomial> Support(IEnumerable<Polynomial> generators)
    {
        var orders = ExtractedMonomial();
        return [.. generators.SelectMany(f => f.Monomials).Select(m => _stratum.ZeroPart(m) * orders)];
    }

    /// <summary>On every compact face, a generator has an invertible one-term part, or the parts have no common zero on the torus.</summary>
    private void RequireNondegenerate(IReadOnlyList<FaceProof> proofs)
    {
        var exponents = _stratum.Generators.SelectMany(f => f.Monomials).Select(_stratum.ZeroPart).Distinct().Select(m => _slots.Select(i => m[i]).ToArray()).ToList();
        var vertices = exponents.Where(point => !exponents.Any(other => other != point && !other.Where((x, i) => x > point[i]).Any())).ToList();
        var faces = CompactFaces.Of(vertices) ?? throw new CertificateException("the Newton polyhedron has too many faces");
        Require(
            _stratum.Tail.All(tail => NewtonPolyhedron.Contains(_slots.Select(i => tail[i]).ToArray(), vertices) && !faces.Any(face => face.Normals.All(normal => IsOn(normal, tail)))),
            "a tail touches the compact faces");
        var known = proofs.ToDictionary(proof => Name(proof.Points), proof => proof.Emptiness);
        foreach (var face in faces)
        {
            var forms = _stratum.Generators.Select(f => f.Where(m => face.Normals.All(normal => IsOn(normal, m)))).Where(form => !form.IsZero).ToList();
            if (forms.Any(IsInvertibleTerm))
            {
                continue;
            }

            Require(known.TryGetValue(Name(face.Points.Select(p => vertices[p])), out var emptiness), "a compact face has no proof of nondegeneracy");
            new EmptySystemCheck(_lemmas).Verify(emptiness!, [.. forms, .. _stratum.Relations.Select(r => r.Equation)], _stratum.Nonzero);
        }
    }

    private bool IsInvertibleTerm(Polynomial form)
    {
        var monomial = _stratum.ZeroPart(form.Monomials[0]);
        return form.Monomials.All(m => _stratum.ZeroPart(m).Equals(monomial)) && _lemmas.IsUnit(form.DividedBy(monomial), _stratum);
    }

    private bool IsOn(long[] normal, Monomial monomial) => _slots.Select((slot, i) => normal[i] * monomial[slot]).Sum() == normal[_slots.Length];

    private static string Name(IEnumerable<int[]> points) => string.Join(";", points.Select(p => string.Join(",", p)).OrderBy(p => p, StringComparer.Ordinal));

    private int[] Unit(int slot)
    {
        var unit = new int[_stratum.Count];
        unit[slot] = 1;
        return unit;
    }

    private static Rational Dot(Monomial point, Rational[] weight) => StrictComplementarity.Dot(point.ToArray(), weight);

    private int Rank(List<int[]> rows) =>
        StrictComplementarity.Rank(rows.ConvertAll(row => Array.ConvertAll(row, x => (Rational)x)), _stratum.Count);
}
