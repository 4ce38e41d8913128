using System.Numerics;

namespace SltDsl.Algebra;

/// <content>Values and substitutions.</content>
public sealed partial class Polynomial
{
    /// <summary>The polynomial with one variable replaced.</summary>
    public Polynomial Substitute(int variable, Polynomial value)
    {
        var result = Constant(VariableCount, 0);
        var byDegree = CoefficientsIn(variable);
        for (var degree = byDegree.Length - 1; degree >= 0; degree--)
        {
            result = (result * value) + byDegree[degree];
        }

        return result;
    }

    /// <summary>The value at a point.</summary>
    public Rational Evaluate(IReadOnlyList<Rational> point)
    {
        var sum = Rational.Zero;
        for (var i = 0; i < _monomials.Length; i++)
        {
            Rational term = _coefficients[i];
            for (var j = 0; j < VariableCount; j++)
            {
                var exponent = _monomials[i][j];
                if (exponent > 0)
                {
                    term *= new Rational(BigInteger.Pow(point[j].Numerator, exponent), BigInteger.Pow(point[j].Denominator, exponent));
                }
            }

            sum += term;
        }

        return sum / Denominator;
    }

    /// <summary>The numerator of p(x = numerator/denominator), cleared by denominator^deg.</summary>
    internal Polynomial SubstituteFraction(int variable, Polynomial numerator, Polynomial denominator) =>
        TrySubstituteFraction(variable, numerator, denominator, int.MaxValue)!;

    /// <summary>The same, or null when a partial result has more terms than a limit.</summary>
    internal Polynomial? TrySubstituteFraction(int variable, Polynomial numerator, Polynomial denominator, int limit)
    {
        var byDegree = CoefficientsIn(variable);
        var result = Constant(VariableCount, 0);
        var power = Constant(VariableCount, 1);
        for (var degree = byDegree.Length - 1; degree >= 0; degree--)
        {
            if ((long)result.TermCount * numerator.TermCount > 50L * limit)
            {
                return null;
            }

            result = (result * numerator) + (byDegree[degree] * power);
            power *= denominator;
            if (result.TermCount > limit)
            {
                return null;
            }
        }

        return result;
    }
}
