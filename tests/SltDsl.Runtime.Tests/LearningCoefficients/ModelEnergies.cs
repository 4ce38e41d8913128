namespace SltDsl.Runtime.Tests;

/// <summary>Noise-free energies of the example models, written out by hand, with their priors.</summary>
internal static class ModelEnergies
{
    /// <summary>The problem of an example at one of its truths, by number and truth.</summary>
    public static EnergyProblem Named(string name) => name switch
    {
        "08 H = 1 Null" => TanhNull(1),
        "08 H = 2 Null" => TanhNull(2),
        "06 Rank0" => LinearNetwork([4, 2, 3], 0),
        "06 Rank1" => LinearNetwork([4, 2, 3], 1),
        "05 One" => MixtureOne(),
        "07 Rank1" => LinearNetwork([4, 3, 3, 2], 1, 0.1),
        "02 Sparse" => LinearRegression(),
        _ => throw new ArgumentException($"there is no model {name}."),
    };

    public static EnergyProblem WithNormalPrior(IEnergy energy, double sd = 1) =>
        new(new Gaussian(new double[energy.Dimension], Enumerable.Repeat(sd, energy.Dimension).ToArray()), NormalDraw(sd), energy);

    /// <summary>08: y = Σ a tanh(b x) + noise with x uniform on (−1, 1), truth zero; Gauss–Legendre in x.</summary>
    public static EnergyProblem TanhNull(int units)
    {
        var (nodes, weights) = Quadrature.Legendre(24, -1, 1);
        return WithNormalPrior(new HandWrittenEnergy(2 * units, () => (w, g) =>
        {
            g.Clear();
            var sum = 0.0;
            for (var k = 0; k < nodes.Length; k++)
            {
                var f = 0.0;
                for (var h = 0; h < units; h++)
                {
                    f += w[h] * Math.Tanh(w[units + h] * nodes[k]);
                }

                sum += 0.25 * weights[k] * f * f;
                for (var h = 0; h < units; h++)
                {
                    var t = Math.Tanh(w[units + h] * nodes[k]);
                    g[h] += 0.5 * weights[k] * f * t;
                    g[units + h] += 0.5 * weights[k] * f * w[h] * (1 - (t * t)) * nodes[k];
                }
            }

            return sum;
        }));
    }

    /// <summary>06 and 07: ‖W_L … W_1 − T‖² / (2 sd²) with standard normal inputs; widths from input to output, T of all ones or zero.</summary>
    public static EnergyProblem LinearNetwork(int[] widths, double target, double noise = 1)
    {
        var dimension = Enumerable.Range(0, widths.Length - 1).Sum(l => widths[l] * widths[l + 1]);
        return WithNormalPrior(new HandWrittenEnergy(dimension, () => new MatrixChain(widths, target, noise).Evaluate));
    }

    /// <summary>05: two unit normals with weight and means free, against N(0, 1); in coordinates (logit weight, μ₁, μ₂), Dirichlet(1, 1) and N(0, 3) priors.</summary>
    public static EnergyProblem MixtureOne()
    {
        const int half = 40;
        var nodes = Enumerable.Range(-half, (2 * half) + 1).Select(i => i * 0.25).ToArray();
        var weights = nodes.Select(y => 0.25 * Math.Exp(-0.5 * y * y) / Math.Sqrt(2 * Math.PI)).ToArray();
        var energy = new HandWrittenEnergy(3, () => (w, g) =>
        {
            g.Clear();
            var a = 1 / (1 + Math.Exp(-w[0]));
            var sum = 0.0;
            for (var k = 0; k < nodes.Length; k++)
            {
                double y = nodes[k], first = Math.Exp((w[1] * y) - (0.5 * w[1] * w[1])), second = Math.Exp((w[2] * y) - (0.5 * w[2] * w[2]));
                var r = (a * Near(w[1], y, first)) + ((1 - a) * Near(w[2], y, second));

                // q log(q/p) − q + p with p/q = 1 + r keeps its digits near the truth.
                sum += weights[k] * (Math.Abs(r) < 1e-3 ? r * r * (0.5 - (r * ((1.0 / 3) - (r * (0.25 - (r * 0.2)))))) : r - Math.Log(1 + r));
                var slope = weights[k] * r / (1 + r);
                g[0] += slope * a * (1 - a) * (first - second);
                g[1] += slope * a * first * (y - w[1]);
                g[2] += slope * (1 - a) * second * (y - w[2]);
            }

            return sum;
        });
        var prior = new HandWritten(3, (w, g) =>
        {
            var a = 1 / (1 + Math.Exp(-w[0]));
            g[0] = 1 - (2 * a);
            g[1] = -w[1] / 9;
            g[2] = -w[2] / 9;
            return Math.Log(a) + Math.Log(1 - a) - (((w[1] * w[1]) + (w[2] * w[2])) / 18);
        });
        return new EnergyProblem(prior, Draw, energy);

        static double Near(double mean, double y, double ratio)
        {
            var exponent = (mean * y) - (0.5 * mean * mean);
            return Math.Abs(exponent) < 0.5 ? 2 * Math.Sinh(exponent / 2) * Math.Exp(exponent / 2) : ratio - 1;
        }

        static void Draw(ref SltRandom random, Span<double> w)
        {
            var u = random.NextUniform();
            w[0] = Math.Log(u / (1 - u));
            w[1] = 3 * random.NextNormal();
            w[2] = 3 * random.NextNormal();
        }
    }

