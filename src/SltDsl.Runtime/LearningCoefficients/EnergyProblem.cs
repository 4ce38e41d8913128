namespace SltDsl.Runtime;

/// <summary>Draws a point from a prior.</summary>
/// <param name="random">The stream to draw with.</param>
/// <param name="w">Receives the point.</param>
public delegate void PriorDraw(ref SltRandom random, Span<double> w);

/// <summary>
/// What a learning coefficient belongs to: ∫ φ(w) exp(−βK(w)) dw behaves as β^(−λ) (log β)^(m−1) for large β. The
/// coordinates may be any, as long as prior and energy share them: λ does not depend on them.
/// </summary>
/// <param name="Prior">log φ up to a constant; −∞ outside its support. In other than natural coordinates with the log Jacobian.</param>
/// <param name="Draw">Draws from φ; called from one thread.</param>
/// <param name="Energy">K ≥ 0, zero at the truth and free of noise, as far as the energy has digits.</param>
public sealed record EnergyProblem(ILogDensity Prior, PriorDraw Draw, IEnergy Energy)
{
    private const int FewestInputs = 64;
    private const int InputsPerCoordinate = 4;

    /// <summary>d, the number of coordinates.</summary>
    public int Dimension => Energy.Dimension;

    /// <summary>The same energy with the uniform prior on a ball: λ near a point, for priors that are finite and not zero there.</summary>
    /// <param name="centre">The point, in the energy's coordinates.</param>
    /// <param name="radius">The radius; λ is the least of those of true points in the ball.</param>
    public EnergyProblem Near(IReadOnlyList<double> centre, double radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        var ball = new UniformBall([.. centre], radius);
        return new EnergyProblem(ball, ball.Draw, Energy);
    }

    /// <summary>The same energy with N(w₀, 1/γ) for a prior, as <see cref="EvidenceProblem.Localised"/> has it for data.</summary>
    /// <param name="centre">w₀, in the energy's coordinates.</param>
    /// <param name="precision">γ.</param>
    public EnergyProblem Localised(IReadOnlyList<double> centre, double precision)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(precision);
        var normal = new LocalisingNormal([.. centre], precision);
        return new EnergyProblem(normal, normal.Draw, Energy);
    }

    /// <summary>The same energy with the prior on one of the model's phases only.</summary>
    /// <param name="model">The model of this energy, in unconstrained coordinates.</param>
    /// <param name="phase">The phase's name.</param>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public EnergyProblem Within(ISltModel model, string phase)
    {
        var region = new PhaseRegion(model, phase);
        return new EnergyProblem(region, region.Draw, Energy);
    }

    /// <summary>A sum of squares of functions with the uniform prior on a box: what an ideal's learning coefficient is defined by.</summary>
    /// <param name="energy">The sum of squares.</param>
    /// <param name="low">The box's lower corner.</param>
    /// <param name="high">The box's upper corner.</param>
    public static EnergyProblem OnBox(IEnergy energy, IReadOnlyList<double> low, IReadOnlyList<double> high)
    {
        if (low.Count != energy.Dimension || high.Count != energy.Dimension)
        {
            throw new ArgumentException($"the box has {low.Count} and {high.Count} coordinates, the energy {energy.Dimension}.");
        }

        var box = new UniformBox(low, high);
        return new EnergyProblem(box, box.Draw, energy);
    }

    /// <summary>
    /// The problem of a compiled model at one of its truths, in unconstrained coordinates. Without rows max(64, 4d) inputs are
    /// drawn from q(x). λ needs no more: at a true point w the divergence at an input vanishes with functions that generate an
    /// ideal over all inputs; where r of them generate it at least, almost every design of r + dim W₀ inputs generates it at every
    /// true point (W₀ the true set), and energies of equal ideals are within constant factors of each other (Watanabe 2009,
    /// section 4.5). A model whose r exceeds that needs rows of its own.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="truth">The truth's name.</param>
    /// <param name="inputs">Rows whose inputs stand for q(x); null draws them.</param>
    /// <returns>Null where the model's family offers no noise-free energy.</returns>
    /// <exception cref="ArgumentException">There is no such truth.</exception>
    public static EnergyProblem? Of(ISltModel model, string truth, Dataset? inputs = null)
    {
        var energy = model.Divergence(truth, inputs, inputCount: Math.Max(FewestInputs, InputsPerCoordinate * model.Dimension));
        if (energy is null)
        {
            return null;
        }

        var values = new double[model.Parameters.Sum(parameter => parameter.Count)];
        return new EnergyProblem(model.Prior(), Draw, energy);

        void Draw(ref SltRandom random, Span<double> w)
        {
            model.DrawPrior(ref random, values);
            model.ToPoint(values, Coordinates.Unconstrained, w);
        }
    }
}
