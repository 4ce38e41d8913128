namespace SltDsl.Runtime;

/// <summary>
/// A form of the density of states v(t) = t^(λ−1) q(t) of the energy near t = 0, where the pole −λ of order m of the zeta
/// function gives q ~ (log 1/t)^(m−1) (Watanabe 2009, section 4.2), with a correction that matters at finite t.
/// </summary>
internal abstract class PoleFamily
{
    /// <summary>The families that are compared, in the order of their multiplicity.</summary>
    public static readonly PoleFamily[] All = [new Simple(), new SimpleWithNextPole(), new DoublePole(), new TriplePole()];

    /// <summary>m.</summary>
    public abstract int Multiplicity { get; }

    /// <summary>The number of parameters θ beside λ.</summary>
    public abstract int Parameters { get; }

    /// <summary>Where the search for θ begins; the best end wins.</summary>
    public abstract double[][] Starts { get; }

    /// <summary>q at τ = −log t.</summary>
    /// <param name="tau">−log t, energies in units of their prior median.</param>
    /// <param name="edge">τ at the smallest β in use.</param>
    /// <param name="theta">The parameters.</param>
    public abstract double Weight(double tau, double edge, ReadOnlySpan<double> theta);

    /// <summary>Minus the log of a weak prior density of θ.</summary>
    public abstract double Penalty(ReadOnlySpan<double> theta);

    private static double Square(double x) => x * x;

    /// <summary>q = 1.</summary>
    private sealed class Simple : PoleFamily
    {
        public override int Multiplicity => 1;

        public override int Parameters => 0;

        public override double[][] Starts => [[]];

        public override double Weight(double tau, double edge, ReadOnlySpan<double> theta) => 1;

        public override double Penalty(ReadOnlySpan<double> theta) => 0;
    }

    /// <summary>q = 1 + b (t / t_edge)^δ: the next pole at −λ − δ; for b &lt; 0 in the form exp(b …), which stays positive. θ = (b, log δ).</summary>
    private sealed class SimpleWithNextPole : PoleFamily
    {
        public override int Multiplicity => 1;

        public override int Parameters => 2;

        public override double[][] Starts => [[-0.3, -1.0], [0.3, -0.7]];

        public override double Weight(double tau, double edge, ReadOnlySpan<double> theta)
        {
            // Beyond e⁶ t_edge no energy is seen; the bound keeps the search from overflowing there.
            var correction = theta[0] * Math.Exp(Math.Exp(theta[1]) * Math.Min(edge - tau, 6));
            return correction >= 0 ? 1 + correction : Math.Exp(Math.Max(correction, -300));
        }

        public override double Penalty(ReadOnlySpan<double> theta) =>
            0.5 * (Square(theta[0] / 2) + Square((theta[1] + 0.7) / 0.6));
    }

    /// <summary>q = a + τ. θ = (a).</summary>
    private sealed class DoublePole : PoleFamily
    {
        public override int Multiplicity => 2;

        public override int Parameters => 1;

        public override double[][] Starts => [[0], [8]];

        public override double Weight(double tau, double edge, ReadOnlySpan<double> theta) => Math.Max(theta[0] + tau, 1e-3);

        public override double Penalty(ReadOnlySpan<double> theta) => 0.5 * Square(theta[0] / 5);
    }

    /// <summary>q = (a + τ)² + s. θ = (a, s).</summary>
    private sealed class TriplePole : PoleFamily
    {
        public override int Multiplicity => 3;

        public override int Parameters => 2;

        public override double[][] Starts => [[0, 1], [4, -5]];

        public override double Weight(double tau, double edge, ReadOnlySpan<double> theta) =>
            Math.Max(Square(Math.Max(theta[0] + tau, 0)) + theta[1], 1e-3);

        public override double Penalty(ReadOnlySpan<double> theta) => 0.5 * (Square(theta[0] / 5) + Square(theta[1] / 50));
    }
}