    /// <summary>02: y ~ N(α + βᵀx, σ) with standard normal x, against α = 1, β = (2, 0, 0), σ = 1; coordinates (α, β, log σ).</summary>
    public static EnergyProblem LinearRegression()
    {
        double[] truth = [1, 2, 0, 0];
        double[] sd = [10, 5, 5, 5];
        var energy = new HandWrittenEnergy(5, () => (w, g) =>
        {
            var inverse = Math.Exp(-2 * w[4]);
            var squares = 0.0;
            for (var i = 0; i < 4; i++)
            {
                squares += (w[i] - truth[i]) * (w[i] - truth[i]);
                g[i] = (w[i] - truth[i]) * inverse;
            }

            g[4] = 1 - (inverse * (1 + squares));

            // log σ + 1/(2σ²) − ½, by the series of e^z − 1 − z near σ = 1.
            var z = -2 * w[4];
            var entropy = Math.Abs(z) < 1e-2 ? 0.5 * z * z * (0.5 + (z * ((1.0 / 6) + (z * ((1.0 / 24) + (z * ((1.0 / 120) + (z / 720)))))))) : 0.5 * (Math.Exp(z) - 1 - z);
            return entropy + (0.5 * squares * inverse);
        });
        var prior = new HandWritten(5, (w, g) =>
        {
            var density = 0.0;
            for (var i = 0; i < 4; i++)
            {
                density -= 0.5 * w[i] * w[i] / (sd[i] * sd[i]);
                g[i] = -w[i] / (sd[i] * sd[i]);
            }

            var sigma = Math.Exp(w[4]);
            g[4] = 1 - (sigma * sigma / 4);
            return density - (sigma * sigma / 8) + w[4];
        });
        return new EnergyProblem(prior, Draw, energy);

        void Draw(ref SltRandom random, Span<double> w)
        {
            for (var i = 0; i < 4; i++)
            {
                w[i] = sd[i] * random.NextNormal();
            }

            w[4] = Math.Log(2 * Math.Abs(random.NextNormal()));
        }
    }

    private static PriorDraw NormalDraw(double sd) => (ref SltRandom random, Span<double> w) =>
    {
        foreach (ref var value in w)
        {
            value = sd * random.NextNormal();
        }
    };

    /// <summary>The product of a chain of matrices against a constant matrix.</summary>
    private sealed class MatrixChain
    {
        private readonly int[] _widths;
        private readonly double _target;
        private readonly double _noise;
        private readonly double[][] _products;
        private readonly double[][] _errors;

        public MatrixChain(int[] widths, double target, double noise)
        {
            (_widths, _target, _noise) = (widths, target, noise);
            _products = widths.Select(width => new double[width * widths[0]]).ToArray();
            _errors = widths.Select(width => new double[width * widths[0]]).ToArray();
            for (var i = 0; i < widths[0]; i++)
            {
                _products[0][(i * widths[0]) + i] = 1;
            }
        }

        public double Evaluate(ReadOnlySpan<double> w, Span<double> gradient)
        {
            var inputs = _widths[0];
            var offset = 0;
            for (var l = 1; l < _widths.Length; l++)
            {
                Multiply(w[offset..], _products[l - 1], _products[l], _widths[l], _widths[l - 1], inputs);
                offset += _widths[l] * _widths[l - 1];
            }

            var sum = 0.0;
            for (var i = 0; i < _errors[^1].Length; i++)
            {
                var error = _products[^1][i] - _target;
                sum += 0.5 * error * error / (_noise * _noise);
                _errors[^1][i] = error / (_noise * _noise);
            }

            for (var l = _widths.Length - 1; l > 0; l--)
            {
                offset -= _widths[l] * _widths[l - 1];
                Backward(w[offset..], gradient[offset..], l, inputs);
            }

            return sum;
        }

        private void Backward(ReadOnlySpan<double> w, Span<double> gradient, int layer, int inputs)
        {
            int rows = _widths[layer], columns = _widths[layer - 1];
            double[] error = _errors[layer], below = _errors[layer - 1], product = _products[layer - 1];
            Array.Clear(below);
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < inputs; k++)
                    {
                        sum += error[(i * inputs) + k] * product[(j * inputs) + k];
                        below[(j * inputs) + k] += w[(i * columns) + j] * error[(i * inputs) + k];
                    }

                    gradient[(i * columns) + j] = sum;
                }
            }
        }

        private static void Multiply(ReadOnlySpan<double> a, double[] b, double[] c, int rows, int inner, int columns)
        {
            for (var i = 0; i < rows; i++)
            {
                for (var k = 0; k < columns; k++)
                {
                    var sum = 0.0;
                    for (var j = 0; j < inner; j++)
                    {
                        sum += a[(i * inner) + j] * b[(j * columns) + k];
                    }

                    c[(i * columns) + k] = sum;
                }
            }
        }
    }
}

/// <summary>An energy from a factory of lambdas that fill the gradient, one for each fork.</summary>
internal sealed class HandWrittenEnergy(int dimension, Func<HandWritten.Evaluate> factory) : IEnergy
{
    private readonly HandWritten.Evaluate _evaluate = factory();
    private readonly double[] _scratch = new double[dimension];

    public int Dimension => dimension;

    public double Energy(ReadOnlySpan<double> w) => _evaluate(w, _scratch);

    public double EnergyAndGradient(ReadOnlySpan<double> w, Span<double> gradient) => _evaluate(w, gradient);

    public IEnergy Fork() => new HandWrittenEnergy(dimension, factory);
}

internal static class Quadrature
{
    /// <summary>Gauss–Legendre nodes and weights.</summary>
    public static (double[] Nodes, double[] Weights) Legendre(int order, double low, double high)
    {
        var rule = new MathNet.Numerics.Integration.GaussLegendreRule(low, high, order);
        return (rule.Abscissas, rule.Weights);
    }
}
