using System.Globalization;
using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Singularity.Wording;

/// <summary>Says what is known at a truth, worded by its evidence.</summary>
internal sealed class TruthWording(ModelGraph graph, SourcePlaces places)
{
    /// <summary>The findings at a truth: exactly one of exact, bounded, regular and undecided among them.</summary>
    public IEnumerable<Diagnostic> Of(TruthFacts facts, TruthDeclaration declaration)
    {
        foreach (var boundary in Boundary(facts, declaration))
        {
            yield return boundary;
        }

        foreach (var excess in facts.Excess)
        {
            yield return new Diagnostic(
                IdentifiabilityDiagnostics.OverParameterised, $"truth `{facts.Name}` needs `{excess.Size}` = {excess.Needed}, the model has {excess.Given}", facts.Span)
            {
                Related = [new RelatedSpan(places.NameAndValue(excess.Declaration), "the model's size")],
                Help = $"see λ at other sizes: `slt rlct --size {excess.Size}={excess.Needed}`",
            };
        }

        yield return Coefficient(facts);
        if (facts.Strata.Count > 0)
        {
            yield return new Diagnostic(
                FactDiagnostics.Strata, $"the true set of `{facts.Name}` has {facts.Strata.Count} strata: {string.Join("; ", facts.Strata.Select(s => $"`{s.Equations}` (codimension {s.Codimension}, λ = {s.Lambda}, m = {s.Multiplicity})"))}", facts.Span);
        }

        foreach (var transition in facts.Transitions)
        {
            yield return Transition(facts, transition);
        }

        if (facts.HasSeveralOptima)
        {
            yield return new Diagnostic(
                FactDiagnostics.SeveralOptima, $"every parameter is equally far from `{facts.Name}`, though the laws differ: the log n law may fail", facts.Span)
            {
                Help = "compare models by cross-validation there, or state a truth to which one law is nearest",
            };
        }

        if (facts.Rlct is { } rlct && !facts.IsRegular && rlct.Upper is { } upper && upper < facts.RegularLambda)
        {
            var gap = facts.RegularLambda - upper;
            yield return new Diagnostic(
                FactDiagnostics.Singular, $"λ {(rlct.IsLambdaExact ? "=" : "≤")} {upper} < d/2 = {facts.RegularLambda} at `{facts.Name}`: BIC overstates the penalty by {(rlct.IsLambdaExact ? "" : "at least ")}{(gap == 1 ? "" : $"{gap} ")}log n", facts.Span)
            {
                Help = "compare models by the free energy, with λ in place of d/2, not by BIC",
            };
        }
    }

    private Diagnostic Transition(TruthFacts facts, PhaseTransition transition)
    {
        var difference = transition.ToLambda - transition.FromLambda;
        var phases = graph.Phases.Where(p => p.Name == transition.From || p.Name == transition.To);
        return new Diagnostic(
            FactDiagnostics.Transition, $"`{transition.From}` → `{transition.To}` expected at `{facts.Name}` near n·ΔL = {(difference == 1 ? "" : $"{difference} ")}log n", facts.Span)
        {
            Related = phases.Select(p => new RelatedSpan(p.Declaration.NameSpan, p.Name == transition.From ? "smaller λ, larger loss" : "holds the truth")).ToEquatableArray(),
            Notes = [new("SLT", $"λ = {transition.ToLambda} in `{transition.To}`, and {transition.FromLambda} in `{transition.From}` if it is as at `{transition.FromTruth}`; that K > 0 on all of `{transition.From}`, its edge included, is proved")],
        };
    }

    /// <summary>The change of λ with a hyperparameter.</summary>
    public Diagnostic Threshold(string truth, HyperDeclaration hyper, HyperThreshold threshold) => new(
        FactDiagnostics.HyperThreshold,
        $"λ at `{truth}` is {threshold.Below} below `{hyper.Symbol.Name}` = {threshold.At} and {threshold.Above} above it",
        places.NameAndValue(hyper.Symbol.Span))
    {
        Related = graph.Parameters.Where(p => ExpressionNode.Of(p.Declaration.Prior).References().Any(r => r.Symbol.Equals(hyper.Symbol)))
            .Select(p => new RelatedSpan(p.Declaration.Prior.Span, "the prior's exponent")).ToEquatableArray(),
        Help = $"see λ at other values: `slt rlct --hyper {hyper.Symbol.Name}={hyper.Default.ToString(CultureInfo.InvariantCulture)}`",
    };

    /// <summary>λ follows the shape of a prior.</summary>
    public Diagnostic PriorExponent(TruthFacts facts, ParameterDeclaration parameter) => new(
        FactDiagnostics.PriorExponent, $"λ at `{facts.Name}` depends on the shape of the prior of `{parameter.Symbol.Name}`", facts.Span)
    {
        Related = [new RelatedSpan(parameter.Prior.Span, "its exponent at the end of the range")],
        Help = "make the shape a `hyper` to sweep it",
    };

