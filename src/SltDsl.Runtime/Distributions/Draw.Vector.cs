namespace SltDsl.Runtime;

/// <content>Families of real vectors.</content>
public static partial class Draw
{
    /// <summary>Dirichlet on the simplex: the parts that independent gammas have in their sum.</summary>
    public static void Dirichlet(ref SltRandom random, ReadOnlySpan<double> a, Span<double> value)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < a.Length; k++)
        {
            RequirePositive(a[k], nameof(a));
            value[k] = LogStandardGamma(ref random, a[k]);
            largest = Math.Max(largest, value[k]);
        }

        var total = 0.0;
        for (var k = 0; k < a.Length; k++)
        {
            total += value[k] = Math.Exp(value[k] - largest);
        }

        for (var k = 0; k < a.Length; k++)
        {
            value[k] /= total;
        }
    }

    /// <summary>Uniform on the simplex: the parts that independent exponentials have in their sum.</summary>
    public static void UniformSimplex(ref SltRandom random, Span<double> value)
    {
        var total = 0.0;
        for (var k = 0; k < value.Length; k++)
        {
            total += value[k] = Exponential(ref random, 1);
        }

        for (var k = 0; k < value.Length; k++)
        {
            value[k] /= total;
        }
    }

    /// <summary>Uniform on the unit sphere: the direction of independent normals (Muller 1959).</summary>
    public static void UniformDirection(ref SltRandom random, Span<double> value)
    {
        double length;
        do
        {
            FillNormal(ref random, value);
            length = 0;
            foreach (var element in value)
            {
                length += element * element;
            }
        }
        while (length == 0 && value.Length > 0);

        for (var k = 0; k < value.Length; k++)
        {
            value[k] /= Math.Sqrt(length);
        }
    }

    /// <summary>Multivariate normal with mean mu and covariance Sigma.</summary>
    public static void MultivariateNormal(ref SltRandom random, ReadOnlySpan<double> mu, ReadOnlySpan<double> Sigma, Span<double> value) =>
        MultivariateNormalCholesky(ref random, mu, Triangular.Cholesky(Sigma, mu.Length), value);

    /// <summary>Multivariate normal with mean mu and covariance L L′.</summary>
    public static void MultivariateNormalCholesky(ref SltRandom random, ReadOnlySpan<double> mu, ReadOnlySpan<double> L, Span<double> value)
    {
        FillNormal(ref random, value);
        Triangular.Multiply(L, value, 1);
        Shift(value, mu);
    }

    /// <summary>Multivariate normal with mean mu and precision P.</summary>
    public static void MultivariateNormalPrecision(ref SltRandom random, ReadOnlySpan<double> mu, ReadOnlySpan<double> P, Span<double> value)
    {
        FillNormal(ref random, value);
        Triangular.SolveTransposed(Triangular.Cholesky(P, mu.Length), value);
        Shift(value, mu);
    }

    /// <summary>Multivariate Student's t: a multivariate normal over the root of a chi-square per degree of freedom.</summary>
    public static void MultivariateStudentT(ref SltRandom random, double nu, ReadOnlySpan<double> mu, ReadOnlySpan<double> S, Span<double> value)
    {
        RequirePositive(nu);
        var factor = Triangular.Cholesky(S, mu.Length);
        FillNormal(ref random, value);
        Triangular.Multiply(factor, value, 1);
        var stretch = Math.Exp(0.5 * (Math.Log(nu / 2) - LogStandardGamma(ref random, nu / 2)));
        for (var i = 0; i < value.Length; i++)
        {
            value[i] *= stretch;
        }

        Shift(value, mu);
    }

    private static void FillNormal(ref SltRandom random, Span<double> value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            value[i] = random.NextNormal();
        }
    }

    private static void Shift(Span<double> value, ReadOnlySpan<double> by)
    {
        for (var i = 0; i < value.Length; i++)
        {
            value[i] += by[i];
        }
    }
}
