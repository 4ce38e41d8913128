using SltDsl.Algebra;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Language.Model;
using SltDsl.Runtime;
using SltDsl.Singularity;

namespace SltDsl.Cli.Commands;

/// <summary>λ and m of a model at a truth, or at all of them.</summary>
/// <param name="terminal">Where results go.</param>
/// <param name="estimation">Estimates λ̂ too; null when that is not asked for.</param>
internal sealed class TruthRlct(Terminal terminal, LambdaEstimation? estimation)
{
    /// <summary>Answers, and prints one document or a text.</summary>
    /// <param name="request">The model.</param>
    /// <param name="analysis">How far to search.</param>
    /// <param name="truth">The truth, or null for all.</param>
    /// <param name="json">Whether to print JSON.</param>
    /// <param name="strict">Whether an estimate that is not trusted fails.</param>
    public int Run(ModelRequest request, AnalysisRequest analysis, string? truth, bool json, bool strict)
    {
        var source = SourceFiles.Read(request.Path, terminal);
        var model = ModelCompiler.Bind(source, request.Sizes);
        analysis.RequireKnown(model);
        KnownNames.Require("--truth", truth is null ? [] : [truth], model.Truths.Select(t => t.Name), model.Name);
        using var session = estimation is null ? null : ModelSession.Open(terminal, source, request);
        var documents = model.Truths.Where(t => truth is null || t.Name == truth).Select(t => Answer(model, t, analysis, session)).ToList();
        if (!json)
        {
            documents.ForEach(new TruthText(terminal).Write);
        }
        else
        {
            terminal.Output.WriteLine(truth is null ? JsonContract.Document(new TruthsDocument(model.Name, documents)) : JsonContract.Document(documents[0]));
        }

        return strict && documents.Exists(d => d.Estimate is { Trusted: false }) ? ExitCode.Computation : ExitCode.Fine;
    }

    /// <summary>What is proved at a truth.</summary>
    /// <param name="model">The model.</param>
    /// <param name="truth">The name of one of its truths.</param>
    /// <param name="analysis">How far to search.</param>
    public static TruthDocument Answer(BoundModel model, string truth, AnalysisRequest analysis)
    {
        var facts = Analyse(model, truth, analysis);
        var rlct = facts.Rlct ?? Rlct.Bounded(0, null, 1, Math.Max(1, Dimension(facts)), new RlctEvidence("none", "none", [facts.Obstacle ?? "nothing was established"]));
        return new(
            model.Name, truth, Dimension(facts), facts.RegularLambda.ToString(), rlct.ToLambdaDocument(), rlct.ToMultiplicityDocument(), rlct.Evidence.ToDocument(), null);
    }

    /// <summary>Prior and noise-free energy at a truth.</summary>
    /// <exception cref="CommandFailure">The family has no such energy, or the prior or the inputs cannot be drawn.</exception>
    public static EnergyProblem Problem(ModelSession session, string truth)
    {
        try
        {
            return EnergyProblem.Of(session.Model, truth, session.File is null ? null : session.Rows())
                ?? throw new CommandFailure(ExitCode.Computation, $"K has no closed form, sum or one-dimensional quadrature at `{truth}`, so λ̂ cannot be estimated without noise", "`slt rlct` without `--estimate` gives what is proved");
        }
        catch (NotSupportedException failure)
        {
            throw new CommandFailure(ExitCode.Computation, failure.Message.TrimEnd('.'), "give every `input` a distribution, or rows with `--data`; the prior must be one that can be drawn from");
        }
    }

    private TruthDocument Answer(BoundModel model, TruthDeclaration truth, AnalysisRequest analysis, ModelSession? session)
    {
        var document = Answer(model, truth.Name, analysis) with { Estimate = session is null ? null : estimation!.Run(Problem(session, truth.Name)) };
        foreach (var reason in document.Estimate?.Reasons ?? [])
        {
            new MessageWriter(terminal).Warning($"λ̂ at `{truth.Name}` is not trusted: {reason}");
        }

        ProvedAndEstimated.Report(new MessageWriter(terminal), $"`{truth.Name}`", document.Lambda, document.Estimate);
        return document;
    }

    private static TruthFacts Analyse(BoundModel model, string truth, AnalysisRequest analysis)
    {
        using var clock = analysis.StartClock();
        try
        {
            return SingularityAnalysis.AnalyseTruth(model, truth, analysis.Options, clock.Token);
        }
        catch (Graph.Lowering.UnsupportedConstructException failure)
        {
            throw ModelErrorsException.NotSupported(model.Source, failure);
        }
    }

    private static int Dimension(TruthFacts facts) => (int)(facts.RegularLambda * 2).Numerator;
}
