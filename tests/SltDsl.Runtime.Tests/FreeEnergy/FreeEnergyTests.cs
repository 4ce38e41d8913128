using MathNet.Numerics.LinearAlgebra;

namespace SltDsl.Runtime.Tests;

public class FreeEnergyTests
{
    /// <summary>y ~ N(Xw, 1), w ~ N(0, 1): Z is the normal density of y with covariance I + XXᵀ, and the tempered posterior is normal. Three checks at 4 standard errors.</summary>
    [Theory]
    [InlineData(2, 30)]
    [InlineData(10, 100)]
    [InlineData(50, 80)]
    public void Of_conjugate_linear_regression_is_the_closed_form(int dimension, int rows)
    {
        var regression = new LinearRegression(dimension, rows);
        var estimate = FreeEnergy.Estimate(regression.Problem, new FreeEnergyOptions { Particles = dimension > 20 ? 128 : 64 });

        Assert.True(estimate.Trusted, string.Join("; ", estimate.Reasons));
        Assert.InRange((estimate.FreeEnergy.Value - regression.FreeEnergy) / estimate.FreeEnergy.StandardError, -4, 4);
        Assert.InRange(estimate.FreeEnergy.StandardError, 0, 0.3);
        var beta = 1 / Math.Log(rows);
        Assert.InRange((estimate.Wbic.Value - regression.MeanEnergy(beta)) / estimate.Wbic.StandardError, -4, 4);
        var slope = (regression.MeanEnergy(beta) - regression.MeanEnergy(1.5 * beta)) / ((1 / beta) - (1 / (1.5 * beta)));
        Assert.InRange((estimate.LambdaFromTwoTemperatures.Value - slope) / estimate.LambdaFromTwoTemperatures.StandardError, -4, 4);
    }

    /// <summary>k of n with a Beta(2, 1) prior in the logit: Z = B(2 + k, 1 + n − k) / B(2, 1), without the binomial coefficient; the posterior mean is (2 + k)/(3 + n).</summary>
    [Fact]
    public void Of_beta_bernoulli_is_the_closed_form()
    {
        const int n = 40, k = 11;
        static double LogBeta(double a, double b) => SpecialFunctions.LogGamma(a) + SpecialFunctions.LogGamma(b) - SpecialFunctions.LogGamma(a + b);
        var prior = new HandWritten(1, (w, g) =>
        {
            var p = SpecialFunctions.Logistic(w[0]);
            g[0] = 2 - (3 * p);
            return (2 * Math.Log(p)) + Math.Log(1 - p);
        });
        var likelihood = new HandWrittenEnergy(1, () => (w, g) =>
        {
            g[0] = (n * SpecialFunctions.Logistic(w[0])) - k;
            return (n * SpecialFunctions.Softplus(w[0])) - (k * w[0]);
        });
        var estimate = FreeEnergy.Estimate(new EvidenceProblem(prior, Draw, likelihood, n));

        Assert.InRange((estimate.FreeEnergy.Value + LogBeta(2 + k, 1 + n - k) - LogBeta(2, 1)) / estimate.FreeEnergy.StandardError, -4, 4);
        Assert.InRange(estimate.FreeEnergy.StandardError, 0, 0.05);
        Assert.Equal(16 * 128, estimate.Posterior.Count);
        Assert.InRange(estimate.Posterior.Average(w => SpecialFunctions.Logistic(w[0])), ((2.0 + k) / (3 + n)) - 0.01, ((2.0 + k) / (3 + n)) + 0.01);

        static void Draw(ref SltRandom random, Span<double> w)
        {
            var p = Math.Sqrt(random.NextUniform());
            w[0] = Math.Log(p / (1 - p));
        }
    }

    /// <summary>Counts (7, 2, 4) of three categories under the uniform Dirichlet prior, in natural coordinates: Z = 2! Π nᵢ! / (n + 2)! for one order of the data.</summary>
    [Fact]
    public void Of_dirichlet_multinomial_is_the_closed_form()
    {
        int[] counts = [7, 2, 4];
        var prior = new HandWritten(2, (w, g) =>
        {
            g.Clear();
            return w[0] > 0 && w[1] > 0 && w[0] + w[1] < 1 ? 0 : double.NegativeInfinity;
        });
        var likelihood = new HandWrittenEnergy(2, () => (w, g) =>
        {
            var rest = 1 - w[0] - w[1];
            g[0] = (counts[2] / rest) - (counts[0] / w[0]);
            g[1] = (counts[2] / rest) - (counts[1] / w[1]);
            return -((counts[0] * Math.Log(w[0])) + (counts[1] * Math.Log(w[1])) + (counts[2] * Math.Log(rest)));
        });
        var exact = SpecialFunctions.LogGamma(16) - SpecialFunctions.LogGamma(3) - counts.Sum(c => SpecialFunctions.LogGamma(c + 1));
        var estimate = FreeEnergy.Estimate(new EvidenceProblem(prior, Draw, likelihood, 13), new FreeEnergyOptions { Seed = 5 });

        Assert.InRange((estimate.FreeEnergy.Value - exact) / estimate.FreeEnergy.StandardError, -4, 4);
        Assert.InRange(estimate.FreeEnergy.StandardError, 0, 0.05);

        static void Draw(ref SltRandom random, Span<double> w)
        {
            double a = random.NextExponential(), b = random.NextExponential(), c = random.NextExponential();
            w[0] = a / (a + b + c);
            w[1] = b / (a + b + c);
        }
    }

