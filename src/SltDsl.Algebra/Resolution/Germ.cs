namespace SltDsl.Algebra;

/// <summary>What a variable is on a stratum.</summary>
internal enum SlotKind
{
    /// <summary>A coordinate that is zero there.</summary>
    Zero,

    /// <summary>A nonzero real parameter along the stratum.</summary>
    Torus,

    /// <summary>A nonzero real parameter that solves an equation over the others.</summary>
    Algebraic,

    /// <summary>Absent.</summary>
    Dropped,
}

/// <summary>
/// The germs of z^a · (generators) with the density |z|^k at all points of a stratum at once: zero coordinates z, torus parameters T,
/// and polynomials in T that do not vanish on it.
/// </summary>
internal sealed class Germ
{
    public Germ(SlotKind[] kinds, List<Polynomial> generators, int[] orders, int[] priors)
    {
        Kinds = kinds;
        Generators = generators;
        Orders = orders;
        Priors = priors;
    }

    public SlotKind[] Kinds { get; }

    public List<Polynomial> Generators { get; set; }

    /// <summary>a, the orders of the monomial taken out of the ideal.</summary>
    public int[] Orders { get; }

    /// <summary>k, the orders of the density.</summary>
    public int[] Priors { get; }

    public List<Polynomial> Nonzero { get; set; } = [];

    /// <summary>The equations of the algebraic parameters, each over those before it.</summary>
    public List<AlgebraicRelation> Relations { get; private set; } = [];

    /// <summary>Monomials of the zero coordinates up to whose analytic multiples the generators are known; mostly none.</summary>
    public List<Monomial> Tail { get; set; } = [];

    /// <summary>Whether the generators are up to the tail a single one; a known part that is zero does not count as none.</summary>
    public bool IsPrincipalUpToTail { get; set; }

    /// <summary>Whether real points of the stratum are known to exist; if not, it gives no upper bound.</summary>
    public bool HasRealPoints { get; set; } = true;

    /// <summary>How often a coordinate was shifted in search of a smooth generator.</summary>
    public int Shifts { get; set; }

    /// <summary>How often a coordinate was adapted to a degenerate face, one after the other.</summary>
    public int Translations { get; set; }

    /// <summary>What was done to this germ since it was made, for its proof.</summary>
    public List<Move> Moves { get; } = [];

    /// <summary>How many regular coordinates were split off.</summary>
    public int RegularSplits => Moves.Count(move => move is RegularSplit);

    public int Count => Kinds.Length;

    public bool HasOrders => Orders.Where((a, i) => a > 0 && Kinds[i] == SlotKind.Zero).Any();

    public int[] ZeroSlots => Enumerable.Range(0, Count).Where(i => Kinds[i] == SlotKind.Zero).ToArray();

    public Germ Clone() => new((SlotKind[])Kinds.Clone(), [.. Generators], (int[])Orders.Clone(), (int[])Priors.Clone())
    {
        Nonzero = [.. Nonzero],
        Relations = [.. Relations],
        Tail = [.. Tail],
        IsPrincipalUpToTail = IsPrincipalUpToTail,
        HasRealPoints = HasRealPoints,
    };

    public Germ With(List<Polynomial> generators)
    {
        var copy = Clone();
        copy.Generators = generators;
        return copy;
    }

    /// <summary>The germ with a slot more, dropped.</summary>
    public Germ Extended() => new([.. Kinds, SlotKind.Dropped], Generators.ConvertAll(f => f.Extended()), [.. Orders, 0], [.. Priors, 0])
    {
        Nonzero = Nonzero.ConvertAll(p => p.Extended()),
        Relations = Relations.ConvertAll(r => r with { Equation = r.Equation.Extended() }),
        Tail = Tail.ConvertAll(m => m.Extended()),
        IsPrincipalUpToTail = IsPrincipalUpToTail,
        HasRealPoints = HasRealPoints,
    };

    /// <summary>Whether a torus parameter may be solved for: no algebraic one depends on it.</summary>
    public bool IsFreeParameter(int slot) => Kinds[slot] == SlotKind.Torus && !Relations.Any(r => r.Equation.Contains(slot));

