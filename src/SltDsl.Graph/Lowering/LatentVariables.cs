using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>
/// Finite variables that are summed out. A latent variable is an index of the graph over its states, so whatever depends on
/// it gets an axis for it; the law of an observation that it reaches is a mixture over it. After an observation the weights
/// are the state's probabilities given it, so that the factors multiply to the law of the whole row.
/// </summary>
internal sealed class LatentVariables(Workshop workshop, ExpressionLowering expressions, DistributionLowering distributions, LogDensityLowering densities)
{
    private readonly List<Variable> _variables = [];

    /// <summary>Whether a scalar depends on a latent variable.</summary>
    public bool Touches(Scalar scalar) => scalar.FreeIndices().Any(i => _variables.Any(v => v.State == i));

    /// <summary>Declares a scalar latent variable.</summary>
    public void Declare(LatentDeclaration latent, Scope scope)
    {
        var lower = expressions.LowerScalar(latent.Lower, scope);
        var count = expressions.LowerScalar(latent.Upper, scope) - lower + 1;
        var state = workshop.Index(latent.Symbol.Name, count);
        var law = distributions.Lower(latent.Distribution, [], scope);
        var probability = law is TensorLaw { Family: "categorical" } categorical && lower.Constant == 1
            ? categorical.Arguments[0][state]
            : Exp(densities.LogDensity(law, Lowered.Scalar(state + lower)));
        _variables.Add(new Variable(state, count, latent.Span) { Probability = () => probability });
        scope.Define(latent.Symbol, Lowered.Scalar(state + lower));
    }

    /// <summary>The law of an observed value with the latent variables that reach it summed out.</summary>
    public Law SumOut(Law law, Lowered value)
    {
        var reached = new List<Variable>();
        var body = law;

        // Later variables may depend on earlier ones, so they are summed first.
        foreach (var variable in _variables.AsEnumerable().Reverse())
        {
            if (law.Scalars().Any(s => s.FreeIndices().Contains(variable.State)))
            {
                reached.Add(variable);
                law = new MixtureLaw(variable.State, variable.Count, variable.Probability(), law, law.Span);
            }
        }

        if (reached is [var only])
        {
            var (before, mixture) = (only.Probability, law);
            only.Probability = () => Posterior(before(), body, mixture, value);
        }
        else
        {
            foreach (var variable in reached)
            {
                variable.Probability = () => throw new UnsupportedConstructException("A second observation of latent variables that meet in a first one", variable.Span);
            }
        }

        return law;
    }

    private Scalar Posterior(Scalar probability, Law body, Law mixture, Lowered value)
    {
        var posterior = Exp(Log(probability) + densities.LogDensity(body, value) - densities.LogDensity(mixture, value));
        return workshop.Shared(Lowered.Scalar(posterior), "posterior", ElementKind.Real, body.Span).Body;
    }

    private sealed record Variable(IndexVariable State, Scalar Count, SourceSpan Span)
    {
        public required Func<Scalar> Probability { get; set; }
    }
}