    /// <summary>Two normals 20 sd apart with weights .8 and .2, which one chain of NUTS never leaves: the populations hold both in proportion.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Posterior_draws_hold_distant_modes_in_proportion(int dimension)
    {
        const double distance = 20;
        var energy = new HandWrittenEnergy(dimension, () => (w, g) =>
        {
            double near = Math.Log(0.8), far = Math.Log(0.2);
            for (var i = 0; i < dimension; i++)
            {
                near -= 0.5 * w[i] * w[i];
                far -= 0.5 * (w[i] - (i == 0 ? distance : 0)) * (w[i] - (i == 0 ? distance : 0));
            }

            var highest = Math.Max(near, far);
            double a = Math.Exp(near - highest), b = Math.Exp(far - highest);
            for (var i = 0; i < dimension; i++)
            {
                g[i] = w[i] - (i == 0 ? distance * b / (a + b) : 0);
            }

            return -highest - Math.Log(a + b);
        });
        var wide = ModelEnergies.WithNormalPrior(energy, 30);
        var estimate = FreeEnergy.Estimate(new EvidenceProblem(wide.Prior, wide.Draw, energy, 10));

        // The prior's sd of 30 shifts the weights by exp(−20²/1802) and both constants by the density of N(0, 901).
        var far = 0.2 * Math.Exp(-0.5 * distance * distance / 901);
        var exact = -(Math.Log(0.8 + far) - (0.5 * dimension * Math.Log(901)));
        var shares = estimate.Posterior.Chunk(128).Select(draws => draws.Average(w => w[0] > distance / 2 ? 1.0 : 0)).ToArray();
        var error = Math.Sqrt(shares.Sum(s => Math.Pow(s - shares.Average(), 2)) / 15 / 16);
        Assert.InRange((shares.Average() - (far / (0.8 + far))) / error, -4, 4);
        Assert.InRange(error, 0.001, 0.06);
        Assert.InRange((estimate.FreeEnergy.Value - exact) / estimate.FreeEnergy.StandardError, -4, 4);

        var nuts = Nuts.Sample(new HandWritten(dimension, (w, g) =>
        {
            var value = -energy.EnergyAndGradient(w, g);
            for (var i = 0; i < dimension; i++)
            {
                g[i] = -g[i];
            }

            return value;
        }), draws: 200, seed: 1, options: new NutsOptions { WarmUp = 200, Threads = 1 });
        Assert.All(nuts.Coordinate(0), chain => Assert.True(Array.TrueForAll(chain, w => w < distance / 2) || Array.TrueForAll(chain, w => w > distance / 2)));
    }

    [Fact]
    public void Does_not_depend_on_the_number_of_threads()
    {
        var problem = new LinearRegression(2, 30).Problem;
        var options = new FreeEnergyOptions { Particles = 16, Replicates = 5 };
        var one = FreeEnergy.Estimate(problem, options with { Threads = 1 });
        var three = FreeEnergy.Estimate(problem, options with { Threads = 3 });

        Assert.Equal(one.FreeEnergy, three.FreeEnergy);
        Assert.Equal(one.Wbic, three.Wbic);
    }

    [Fact]
    public void Refuses_a_likelihood_that_is_zero_everywhere()
    {
        var problem = new LinearRegression(1, 5).Problem;
        var impossible = problem with { NegativeLogLikelihood = new HandWrittenEnergy(1, () => (_, g) => { g.Clear(); return double.PositiveInfinity; }) };

        Assert.Contains("likelihood is zero", Assert.Throws<InvalidOperationException>(() => FreeEnergy.Estimate(impossible)).Message);
    }

    private sealed class LinearRegression
    {
        private readonly Matrix<double> _x;
        private readonly Vector<double> _y;

        public LinearRegression(int dimension, int rows)
        {
            var random = new SltRandom(99, (ulong)dimension);
            _x = Matrix<double>.Build.Dense(rows, dimension);
            _y = Vector<double>.Build.Dense(rows);
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < dimension; j++)
                {
                    _x[i, j] = random.NextNormal();
                }

                _y[i] = _x[i, 0] + random.NextNormal();
            }
        }

        private double Constant => 0.5 * _y.Count * Math.Log(2 * Math.PI);

        public double FreeEnergy
        {
            get
            {
                var covariance = Matrix<double>.Build.DenseIdentity(_y.Count) + (_x * _x.Transpose());
                return Constant + (0.5 * Math.Log(covariance.Determinant())) + (0.5 * (_y * covariance.Solve(_y)));
            }
        }

        public EvidenceProblem Problem
        {
            get
            {
                var dimension = _x.ColumnCount;
                var gram = (_x.Transpose() * _x).ToRowMajorArray();
                var moment = (_x.Transpose() * _y).ToArray();
                var square = _y * _y;
                var energy = new HandWrittenEnergy(dimension, () => (w, g) =>
                {
                    var sum = 0.0;
                    for (var i = 0; i < dimension; i++)
                    {
                        var product = System.Numerics.Tensors.TensorPrimitives.Dot(gram.AsSpan(i * dimension, dimension), w);
                        g[i] = product - moment[i];
                        sum += w[i] * ((0.5 * product) - moment[i]);
                    }

                    return Constant + (0.5 * square) + sum;
                });
                var unit = ModelEnergies.WithNormalPrior(energy);
                return new EvidenceProblem(unit.Prior, unit.Draw, energy, _y.Count);
            }
        }

        public double MeanEnergy(double beta)
        {
            var covariance = (Matrix<double>.Build.DenseIdentity(_x.ColumnCount) + (beta * _x.Transpose() * _x)).Inverse();
            var residual = _y - (_x * (beta * covariance * _x.Transpose() * _y));
            return Constant + (0.5 * (residual * residual)) + (0.5 * (_x * covariance * _x.Transpose()).Trace());
        }
    }
}
