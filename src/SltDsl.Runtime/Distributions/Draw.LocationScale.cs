namespace SltDsl.Runtime;

/// <content>Families of the whole line with a location and a scale, and the circle.</content>
public static partial class Draw
{
    /// <summary>Normal with mean mu and standard deviation sd.</summary>
    public static double Normal(ref SltRandom random, double mu, double sd)
    {
        RequireScale(sd);
        return mu + (sd * random.NextNormal());
    }

    /// <summary>Student's t: a normal over the root of an independent chi-square per degree of freedom.</summary>
    public static double StudentT(ref SltRandom random, double nu, double mu, double s)
    {
        RequirePositive(nu);
        RequireScale(s);
        return mu + (s * random.NextNormal() * Math.Exp(0.5 * (Math.Log(nu / 2) - LogStandardGamma(ref random, nu / 2))));
    }

    /// <summary>Cauchy, by inversion.</summary>
    public static double Cauchy(ref SltRandom random, double mu, double s)
    {
        RequireScale(s);
        return mu + (s * double.TanPi(random.NextUniform() - 0.5));
    }

    /// <summary>Laplace: an exponential with a random sign.</summary>
    public static double Laplace(ref SltRandom random, double mu, double s)
    {
        RequireScale(s);
        var distance = s * random.NextExponential();
        return random.NextUniform() < 0.5 ? mu - distance : mu + distance;
    }

    /// <summary>Logistic, by inversion.</summary>
    public static double Logistic(ref SltRandom random, double mu, double s)
    {
        RequireScale(s);
        return mu + (s * StandardLogistic(ref random));
    }

    /// <summary>Gumbel (of maxima), by inversion.</summary>
    public static double Gumbel(ref SltRandom random, double mu, double s)
    {
        RequireScale(s);
        return mu - (s * Math.Log(random.NextExponential()));
    }

    /// <summary>Skew normal, as a sum of a half normal and a normal (Azzalini 1986).</summary>
    public static double SkewNormal(ref SltRandom random, double mu, double s, double a)
    {
        RequireScale(s);
        RequireNumber(a);
        var length = Math.Sqrt(1 + (a * a));
        var skewed = double.IsInfinity(length) ? Math.Sign(a) : a / length;
        return mu + (s * ((skewed * Math.Abs(random.NextNormal())) + (random.NextNormal() / length)));
    }

    /// <summary>
    /// Von Mises on [−π, π], by rejection from a wrapped Cauchy (Best and Fisher 1979), here in the tangent of the half angle,
    /// so that nothing cancels at large concentrations.
    /// </summary>
    public static double VonMises(ref SltRandom random, double mu, double k)
    {
        RequireScale(k);
        var root = Math.Sqrt(1 + (4 * k * k)) + (2 * k);
        var square = (1 + (1 / root)) / (1 + root); // of the envelope's scale; 1, the uniform law, at k = 0
        var best = Math.Clamp((1 / (2 * k)) - (square / (1 - square)), 0, 1);
        best = double.IsNaN(best) ? 0 : best;
        while (true)
        {
            var tangent = Math.Sqrt(square) * double.TanPi(random.NextUniform() - 0.5);
            var sine = tangent * tangent / (1 + (tangent * tangent)); // sin² of the half angle
            var ratio = (square + ((1 - square) * sine)) / (square + ((1 - square) * best));
            if (random.NextUniform() < ratio * Math.Exp(-2 * k * (sine - best)))
            {
                return Math.IEEERemainder(mu + (2 * Math.Atan(tangent)), 2 * Math.PI);
            }
        }
    }

    private static double StandardLogistic(ref SltRandom random)
    {
        var u = random.NextUniform();
        return Math.Log(u / (1 - u));
    }
}