    /// <summary>Whether z_i may be replaced by another coordinate: neither the monomial nor the density contains it.</summary>
    public bool IsFree(int slot) => Kinds[slot] == SlotKind.Zero && Orders[slot] == 0 && Priors[slot] == 0;

    public bool IsConstant(Monomial monomial)
    {
        for (var i = 0; i < Count; i++)
        {
            if (monomial[i] > 0 && Kinds[i] == SlotKind.Zero)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The monomial without its torus parameters.</summary>
    public Monomial ZeroPart(Monomial monomial)
    {
        for (var i = 0; i < Count; i++)
        {
            if (monomial[i] > 0 && Kinds[i] != SlotKind.Zero)
            {
                monomial = monomial.With(i, 0);
            }
        }

        return monomial;
    }

    /// <summary>The part without zero coordinates.</summary>
    public Polynomial ConstantPart(Polynomial polynomial) => polynomial.Where(IsConstant);

    /// <summary>The polynomial, reduced by the relations, without content and monomials of parameters, which are units.</summary>
    public Polynomial Strip(Polynomial polynomial)
    {
        polynomial = AlgebraicRelation.Reduce(polynomial, Relations);
        if (polynomial.IsZero)
        {
            return polynomial;
        }

        var content = polynomial.MonomialContent().ToArray();
        for (var i = 0; i < Count; i++)
        {
            content[i] = Kinds[i] is SlotKind.Torus or SlotKind.Algebraic ? content[i] : 0;
        }

        return polynomial.DividedBy(new Monomial(content)).Primitive();
    }

    /// <summary>Deletes zero generators, strips units and takes the common monomial of the zero coordinates out.</summary>
    public void Normalise()
    {
        Moves.Add(new Normalised());
        Generators = Generators.Select(Strip).Where(f => !f.IsZero).Distinct().ToList();
        if (Generators.Count == 0)
        {
            return;
        }

        var common = Generators[0].MonomialContent().ToArray();
        foreach (var generator in Generators)
        {
            var content = generator.MonomialContent();
            for (var i = 0; i < Count; i++)
            {
                common[i] = Kinds[i] == SlotKind.Zero ? Math.Min(common[i], content[i]) : 0;
            }
        }

        foreach (var tail in Tail)
        {
            for (var i = 0; i < Count; i++)
            {
                common[i] = Math.Min(common[i], tail[i]);
            }
        }

        var monomial = new Monomial(common);
        if (!monomial.IsOne)
        {
            Tail = Tail.ConvertAll(m => m / monomial);
            Generators = Generators.ConvertAll(f => f.DividedBy(monomial));
            for (var i = 0; i < Count; i++)
            {
                Orders[i] += common[i];
            }
        }
    }

    /// <summary>The exponents of the zero coordinates, as a point of the Newton polyhedron of the generators.</summary>
    public int[] Point(Monomial monomial, int[] slots) => Array.ConvertAll(slots, i => monomial[i]);

    /// <summary>The coefficients of the zero coordinates' monomials, polynomials in the torus parameters.</summary>
    public Dictionary<Monomial, Polynomial> Coefficients(Polynomial polynomial)
    {
        var groups = new Dictionary<Monomial, Dictionary<Monomial, System.Numerics.BigInteger>>();
        for (var t = 0; t < polynomial.TermCount; t++)
        {
            var (zero, torus) = (new int[Count], new int[Count]);
            for (var i = 0; i < Count; i++)
            {
                (Kinds[i] == SlotKind.Zero ? zero : torus)[i] = polynomial.Monomials[t][i];
            }

            var key = new Monomial(zero);
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = [];
            }

            group[new Monomial(torus)] = polynomial.Coefficients[t];
        }

        return groups.ToDictionary(g => g.Key, g => Polynomial.FromTerms(Count, g.Value, System.Numerics.BigInteger.One));
    }

    /// <summary>The key of z^a alone.</summary>
    public Key MonomialKey() => ZeroSlots.Where(i => Orders[i] > 0)
        .Aggregate(Key.Infinity, (key, i) => Key.Product(key, new Key(new Rational(Priors[i] + 1, Orders[i]), 1)));
}
