namespace SltDsl.Runtime;

/// <summary>A number with its derivative in one parameter, for recurrences whose derivative has no closed form.</summary>
/// <param name="Value">The number.</param>
/// <param name="Slope">Its derivative.</param>
internal readonly record struct Dual(double Value, double Slope)
{
    public static implicit operator Dual(double constant) => new(constant, 0);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Slope + b.Slope);

    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Slope - b.Slope);

    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Slope * b.Value) + (a.Value * b.Slope));

    public static Dual operator /(Dual a, Dual b)
    {
        var quotient = a.Value / b.Value;
        return new(quotient, (a.Slope - (quotient * b.Slope)) / b.Value);
    }

    /// <summary>The logarithm.</summary>
    public static Dual Log(Dual a) => new(Math.Log(a.Value), a.Slope / a.Value);

    /// <summary>From log p the log of 1 − p.</summary>
    public static Dual LogComplement(Dual log)
    {
        var p = Math.Exp(log.Value);
        var rest = -SpecialFunctions.Expm1(log.Value);
        return new(Math.Log(rest), -log.Slope * p / rest);
    }

    /// <summary>
    /// b₀ + a₁ / (b₁ + a₂ / (b₂ + …)) by Lentz's method (Thompson and Barnett 1986), to where neither value nor slope changes.
    /// </summary>
    /// <param name="first">b₀, not 0.</param>
    /// <param name="terms">The pairs (aₙ, bₙ).</param>
    public static Dual ContinuedFraction<T>(Dual first, T terms)
        where T : struct, IFractionTerms
    {
        var (value, c, d) = (first, first, (Dual)0);
        for (var n = 1; n < 10_000_000; n++)
        {
            var (a, b) = terms.At(n);
            d = 1 / (b + (a * d));
            c = b + (a / c);
            var factor = c * d;
            value *= factor;
            if (Math.Abs(factor.Value - 1) < 2e-16 && Math.Abs(factor.Slope * value.Value) <= 2e-16 * (Math.Abs(value.Slope) + Math.Abs(value.Value)))
            {
                break;
            }
        }

        return value;
    }
}

/// <summary>The terms of a continued fraction; a value type, so that no evaluation allocates.</summary>
internal interface IFractionTerms
{
    /// <summary>The pair (aₙ, bₙ) for n from 1.</summary>
    (Dual Numerator, Dual Denominator) At(int n);
}
