namespace SltDsl.Algebra;

/// <summary>Real solutions of algebraic relations.</summary>
internal static class RealTower
{
    private const int Pieces = 48;
    private const int Bits = 40;

    /// <summary>
    /// Whether an equation with simple roots is known to have real ones on the torus: by Sturm's theorem in one variable, by a change of sign
    /// within an orthant in several.
    /// </summary>
    public static bool HasRealRoot(Polynomial equation)
    {
        var variables = Enumerable.Range(0, equation.VariableCount).Where(equation.Contains).ToArray();
        return variables.Length == 1 ? RealZeros.CountRoots(equation, variables[0]) > 0 : RealZeros.ChangesSign(equation);
    }

    /// <summary>
    /// An interval for each relation, without zero, such that its equation has opposite signs at the two ends wherever the earlier parameters
    /// are in theirs: so there is a real solution. Null when none was found, or when an equation has a torus parameter.
    /// </summary>
    public static IReadOnlyList<(Rational Lower, Rational Upper)>? Find(IReadOnlyList<AlgebraicRelation> relations) =>
        relations.Select((r, k) => (r.Equation, Known: relations.Take(k + 1).Select(q => q.Slot).ToList())).All(r =>
            Enumerable.Range(0, r.Equation.VariableCount).All(i => !r.Equation.Contains(i) || r.Known.Contains(i)))
            ? Extend(relations, [])
            : null;

    /// <summary>Whether the intervals have the property.</summary>
    public static bool Holds(IReadOnlyList<AlgebraicRelation> relations, IReadOnlyList<(Rational Lower, Rational Upper)> box) =>
        box.Count == relations.Count && Enumerable.Range(0, box.Count).All(k =>
            box[k].Lower < box[k].Upper && box[k].Lower.Sign * box[k].Upper.Sign > 0
            && SignAt(relations, box, k, box[k].Lower) * SignAt(relations, box, k, box[k].Upper) < 0);

    private static IReadOnlyList<(Rational Lower, Rational Upper)>? Extend(IReadOnlyList<AlgebraicRelation> relations, List<(Rational Lower, Rational Upper)> box)
    {
        if (box.Count == relations.Count)
        {
            return Holds(relations, box) ? box : null;
        }

        var (slot, equation) = relations[box.Count];
        for (var k = 0; k < box.Count; k++)
        {
            var middle = (box[k].Lower + box[k].Upper) / 2;
            equation = equation.Substitute(relations[k].Slot, Polynomial.Constant(equation.VariableCount, middle));
        }

        // A later root moves with the earlier ones: its interval is wider by far.
        var width = new Rational(1, System.Numerics.BigInteger.One << (Bits / (box.Count + 1)));
        return Roots(equation, slot, width).Select(interval => Extend(relations, [.. box, interval])).FirstOrDefault(found => found is not null);
    }

    /// <summary>Intervals of a width around changes of sign.</summary>
    private static IEnumerable<(Rational Lower, Rational Upper)> Roots(Polynomial equation, int slot, Rational width)
    {
        var coefficients = equation.CoefficientsIn(slot).Select(c => c.IsZero ? Rational.Zero : new Rational(c.Coefficients[0], c.Denominator)).ToArray();
        Rational At(Rational x) => coefficients.Reverse().Aggregate(Rational.Zero, (sum, c) => (sum * x) + c);
        var lead = coefficients[coefficients.Length - 1];
        if (lead.Sign == 0)
        {
            yield break;
        }

        var bound = coefficients.Aggregate(Rational.One, (sum, c) => sum + (c.Sign * lead.Sign < 0 ? -c / lead : c / lead));
        foreach (var side in new[] { 1, -1 })
        {
            for (var piece = 0; piece < Pieces; piece++)
            {
                var (a, b) = (bound * new Rational(side * piece, Pieces), bound * new Rational(side * (piece + 1), Pieces));
                a = piece == 0 ? b / 1_000 : a;
                if (At(a).Sign * At(b).Sign >= 0)
                {
                    continue;
                }

                while ((b - a) * side > width)
                {
                    var middle = (a + b) / 2;
                    (a, b) = At(middle).Sign == At(a).Sign ? (middle, b) : (a, middle);
                }

                yield return side > 0 ? (a - width, b + width) : (b - width, a + width);
            }
        }
    }

    /// <summary>The sign that an equation has at a value wherever the earlier parameters are in their intervals; 0 when it may change.</summary>
    private static int SignAt(IReadOnlyList<AlgebraicRelation> relations, IReadOnlyList<(Rational Lower, Rational Upper)> box, int index, Rational value)
    {
        var (lower, upper) = (Rational.Zero, Rational.Zero);
        foreach (var (exponents, coefficient) in relations[index].Equation.Terms)
        {
            var (low, high) = (coefficient, coefficient);
            for (var k = 0; k <= index; k++)
            {
                for (var e = 0; e < exponents[relations[k].Slot]; e++)
                {
                    var ends = k == index ? (Lower: value, Upper: value) : box[k];
                    Rational[] corners = [low * ends.Lower, low * ends.Upper, high * ends.Lower, high * ends.Upper];
                    (low, high) = (corners.Min(), corners.Max());
                }
            }

            (lower, upper) = (lower + low, upper + high);
        }

        return lower.Sign > 0 ? 1 : upper.Sign < 0 ? -1 : 0;
    }
}
