namespace SltDsl.Runtime;

/// <summary>What a free energy belongs to: Z = ∫ φ(w) p(data | w) dw.</summary>
/// <param name="Prior">log φ up to a constant, in the coordinates of the likelihood.</param>
/// <param name="Draw">Draws from φ, normalised; called from one thread.</param>
/// <param name="NegativeLogLikelihood">−log p(data | w), with all of its constants.</param>
/// <param name="Rows">n, the number of observations.</param>
public sealed record EvidenceProblem(ILogDensity Prior, PriorDraw Draw, IEnergy NegativeLogLikelihood, int Rows)
{
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
