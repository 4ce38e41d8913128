namespace SltDsl.Algebra;

/// <summary>
/// The equation h = 0 of an algebraic parameter α over torus parameters and earlier algebraic ones. Its leading coefficient and its derivative
/// in α do not vanish on the stratum, so that α is an analytic function of the others; no zero coordinate occurs in it.
/// </summary>
/// <param name="Slot">The slot of α.</param>
/// <param name="Equation">h.</param>
internal sealed record AlgebraicRelation(int Slot, Polynomial Equation)
{
    private const int LargestRemainder = 60;

    /// <summary>The remainder of a polynomial by all relations, up to invertible factors: what it is along the stratum.</summary>
    public static Polynomial Reduce(Polynomial polynomial, IReadOnlyList<AlgebraicRelation> relations)
    {
        for (var k = relations.Count - 1; k >= 0; k--)
        {
            var (slot, equation) = relations[k];
            polynomial = polynomial.DegreeIn(slot) >= equation.DegreeIn(slot) ? Divisibility.PseudoRemainder(polynomial, equation, slot) : polynomial;
        }

        return polynomial;
    }

    /// <summary>The same, or null when it is too large.</summary>
    public static Polynomial? TryReduce(Polynomial polynomial, IReadOnlyList<AlgebraicRelation> relations)
    {
        try
        {
            return Reduce(polynomial, relations);
        }
        catch (ExpressionSwellException)
        {
            return null;
        }
    }

    /// <summary>
    /// The square-free part of a polynomial in a variable over the algebraic parameters, by Euclid's algorithm modulo the relations; null when it
    /// is square-free, or when the numbers grow too large.
    /// </summary>
    public static Polynomial? SquareFree(Polynomial polynomial, int variable, IReadOnlyList<AlgebraicRelation> relations)
    {
        var (a, b) = (polynomial, polynomial.Derivative(variable));
        while (b.Contains(variable))
        {
            if (b.TermCount > LargestRemainder)
            {
                return null;
            }

            (a, b) = (b, Stripped(Divisibility.PseudoRemainder(a, b, variable), relations));
        }

        return b.IsZero ? Stripped(Divisibility.PseudoDivide(polynomial, a, variable).Quotient, relations) : null;
    }

    private static Polynomial Stripped(Polynomial polynomial, IReadOnlyList<AlgebraicRelation> relations)
    {
        var reduced = Reduce(polynomial, relations);
        return reduced.IsZero ? reduced : reduced.DividedBy(reduced.MonomialContent()).Primitive();
    }

    /// <summary>A polynomial with the equations that share variables with it; it does not vanish on the stratum when these have no common zero.</summary>
    public static List<Polynomial> System(Polynomial polynomial, IReadOnlyList<AlgebraicRelation> relations)
    {
        var system = new List<Polynomial> { polynomial };
        for (var k = relations.Count - 1; k >= 0; k--)
        {
            var equation = relations[k].Equation;
            if (Enumerable.Range(0, equation.VariableCount).Any(i => equation.Contains(i) && system.Any(p => p.Contains(i))))
            {
                system.Add(equation);
            }
        }

        return system;
    }
}
