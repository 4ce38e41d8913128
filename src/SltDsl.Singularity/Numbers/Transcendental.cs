using SltDsl.Graph.Expressions;

namespace SltDsl.Singularity.Numbers;

/// <summary>Images of transcendental values modulo the field's prime.</summary>
internal static class Transcendental
{
    private static readonly PrimeModulus _field = PrimeModulus.Field;

    /// <summary>The image of e: r ↦ BaseOfExp^r is a homomorphism from the rationals whose denominators q does not divide.</summary>
    public const ulong BaseOfExp = 2401;

    /// <summary>The image of e^i, another fourth power.</summary>
    public const ulong BaseOfPhase = 14641;

    /// <summary>A square root of −1.</summary>
    public const ulong ImaginaryUnit = 1018197504712963086;

    /// <summary>A value drawn by the function and its argument, the same every time.</summary>
    public static ulong Draw(Primitive primitive, ulong argument, ulong stream = 0)
    {
        // SplitMix64 (Steele, Lea and Flood 2014) of the three.
        var state = argument ^ (((ulong)primitive + 1) * 0x9E3779B97F4A7C15) ^ (stream * 0xD1B54A32D192ED03);
        for (var round = 0; round < 2; round++)
        {
            state = unchecked(state + 0x9E3779B97F4A7C15);
            state = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9);
            state = unchecked((state ^ (state >> 27)) * 0x94D049BB133111EB);
            state ^= state >> 31;
        }

        return (state >> 3) % _field.Value;
    }

    /// <summary>A square root, by one exponentiation as the prime is 5 modulo 8 (Atkin 1992); null where the value is no square.</summary>
    public static ulong? SquareRoot(ulong value)
    {
        if (value == 0)
        {
            return 0;
        }

        var twice = _field.Add(value, value);
        var power = _field.Power(twice, (_field.Value - 5) / 8);
        var unit = _field.Multiply(twice, _field.Multiply(power, power));
        var root = _field.Multiply(_field.Multiply(value, power), _field.Subtract(unit, 1));
        return _field.Multiply(root, root) == value ? root : null;
    }
}