    /// <summary>A truth that no parameter gives, or only in a limit.</summary>
    public Diagnostic? Unrealisable(TruthFacts facts, TruthDeclaration declaration)
    {
        var deterministic = declaration.Observations.Select(o => o.Distribution).OfType<FamilyDistribution>().FirstOrDefault(d => d.Family == "dirac");
        if (deterministic is null)
        {
            return null;
        }

        var isDiscrete = declaration.Observations.All(o => o.Name.Type.Element != ElementKind.Real);
        return isDiscrete
            ? new Diagnostic(
                FactDiagnostics.NoMinimiser, $"`{facts.Name}` gives one value probability 1, which the model reaches only in the limit of infinite parameters: K has no minimiser", facts.Span)
            {
                Related = [new RelatedSpan(deterministic.Span, "probability 1")],
                Help = "add label noise to the truth, or bound the parameters",
            }
            : new Diagnostic(
                FactDiagnostics.Unrealisable, $"no parameters give `{facts.Name}`, whose values have no density: phases differ in loss as well as in λ", facts.Span)
            {
                Related = [new RelatedSpan(deterministic.Span, "a single value")],
            };
    }

    /// <summary>λ in a phase of an unrealisable model is left to estimation.</summary>
    public static Diagnostic UndecidedPhase(PhaseDeclaration phase) => new(
        FactDiagnostics.Undecided, $"λ is not decided at build time in phase `{phase.Name}`: its minimiser is not known exactly", phase.NameSpan)
    {
        Help = "state a truth inside the phase and ask `slt rlct` about it",
    };

    private Diagnostic Coefficient(TruthFacts facts)
    {
        var regular = $"d/2 = {facts.RegularLambda}";
        Diagnostic Finding(DiagnosticDescriptor descriptor, string message) => new(descriptor, message, facts.Span)
        {
            Notes = facts.Rlct is null ? [] : [new("SLT", $"{facts.Rlct.Evidence.Method} ({facts.Rlct.Evidence.Theorem})")],
        };
        return facts.Rlct switch
        {
            null => Finding(FactDiagnostics.Undecided, $"λ at `{facts.Name}` is not decided at build time: {Clause(facts.Obstacle)}") with
            {
                Help = $"run `slt rlct --truth {facts.Name}` with a larger budget, or add `--estimate`",
            },
            _ when facts.IsRegular => Finding(FactDiagnostics.Regular, $"regular at `{facts.Name}`: λ = d/2 = {facts.RegularLambda}, m = 1"),
            { IsExact: true } exact => Finding(FactDiagnostics.ExactLambda, $"{exact} at `{facts.Name}`; {regular}"),
            { IsLambdaExact: true } exact => Finding(FactDiagnostics.ExactLambda, $"{exact} at `{facts.Name}`; {regular}"),
            { } bounds => Finding(FactDiagnostics.BoundedLambda, $"{Bounds(bounds)} at `{facts.Name}`; {regular}") with
            {
                Help = $"`slt rlct --truth {facts.Name}` searches on; with `--estimate` it estimates",
            },
        };
    }

    /// <summary>A reason without its full stop, to stand after a colon.</summary>
    private static string Clause(string? reason) => reason is null or "" ? "no method applies" : char.ToLowerInvariant(reason[0]) + reason.Substring(1).TrimEnd('.');

    private static string Bounds(Rlct bounds) => (bounds.Lower.Sign, bounds.Upper) switch
    {
        (> 0, { } upper) => $"{bounds.Lower} ≤ λ ≤ {upper}",
        (> 0, null) => $"λ ≥ {bounds.Lower}",
        (_, { } upper) => $"λ ≤ {upper}",
        _ => "0 ≤ λ",
    };

    private IEnumerable<Diagnostic> Boundary(TruthFacts facts, TruthDeclaration declaration) =>
        from value in declaration.Parameters
        let elements = facts.BoundaryElements.Where(e => e == value.Parameter.Name || e.StartsWith(value.Parameter.Name + "[", StringComparison.Ordinal)).ToArray()
        where elements.Length > 0
        let parameter = graph.Parameters.First(p => p.Leaf.Name == value.Parameter.Name)
        select new Diagnostic(
            IdentifiabilityDiagnostics.BoundaryTruth, $"truth `{facts.Name}` puts {SymmetryWording.Names(elements)} on an end of {(elements.Length == 1 ? "its" : "their")} range", places.AfterWord(value.Span, "set"))
        {
            Related = [new RelatedSpan(parameter.Declaration.Symbol.Span, "declared here")],
            Notes = [new("SLT", "λ follows the exponent of the prior at this end")],
        };
}
