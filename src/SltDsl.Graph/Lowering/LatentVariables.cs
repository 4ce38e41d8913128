using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Graph.Lowering;

/// <summary>
/// Finite variables that are summed out. A latent variable is an index of the graph over its states, so whatever depends on
/// it gets an axis for it; the law of an observation that it reaches is a mixture over it.
/// </summary>
internal sealed class LatentVariables
{
    private readonly List<(IndexVariable State, Scalar Count, Scalar Probability, SourceSpan Span)> _variables = [];
    private readonly HashSet<IndexVariable> _summedOut = [];

    /// <summary>Whether a scalar depends on a latent variable.</summary>
    public bool Touches(Scalar scalar) => scalar.FreeIndices().Any(i => _variables.Any(v => v.State == i));

    /// <summary>Declares a scalar latent variable.</summary>
    public void Declare(
        LatentDeclaration latent, Workshop workshop, ExpressionLowering expressions, DistributionLowering distributions, LogDensityLowering densities, Scope scope)
    {
        if (latent.Symbol.Type.Rank > 0)
        {
            throw new UnsupportedConstructException("A latent array", latent.Span);
        }

        var lower = expressions.LowerScalar(latent.Lower, scope);
        var count = expressions.LowerScalar(latent.Upper, scope) - lower + 1;
        var state = workshop.Index(latent.Symbol.Name, count);
        var law = distributions.Lower(latent.Distribution, [], scope);
        var probability = law is TensorLaw { Family: "categorical" } categorical && lower.Constant == 1
            ? categorical.Arguments[0][state]
            : ScalarFunctions.Exp(densities.LogDensity(law, Lowered.Scalar(state + lower)));
        _variables.Add((state, count, probability, latent.Span));
        scope.Define(latent.Symbol, Lowered.Scalar(state + lower));
    }

    /// <summary>The law of an observation with the latent variables that reach it summed out.</summary>
    public Law SumOut(Law law)
    {
        // Later variables may depend on earlier ones, so they are summed first.
        for (var n = _variables.Count - 1; n >= 0; n--)
        {
            var (state, count, probability, span) = _variables[n];
            if (law.Scalars().Any(s => s.FreeIndices().Contains(state)))
            {
                law = _summedOut.Add(state)
                    ? new MixtureLaw(state, count, probability, law, law.Span)
                    : throw new UnsupportedConstructException("A latent variable that reaches more than one observation", span);
            }
        }

        return law;
    }
}
