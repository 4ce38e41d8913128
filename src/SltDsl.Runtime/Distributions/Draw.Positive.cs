namespace SltDsl.Runtime;

/// <content>Families of a half line.</content>
public static partial class Draw
{
    /// <summary>The absolute value of a normal(0, s).</summary>
    public static double HalfNormal(ref SltRandom random, double s) => Math.Abs(Normal(ref random, 0, s));

    /// <summary>The absolute value of a cauchy(0, s).</summary>
    public static double HalfCauchy(ref SltRandom random, double s) => Math.Abs(Cauchy(ref random, 0, s));

    /// <summary>The absolute value of a student_t(nu, 0, s).</summary>
    public static double HalfStudentT(ref SltRandom random, double nu, double s) => Math.Abs(StudentT(ref random, nu, 0, s));

    /// <summary>exp of a normal(mu, sd).</summary>
    public static double LogNormal(ref SltRandom random, double mu, double sd) => Math.Exp(Normal(ref random, mu, sd));

    /// <summary>Exponential with a rate.</summary>
    public static double Exponential(ref SltRandom random, double rate)
    {
        RequirePositive(rate);
        return random.NextExponential() / rate;
    }

    /// <summary>Gamma with shape and rate (Marsaglia and Tsang 2000).</summary>
    public static double Gamma(ref SltRandom random, double shape, double rate)
    {
        RequirePositive(shape);
        RequirePositive(rate);
        return StandardGamma(ref random, shape) / rate;
    }

    /// <summary>The inverse of a gamma(shape, rate).</summary>
    public static double InverseGamma(ref SltRandom random, double shape, double rate)
    {
        RequirePositive(shape);
        RequirePositive(rate);
        return rate / StandardGamma(ref random, shape);
    }

    /// <summary>The sum of nu squared standard normals.</summary>
    public static double ChiSquare(ref SltRandom random, double nu)
    {
        RequirePositive(nu);
        return 2 * StandardGamma(ref random, nu / 2);
    }

    /// <summary>The inverse of a chi_square(nu).</summary>
    public static double InverseChiSquare(ref SltRandom random, double nu) => 1 / ChiSquare(ref random, nu);

    /// <summary>Weibull with shape a and scale s, by inversion.</summary>
    public static double Weibull(ref SltRandom random, double a, double s)
    {
        RequirePositive(a);
        RequireScale(s);
        return s * Math.Pow(random.NextExponential(), 1 / a);
    }

    /// <summary>Fréchet with shape a and scale s, by inversion.</summary>
    public static double Frechet(ref SltRandom random, double a, double s)
    {
        RequirePositive(a);
        RequireScale(s);
        return s * Math.Pow(random.NextExponential(), -1 / a);
    }

    /// <summary>The length of a plane vector of two normal(0, s), by inversion.</summary>
    public static double Rayleigh(ref SltRandom random, double s)
    {
        RequireScale(s);
        return s * Math.Sqrt(2 * random.NextExponential());
    }

    /// <summary>Pareto of the values from min, with tail exponent a, by inversion.</summary>
    public static double Pareto(ref SltRandom random, double min, double a)
    {
        RequirePositive(min);
        RequirePositive(a);
        return min * Math.Exp(random.NextExponential() / a);
    }

    private static double StandardGamma(ref SltRandom random, double shape) =>
        shape >= 1 ? GammaFromOne(ref random, shape) : Math.Exp(LogStandardGamma(ref random, shape));

    // The log stays finite at small shapes, where most of the mass lies below the smallest number.
    private static double LogStandardGamma(ref SltRandom random, double shape) => shape >= 1
        ? Math.Log(GammaFromOne(ref random, shape))
        : Math.Log(GammaFromOne(ref random, shape + 1)) - (random.NextExponential() / shape);

    private static double GammaFromOne(ref SltRandom random, double shape)
    {
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextNormal();
            var root = 1 + (c * x);
            if (root <= 0)
            {
                continue;
            }

            var v = root * root * root;
            if (Math.Log(random.NextUniform()) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }
}
