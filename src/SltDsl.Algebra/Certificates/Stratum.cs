namespace SltDsl.Algebra;

/// <summary>The germs along a stratum as a check carries them: what each slot is, the set of generators, a, k, and what does not vanish.</summary>
internal sealed class Stratum
{
    public Stratum(SlotKind[] kinds, IEnumerable<Polynomial> generators, int[] orders, int[] priors)
    {
        (Kinds, Orders, Priors) = (kinds, orders, priors);
        Generators = [.. generators];
    }

    public SlotKind[] Kinds { get; }

    public HashSet<Polynomial> Generators { get; set; }

    public int[] Orders { get; }

    public int[] Priors { get; }

    public HashSet<Polynomial> Nonzero { get; set; } = [];

    /// <summary>The equations of the algebraic parameters, each over those before it.</summary>
    public List<AlgebraicRelation> Relations { get; private set; } = [];

    /// <summary>Monomials up to whose multiples the generators are known.</summary>
    public List<Monomial> Tail { get; set; } = [];

    /// <summary>Whether the ideal, not only what is known of it, has a single generator.</summary>
    public bool IsPrincipalUpToTail { get; set; }

    /// <summary>Whether the stratum is known to have real points.</summary>
    public bool IsReal { get; set; } = true;

    public int Count => Kinds.Length;

    public IEnumerable<int> Zeros => Enumerable.Range(0, Count).Where(i => Kinds[i] == SlotKind.Zero);

    public bool HasOrders => Zeros.Any(i => Orders[i] > 0);

    public Stratum With(IEnumerable<Polynomial> generators) =>
        new((SlotKind[])Kinds.Clone(), generators, (int[])Orders.Clone(), (int[])Priors.Clone()) { Nonzero = [.. Nonzero], Relations = [.. Relations], Tail = [.. Tail], IsPrincipalUpToTail = IsPrincipalUpToTail, IsReal = IsReal };

    /// <summary>The stratum with a slot more, dropped.</summary>
    public Stratum Extended() => new([.. Kinds, SlotKind.Dropped], Generators.Select(f => f.Extended()), [.. Orders, 0], [.. Priors, 0])
    {
        Nonzero = [.. Nonzero.Select(p => p.Extended())],
        Relations = Relations.ConvertAll(r => r with { Equation = r.Equation.Extended() }),
        Tail = Tail.ConvertAll(m => m.Extended()),
        IsPrincipalUpToTail = IsPrincipalUpToTail,
        IsReal = IsReal,
    };

    /// <summary>Whether no algebraic parameter depends on a torus parameter.</summary>
    public bool IsFreeParameter(int slot) => Kinds[slot] == SlotKind.Torus && !Relations.Any(r => r.Equation.Contains(slot));

    public bool IsFree(int slot) => Kinds[slot] == SlotKind.Zero && Orders[slot] == 0 && Priors[slot] == 0;

    /// <summary>Whether only parameters occur.</summary>
    public bool IsParametric(Polynomial polynomial) =>
        Enumerable.Range(0, Count).All(i => Kinds[i] is SlotKind.Torus or SlotKind.Algebraic || !polynomial.Contains(i));

    public Polynomial ConstantPart(Polynomial polynomial) => polynomial.Where(m => Zeros.All(i => m[i] == 0));

    public Monomial ZeroPart(Monomial monomial) =>
        new(monomial.ToArray().Select((x, i) => Kinds[i] == SlotKind.Zero ? x : 0).ToArray());

    /// <summary>The polynomial, reduced by the relations, without content and monomials of parameters.</summary>
    public Polynomial Strip(Polynomial polynomial)
    {
        polynomial = AlgebraicRelation.Reduce(polynomial, Relations);
        if (polynomial.IsZero)
        {
            return polynomial;
        }

        var content = polynomial.MonomialContent().ToArray().Select((x, i) => Kinds[i] is SlotKind.Torus or SlotKind.Algebraic ? x : 0).ToArray();
        return polynomial.DividedBy(new Monomial(content)).Primitive();
    }

    public void Replace(IEnumerable<Polynomial> generators) => Generators = [.. generators.Where(f => !f.IsZero)];

    /// <summary>The slot becomes a coordinate without order or density.</summary>
    public void MakeCoordinate(int slot) => (Kinds[slot], Orders[slot], Priors[slot]) = (SlotKind.Zero, 0, 0);

    /// <summary>The key of the extracted monomial.</summary>
    public Key MonomialKey() => Zeros.Where(i => Orders[i] > 0)
        .Aggregate(Key.Infinity, (key, i) => Key.Product(key, new Key(new Rational(Priors[i] + 1, Orders[i]), 1)));

    /// <summary>Bounds from a value, of which the upper needs real points.</summary>
    public Bounds Known(Key key) => new(key, IsReal ? key : Key.Infinity);
}
