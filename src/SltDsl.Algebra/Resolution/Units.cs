namespace SltDsl.Algebra;

/// <summary>Which polynomials in the torus parameters are known not to vanish on a stratum.</summary>
internal sealed class Units
{
    public Units(Effort effort)
    {
        Factorisation = new Factorisation(effort);
        Zeros = new RealZeros(Factorisation);
    }

    public Factorisation Factorisation { get; }

    public RealZeros Zeros { get; }

    /// <summary>All facts established about single polynomials.</summary>
    public Lemmas ToLemmas()
    {
        var noZero = new Dictionary<Polynomial, Nonvanishing>();
        foreach (var pair in Zeros.Found)
        {
            noZero[pair.Key] = pair.Value;
        }

        return new Lemmas(Factorisation.Known, noZero);
    }

    /// <summary>The factors that may vanish; none when the polynomial is a unit there.</summary>
    public List<Polynomial> UncertainFactors(Polynomial polynomial, IReadOnlyCollection<Polynomial> nonzero)
    {
        var uncertain = new List<Polynomial>();
        if (polynomial.TermCount <= 1)
        {
            return uncertain;
        }

        foreach (var (factor, _) in Factorisation.Of(polynomial.Primitive()))
        {
            if (factor.TermCount > 1 && !nonzero.Contains(factor) && !Zeros.IsNonvanishing(factor))
            {
                uncertain.Add(factor);
            }
        }

        return uncertain;
    }

    /// <summary>Whether a nonzero polynomial in the torus parameters has no zero on the stratum.</summary>
    public bool IsUnit(Polynomial polynomial, Germ germ) =>
        !polynomial.IsZero && UncertainFactors(polynomial, germ.Nonzero).Count == 0;

    /// <summary>Whether a polynomial is invertible near every point of the stratum.</summary>
    public bool IsInvertible(Polynomial polynomial, Germ germ) => IsUnit(germ.ConstantPart(polynomial), germ);
}
