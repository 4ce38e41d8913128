using MathNet.Numerics.Distributions;

namespace SltDsl.Runtime;

/// <summary>
/// A form of the density of states v(t) = t^(λ−1) q(t) of the energy near t = 0, where the pole −λ of order m of the zeta
/// function gives q ~ (log 1/t)^(m−1) (Watanabe 2009, section 4.2), with a correction of one unknown size that matters at
/// finite t. Energies t are in units of their prior median, so that sizes of order one are natural.
/// </summary>
/// <param name="Multiplicity">m.</param>
/// <param name="PriorWeight">Its prior probability, up to a common factor.</param>
internal abstract record PoleForm(int Multiplicity, double PriorWeight)
{
    /// <summary>The forms that are weighed against each other. A multiplicity of m is taken to be 0.3^(m−1) times as common as one of 1, a near next pole rarer than a far one.</summary>
    public static IEnumerable<PoleForm> All(int dimension)
    {
        double[] gaps = [1.0 / 12, 1.0 / 8, 1.0 / 6, 1.0 / 4, 1.0 / 3, 1.0 / 2, 1];
        double[] curvatures = [-10, 0, 10, 50];
        yield return new NextPole(0, 0.5);
        foreach (var gap in gaps)
        {
            yield return new NextPole(gap, 0.5 * Math.Sqrt(gap) / gaps.Sum(Math.Sqrt));
        }

        if (dimension >= 2)
        {
            yield return new Power(2, 5, 0.2);
            yield return new Power(2, 40, 0.1);
        }

        if (dimension >= 3)
        {
            foreach (var curvature in curvatures)
            {
                yield return new TriplePole(curvature, 0.09 / curvatures.Length);
            }
        }

        if (dimension >= 4)
        {
            yield return new Power(4, 5, 0.03);
        }
    }

    /// <summary>q at τ = −log t, for a size of the correction.</summary>
    public abstract double Weight(double tau, double size);

    /// <summary>The size below which a share of its prior lies.</summary>
    /// <param name="share">Within (0, 1).</param>
    public abstract double SizeAt(double share);

    private static double Cauchy(double share, double scale) => scale * Math.Tan(Math.PI * (share - 0.5));

    /// <summary>
    /// m = 1 with the next pole at −λ − δ: q = 1 + b t^δ; for b &lt; 0 in the form exp(b t^δ), which stays positive. The
    /// size of b is log-normal around one, its sign open. Without a gap q = 1.
    /// </summary>
    private sealed record NextPole(double Gap, double Weighted) : PoleForm(1, Weighted)
    {
        private const double LogSpread = 1.5;

        public override double Weight(double tau, double size)
        {
            if (Gap == 0)
            {
                return 1;
            }

            var correction = size * Math.Exp(-Gap * Math.Max(tau, -6));
            return correction >= 0 ? 1 + correction : Math.Exp(Math.Max(correction, -300));
        }

        public override double SizeAt(double share) => share < 0.5
            ? -Math.Exp(LogSpread * Normal.InvCDF(0, 1, 1 - (2 * share)))
            : Math.Exp(LogSpread * Normal.InvCDF(0, 1, (2 * share) - 1));
    }

    /// <summary>
    /// q = (a + τ)^(m−1), with a heavy-tailed prior of a on a scale of its own: where two facets of a Newton polyhedron meet at a
    /// small angle, the poles of lower order beside are stronger by one over that angle.
    /// </summary>
    private sealed record Power(int Order, double Scale, double Weighted) : PoleForm(Order, Weighted)
    {
        public override double Weight(double tau, double size) => Math.Max(Math.Pow(Math.Max(size + tau, 0), Order - 1), 1e-3);

        public override double SizeAt(double share) => Cauchy(share, Scale);
    }

    /// <summary>m = 3 with all of its poles: q = (a + τ)² + s.</summary>
    private sealed record TriplePole(double Curvature, double Weighted) : PoleForm(3, Weighted)
    {
        private const double Scale = 5;

        public override double Weight(double tau, double size)
        {
            var root = Math.Max(size + tau, 0);
            return Math.Max((root * root) + Curvature, 1e-3);
        }

        public override double SizeAt(double share) => Cauchy(share, Scale);
    }
}
