using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
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
    private readonly List<Factor> _factors = [];
    private readonly Dictionary<Variable, Leaf> _draws = [];

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
        _variables.Add(new Variable(state, lower, count, probability, latent));
        scope.Define(latent.Symbol, Lowered.Scalar(state + lower));
    }

    /// <summary>The law of an observed value with the latent variables that reach it summed out.</summary>
    public Law SumOut(Law law, Lowered value)
    {
        var connected = Connected(law.Scalars());
        if (connected.Count == 0)
        {
            return law;
        }

        var body = law;
        var factors = FactorsOf(connected);
        for (var n = connected.Count - 1; n >= 0; n--)
        {
            law = new MixtureLaw(connected[n].State, connected[n].Count, Weight(connected, n, factors), law, law.Span);
        }

        _factors.Add(new Factor(body, value));
        return law;
    }

    /// <summary>Draws of the latent variables that scalars depend on, given the row, as quantities that those read instead.</summary>
    public IEnumerable<GeneratedQuantity> Draw(IEnumerable<Scalar> scalars)
    {
        var connected = Connected(scalars);
        if (connected.All(_draws.ContainsKey))
        {
            yield break;
        }

        var factors = FactorsOf(connected);
        for (var n = 0; n < connected.Count; n++)
        {
            var variable = connected[n];
            var span = variable.Declaration.Span;
            var leaf = new Leaf(variable.Declaration.Symbol with { Level = Level.Row }, []);
            var state = new ScalarLaw("dirac", [], [Of(Primitive.ToReal, variable.State + variable.Lower)], span);
            var law = new MixtureLaw(variable.State, variable.Count, Drawn(Weight(connected, n, factors)), state, span);
            _draws.Add(variable, leaf);
            yield return new GeneratedQuantity(leaf.Symbol, leaf, law, IsShown: false);
        }
    }

    /// <summary>A scalar with the draws of latent variables in place of their states.</summary>
    public Scalar Drawn(Scalar scalar) => scalar.Substitute(_draws.ToDictionary(d => d.Key.State, d => d.Value[[]] - d.Key.Lower));

    /// <summary>The variables that scalars depend on, with those that they share a distribution or an observation with, in file order.</summary>
    private List<Variable> Connected(IEnumerable<Scalar> scalars)
    {
        var found = new HashSet<IndexVariable>(scalars.SelectMany(s => s.FreeIndices()).Where(i => _variables.Any(v => v.State == i)));
        var links = _variables.Select(v => States(v.Prior).Append(v.State)).Concat(_factors.Select(f => f.Body.Scalars().SelectMany(States))).Select(l => l.Distinct().ToArray()).ToArray();
        for (var size = 0; size < found.Count;)
        {
            size = found.Count;
            foreach (var link in links.Where(l => l.Any(found.Contains)))
            {
                found.UnionWith(link);
            }
        }

        return [.. _variables.Where(v => found.Contains(v.State))];
    }

    private IEnumerable<IndexVariable> States(Scalar scalar) => scalar.FreeIndices().Where(i => _variables.Any(v => v.State == i));

    private List<Factor> FactorsOf(List<Variable> variables) =>
        [.. _factors.Where(f => f.Body.Scalars().SelectMany(States).Any(s => variables.Any(v => v.State == s)))];

    /// <summary>The probability of a state given the states of the variables before it, and what has been observed.</summary>
    private Scalar Weight(List<Variable> variables, int place, List<Factor> factors)
    {
        if (factors.Count == 0)
        {
            return variables[place].Prior;
        }

        var joint = variables.Select(v => Log(v.Prior)).Concat(factors.Select(LogFactor)).Aggregate((sum, term) => sum + term);
        for (var n = variables.Count - 1; n > place; n--)
        {
            joint = Sum(variables[n], joint);
        }

        var variable = variables[place];
        var logWeights = workshop.Shared(Lowered.Scalar(joint), "log_weights", ElementKind.Real, variable.Declaration.Span).Body;
        var total = workshop.Shared(Lowered.Scalar(Sum(variable, logWeights)), "log_total", ElementKind.Real, variable.Declaration.Span).Body;
        return workshop.Shared(Lowered.Scalar(Exp(logWeights - total)), "posterior", ElementKind.Real, variable.Declaration.Span).Body;
    }

    private static Reduce Sum(Variable variable, Scalar joint) => new(ReduceKind.LogSumExp, variable.State, 0, variable.Count, joint);

    // A missing observation says nothing about the states.
    private Scalar LogFactor(Factor factor)
    {
        var density = densities.LogDensity(factor.Body, factor.Value);
        return factor.Value.Rank == 0 && factor.Value.Body is Element ? When(LessOrEqual(Abs(factor.Value.Body), double.PositiveInfinity), density, 0.0) : density;
    }

    private sealed record Variable(IndexVariable State, Scalar Lower, Scalar Count, Scalar Prior, LatentDeclaration Declaration);

    /// <summary>An observation: its law, over the states of variables, and its value.</summary>
    private sealed record Factor(Law Body, Lowered Value);
}
