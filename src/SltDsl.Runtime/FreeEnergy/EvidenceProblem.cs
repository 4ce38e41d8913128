namespace SltDsl.Runtime;

/// <summary>What a free energy belongs to: Z = ∫ φ(w) p(data | w) dw.</summary>
/// <param name="Prior">log φ up to a constant, in the coordinates of the likelihood.</param>
/// <param name="Draw">Draws from φ, normalised; called from one thread.</param>
/// <param name="NegativeLogLikelihood">−log p(data | w), with all of its constants.</param>
/// <param name="Rows">n, the number of observations.</param>
public sealed record EvidenceProblem(ILogDensity Prior, PriorDraw Draw, IEnergy NegativeLogLikelihood, int Rows)
{
    /// <summary>The same likelihood with N(w₀, 1/γ) for a prior: the free energy and λ̂ near a point (Lau et al. 2023).</summary>
    /// <param name="centre">w₀, in the likelihood's coordinates.</param>
    /// <param name="precision">γ.</param>
    public EvidenceProblem Localised(IReadOnlyList<double> centre, double precision)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(precision);
        var normal = new LocalisingNormal([.. centre], precision);
        return new EvidenceProblem(normal, normal.Draw, NegativeLogLikelihood, Rows);
    }

    /// <summary>The same likelihood with the prior on one of the model's phases only, normalised there.</summary>
    /// <param name="model">The model of this likelihood, in unconstrained coordinates.</param>
    /// <param name="phase">The phase's name.</param>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public EvidenceProblem Within(ISltModel model, string phase)
    {
        var region = new PhaseRegion(model, phase);
        return new EvidenceProblem(region, region.Draw, NegativeLogLikelihood, Rows);
    }

    /// <summary>The problem of a compiled model and its data, in unconstrained coordinates.</summary>
    /// <param name="model">The model; its prior must be proper and one that can be drawn from.</param>
    /// <param name="data">The rows.</param>
    public static EvidenceProblem Of(ISltModel model, Dataset data)
    {
        var values = new double[model.Parameters.Sum(parameter => parameter.Count)];
        return new EvidenceProblem(model.Prior(), Draw, new NegativeLogLikelihood(model.Prior(), model.Posterior(data)), data.Rows);

        void Draw(ref SltRandom random, Span<double> w)
        {
            model.DrawPrior(ref random, values);
            model.ToPoint(values, Coordinates.Unconstrained, w);
        }
    }
}
