namespace SltDsl.Runtime;

/// <content>Families of an interval.</content>
public static partial class Draw
{
    /// <summary>Uniform on [a, b].</summary>
    public static double Uniform(ref SltRandom random, double a, double b) => a + ((b - a) * random.NextUniform());

    /// <summary>Beta on [0, 1]: the part that one gamma has in a sum of two.</summary>
    public static double Beta(ref SltRandom random, double a, double b)
    {
        RequirePositive(a);
        RequirePositive(b);
        return SpecialFunctions.Logistic(LogStandardGamma(ref random, a) - LogStandardGamma(ref random, b));
    }

    /// <summary>beta(m k, (1 − m) k): mean m, concentration k.</summary>
    public static double BetaMean(ref SltRandom random, double m, double k) => Beta(ref random, m * k, (1 - m) * k);
}
