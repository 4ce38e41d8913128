namespace SltDsl.Runtime.Tests;

/// <summary>Vector and matrix families, by functions of the draws that have a known law.</summary>
public class VectorDrawTests
{
    private const int Draws = 100_000;

    private static readonly double[] _mean = [0.5, -1, 2];

    // L with rows (1.2), (0.5, 1), (0.3, −0.2, 1.5), and L L′.
    private static readonly double[] _factor = [1.2, 0, 0, 0.5, 1, 0, 0.3, -0.2, 1.5];
    private static readonly double[] _covariance = [1.44, 0.6, 0.36, 0.6, 1.25, -0.05, 0.36, -0.05, 2.38];

    private delegate void Filler(ref SltRandom random, Span<double> value);

    [Fact]
    public void Normal_vectors_have_their_covariance()
    {
        AssertStandard(Sample(3, (ref SltRandom r, Span<double> x) => Draw.MultivariateNormal(ref r, _mean, _covariance, x)), Whitened);
        AssertStandard(Sample(3, (ref SltRandom r, Span<double> x) => Draw.MultivariateNormalCholesky(ref r, _mean, _factor, x)), Whitened);

        // With P = L L′ the vector L′ (x − μ) is standard.
        AssertStandard(Sample(3, (ref SltRandom r, Span<double> x) => Draw.MultivariateNormalPrecision(ref r, _mean, _covariance, x)), x =>
        {
            var (a, b, c) = (x[0] - 0.5, x[1] + 1, x[2] - 2);
            return [(1.2 * a) + (0.5 * b) + (0.3 * c), b - (0.2 * c), 1.5 * c];
        });
    }

    [Fact]
    public void Projections_of_Student_vectors_are_Student()
    {
        var white = Sample(3, (ref SltRandom r, Span<double> x) => Draw.MultivariateStudentT(ref r, 3.5, _mean, _covariance, x)).Select(Whitened).ToArray();
        foreach (var direction in Directions(3))
        {
            ContinuousLaw.All["StudentT"].Assert([.. white.Select(z => Dot(direction, z))], [3.5, 0, 1]);
        }

        // The vector has one common chi-square: its squared length over 3 is F(3, 3.5), by way of a beta.
        ContinuousLaw.All["Beta"].Assert([.. white.Select(z => Dot(z, z) / (3.5 + Dot(z, z)))], [1.5, 1.75]);
    }

    [Fact]
    public void Parts_of_Dirichlet_vectors_are_beta()
    {
        double[] a = [0.5, 2, 1.5];
        var draws = Sample(3, (ref SltRandom r, Span<double> x) => Draw.Dirichlet(ref r, a, x));
        Assert.All(draws, w => Assert.Equal(1, w.Sum(), 14));
        for (var k = 0; k < 3; k++)
        {
            ContinuousLaw.All["Beta"].Assert([.. draws.Select(w => w[k])], [a[k], 4 - a[k]]);
        }

        ContinuousLaw.All["Beta"].Assert([.. draws.Select(w => w[0] / (w[0] + w[1]))], [0.5, 2]);
    }

    [Fact]
    public void A_Dirichlet_near_the_corners_still_sums_to_one()
    {
        double[] a = [1e-5, 1e-5, 1e-5];
        Assert.All(Sample(3, (ref SltRandom r, Span<double> x) => Draw.Dirichlet(ref r, a, x)).Take(1000), w => Assert.Equal(1, w.Sum(), 14));
    }

    /// <summary>U = L_U L_U′ with rows (2), (0.5, 1).</summary>
    [Fact]
    public void Normal_matrices_have_their_row_and_column_covariance()
    {
        double[] centre = [1, 2, 3, 4, 5, 6];
        var draws = Sample(6, (ref SltRandom r, Span<double> x) => Draw.MatrixNormal(ref r, centre, [4, 1, 1, 1.25], _covariance, x));
        AssertStandard(draws, x =>
        {
            var first = new[] { (x[0] - 1) / 2, (x[1] - 2) / 2, (x[2] - 3) / 2 };
            var second = new[] { x[3] - 4 - (first[0] / 2), x[4] - 5 - (first[1] / 2), x[5] - 6 - (first[2] / 2) };
            return [.. Solve(first), .. Solve(second)];
        });
    }

    [Fact]
    public void Quadratic_forms_of_Wishart_matrices_are_chi_square()
    {
        var draws = Sample(9, (ref SltRandom r, Span<double> x) => Draw.Wishart(ref r, 4.5, _covariance, x));
        foreach (var direction in Directions(3))
        {
            ContinuousLaw.All["ChiSquare"].Assert([.. draws.Select(w => Form(w, direction) / Form(_covariance, direction))], [4.5]);
        }

        // The Schur complement of the last element has nu − 2 degrees of freedom (Muirhead 1982, theorem 3.2.10); L_33² = 2.25.
        ContinuousLaw.All["ChiSquare"].Assert([.. draws.Select(w => Determinant(w) / ((w[0] * w[4]) - (w[1] * w[3])) / 2.25)], [2.5]);
    }

    [Fact]
    public void Inverses_of_inverse_Wishart_matrices_are_Wishart()
    {
        double[] scale = [4, 1, 1, 1.25];
        var draws = Sample(4, (ref SltRandom r, Span<double> x) => Draw.InverseWishart(ref r, 4.5, scale, x));
        double[] Inverse(double[] m) => [m[3] / Determinant2(m), -m[1] / Determinant2(m), -m[2] / Determinant2(m), m[0] / Determinant2(m)];
        var inverseScale = Inverse(scale);
        foreach (var direction in Directions(2))
        {
            ContinuousLaw.All["ChiSquare"].Assert([.. draws.Select(x => Form(Inverse(x), direction) / Form(inverseScale, direction))], [4.5]);
        }

        ContinuousLaw.All["InverseChiSquare"].Assert([.. draws.Select(x => x[0] / 4)], [3.5]);
    }

