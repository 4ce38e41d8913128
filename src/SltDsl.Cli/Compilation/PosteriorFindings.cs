using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Language.Diagnostics;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>What speaks against the draws of a run, in words: the sampler's verdict, with the symmetries of the model that explain it.</summary>
internal static class PosteriorFindings
{
    private const double LargestRHat = 1.01;

    /// <summary>The findings, each a sentence.</summary>
    /// <param name="session">The model.</param>
    /// <param name="posterior">The draws.</param>
    /// <param name="options">How they were made.</param>
    public static IReadOnlyList<string> Of(ModelSession session, SampledPosterior posterior, SamplerDocument options)
    {
        var findings = (posterior.Verdict?.Findings ?? ["no draw was finished"]).ToList();
        if (options.Method == "sgld")
        {
            findings.Add("Langevin dynamics without acceptance is biased by its step and mini-batches; compare with `--method nuts` before using these draws");
        }

        if (posterior.Quantities.Ladder is { RoundTrips: < LadderReport.FewestRoundTrips } ladder)
        {
            findings.Add($"only {ladder.RoundTrips} round trips between prior and posterior, should be at least {LadderReport.FewestRoundTrips}: modes may be missing; draw more, or give more `--rungs`");
        }

        if (posterior.LeftOut.Count > 0)
        {
            findings.Add($"{WordList.Of(posterior.LeftOut)} {(posterior.LeftOut.Count == 1 ? "is" : "are")} not kept: the draws of all rows would take more than a gigabyte; sum them up with `column`, or draw less");
        }

        var apart = posterior.Summaries.Where(s => !s.IsConstant && s.RHat >= LargestRHat).Select(s => NameOf(s.Name)).Distinct().ToList();
        if (apart.Count > 0)
        {
            findings.AddRange(Explanations(session, posterior, apart));
        }

        return findings;
    }

    /// <summary>The symmetries that move a quantity on which the chains disagree, and what they leave alone.</summary>
    private static IEnumerable<string> Explanations(ModelSession session, SampledPosterior posterior, List<string> apart)
    {
        var bound = ModelCompiler.Bind(session.Source, session.Model.SizeValues);
        var facts = new ModelChecker(AnalysisRequest.Default with { Sizes = session.Model.SizeValues, Hypers = session.Model.HyperValues }).Analyse(bound);
        var diagnostics = facts.Diagnostics.Concat(facts.Silenced.Select(s => s.Diagnostic)).ToList();
        var settled = posterior.Summaries.GroupBy(s => NameOf(s.Name)).Where(g => g.All(s => s.IsConstant || s.RHat < LargestRHat)).Select(g => g.Key).ToList();
        var derived = session.Model.Derived.Select(d => d.Name).Where(settled.Contains).ToList();
        foreach (var symmetry in facts.Symmetries.Where(s => s.Parameters.Any(apart.Contains)))
        {
            var moved = symmetry.Parameters.Where(apart.Contains).ToList();
            var diagnostic = diagnostics.FirstOrDefault(d => d.Code == symmetry.Code && d.Span == symmetry.Span);
            var kind = symmetry.Dimension > 0 ? "ridge" : "symmetry";
            yield return $"the {kind} {Transformation(diagnostic) ?? $"of {symmetry.Code}"} is why R̂ of {WordList.Of(moved)} is high"
                + (derived.Count > 0 ? $"; {WordList.Of(derived)} {(derived.Count == 1 ? "has" : "have")} converged" : $"; `{session.Source.Slice(symmetry.Span)}` is what the data see: name it with a `let` and look at its R̂")
                + $" ({symmetry.Code})";
        }
    }

    // The label says "same for A → G·A, …"; the message of other kinds holds the transformation itself.
    private static string? Transformation(Diagnostic? diagnostic) => diagnostic switch
    {
        { Label: { } label } when label.StartsWith("same for ", StringComparison.Ordinal) => label["same for ".Length..],
        { Message: { } message } => $"({message})",
        _ => null,
    };

    private static string NameOf(string element) => element.IndexOf('[') is >= 0 and var at ? element[..at] : element;
}