    /// <summary>Correlations are beta on [−1, 1]; so are partial ones, with fewer degrees (Lewandowski, Kurowicka and Joe 2009, section 2).</summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(4)]
    public void Correlations_and_partial_correlations_are_beta(double eta)
    {
        var draws = Sample(9, (ref SltRandom r, Span<double> x) => Draw.LkjCorrelation(ref r, eta, x));
        var factors = Sample(9, (ref SltRandom r, Span<double> x) => Draw.LkjCholesky(ref r, eta, x));
        foreach (var (i, j) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            ContinuousLaw.All["Beta"].Assert([.. draws.Select(m => (1 + m[(3 * i) + j]) / 2)], [eta + 0.5, eta + 0.5]);
            ContinuousLaw.All["Beta"].Assert([.. factors.Select(l => (1 + Dot(l.AsSpan(3 * i, 3), l.AsSpan(3 * j, 3))) / 2)], [eta + 0.5, eta + 0.5]);
        }

        static double Partial(double[] m) => (m[5] - (m[1] * m[2])) / Math.Sqrt((1 - (m[1] * m[1])) * (1 - (m[2] * m[2])));
        ContinuousLaw.All["Beta"].Assert([.. draws.Select(m => (1 + Partial(m)) / 2)], [eta, eta]);
    }

    [Fact]
    public void Matrices_that_are_not_definite_are_refused()
    {
        var random = new SltRandom(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.MultivariateNormal(ref random, [0, 0], [1, 2, 2, 1], new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Wishart(ref random, 1, [1, 0, 0, 1], new double[4]));
    }

    /// <summary>Every coordinate and several mixtures of them are standard normal, so that correlations would show.</summary>
    private static void AssertStandard(double[][] draws, Func<double[], double[]> whiten)
    {
        var white = draws.Select(whiten).ToArray();
        foreach (var direction in Directions(white[0].Length))
        {
            GoodnessOfFit.AssertContinuous([.. white.Select(z => Dot(direction, z))], ContinuousLaw.NormalCdf);
        }
    }

    private static double[][] Sample(int length, Filler fill)
    {
        var random = new SltRandom(40);
        var draws = new double[Draws][];
        for (var i = 0; i < Draws; i++)
        {
            fill(ref random, draws[i] = new double[length]);
        }

        return draws;
    }

    // The axes, and the sums and differences of neighbouring ones; all of length 1.
    private static IEnumerable<double[]> Directions(int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var sign = -1; sign <= 1; sign++)
            {
                var direction = new double[size];
                (direction[i], direction[(i + 1) % size]) = sign == 0 ? (1, 0) : (Math.Sqrt(0.5), sign * Math.Sqrt(0.5));
                yield return direction;
            }
        }
    }

    private static double[] Whitened(double[] x) => Solve([x[0] - _mean[0], x[1] - _mean[1], x[2] - _mean[2]]);

    private static double[] Solve(double[] x)
    {
        var a = x[0] / 1.2;
        var b = x[1] - (0.5 * a);
        return [a, b, (x[2] - (0.3 * a) + (0.2 * b)) / 1.5];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Form(double[] matrix, double[] v)
    {
        var sum = 0.0;
        for (var i = 0; i < v.Length; i++)
        {
            for (var j = 0; j < v.Length; j++)
            {
                sum += v[i] * matrix[(i * v.Length) + j] * v[j];
            }
        }

        return sum;
    }

    private static double Determinant2(double[] m) => (m[0] * m[3]) - (m[1] * m[2]);

    private static double Determinant(double[] m) =>
        (m[0] * ((m[4] * m[8]) - (m[5] * m[7]))) - (m[1] * ((m[3] * m[8]) - (m[5] * m[6]))) + (m[2] * ((m[3] * m[7]) - (m[4] * m[6])));

    /// <summary>Moments of uniform draws on simplex and sphere (Dirichlet of ones; Muller 1959): ten z-tests at |z| below 4.5, together 7e-5.</summary>
    [Fact]
    public void Uniform_draws_on_simplex_and_sphere_have_their_moments()
    {
        const int Count = 100_000;
        const int K = 4;
        var random = new SltRandom(5);
        var (simplex, sphere) = (new double[K], new double[K]);
        var sums = new double[10];
        for (var n = 0; n < Count; n++)
        {
            Draw.UniformSimplex(ref random, simplex);
            Draw.UniformDirection(ref random, sphere);
            Assert.Equal(1, simplex.Sum(), 1e-12);
            Assert.Equal(1, sphere.Sum(v => v * v), 1e-12);
            for (var k = 0; k < K; k++)
            {
                // A part of Dirichlet(1, 1, 1, 1) is beta(1, 3): variance 3/80. An element of the sphere has mean square 1/4.
                sums[k] += (simplex[k] - 0.25) / Math.Sqrt(3.0 / 80);
                sums[K + k] += sphere[k] / 0.5;
            }

            // E p² = 1/10 and E v⁴ = 1/8; their variances from E p⁴ = 1/35 and E v⁸ = 105/1920.
            sums[8] += ((simplex[0] * simplex[0]) - 0.1) / Math.Sqrt((1.0 / 35) - 0.01);
            sums[9] += (Math.Pow(sphere[0], 4) - 0.125) / Math.Sqrt((105.0 / 1920) - (1.0 / 64));
        }

        Assert.All(sums, sum => Assert.InRange(sum / Math.Sqrt(Count), -4.5, 4.5));
    }
}
