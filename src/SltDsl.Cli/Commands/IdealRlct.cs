using System.Diagnostics;
using SltDsl.Algebra;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Commands;

/// <summary>What <c>slt rlct --ideal</c> is asked.</summary>
/// <param name="Ideal">Polynomials, a JSON file or <c>-</c>.</param>
/// <param name="At">The centre.</param>
/// <param name="Domain">The intervals.</param>
/// <param name="Prior">The prior density.</param>
/// <param name="Budget">How long the algebra may search.</param>
/// <param name="Json">Whether to answer with one JSON document.</param>
/// <param name="JsonLines">Whether to answer with JSON lines.</param>
internal sealed record IdealOptions(string Ideal, string? At, string? Domain, string? Prior, TimeSpan? Budget, bool Json, bool JsonLines);

/// <summary>λ and m of ideals, typed by a person or read from a document.</summary>
/// <param name="terminal">Where results go.</param>
/// <param name="estimation">Estimates λ̂ too; null when that is not asked for.</param>
internal sealed class IdealRlct(Terminal terminal, LambdaEstimation? estimation)
{
    private static readonly string[] DocumentExtensions = [".json", ".jsonl", ".ndjson"];

    /// <summary>Answers every ideal in order; one that fails leaves the others untouched.</summary>
    public int Run(IdealOptions options)
    {
        if (!IsDocument(options.Ideal))
        {
            var problem = IdealText.Parse(options.Ideal, options.At, options.Domain, options.Prior);
            var (answer, milliseconds) = Solve(problem, options.Budget);
            Write(null, problem, answer, milliseconds, options);
            return ExitCode.Fine;
        }

        if ((options.At ?? options.Domain ?? options.Prior) is not null)
        {
            throw new CommandFailure(ExitCode.Usage, "`--at`, `--domain` and `--prior` belong to an ideal typed on the command line", "write them into the document as \"centre\", \"domain\" and \"prior\"");
        }

        using var reader = Open(options.Ideal);
        var failed = false;
        foreach (var document in IdealDocuments.Read(reader))
        {
            if (document.Problem is { } problem)
            {
                var (answer, milliseconds) = Solve(problem, options.Budget);
                Write(document, problem, answer, milliseconds, options);
            }
            else
            {
                failed = true;
                WriteFailure(document, options);
            }

            terminal.Output.Flush();
        }

        return failed ? ExitCode.Diagnostics : ExitCode.Fine;
    }

    private static (Rlct Answer, double Milliseconds) Solve(IdealProblem problem, TimeSpan? budget)
    {
        using var source = budget is { } time ? new CancellationTokenSource(time) : new CancellationTokenSource();
        var start = Stopwatch.GetTimestamp();
        var answer = RealLogCanonicalThreshold.Of(problem, budget is null ? RealLogCanonicalThreshold.DefaultBudget : long.MaxValue, source.Token);
        return (answer, Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 3));
    }

    private static bool IsDocument(string ideal) =>
        ideal == "-" || File.Exists(ideal) || Directory.Exists(ideal) || DocumentExtensions.Contains(Path.GetExtension(ideal));

    private TextReader Open(string path)
    {
        if (path == "-")
        {
            return terminal.Input;
        }

        InputFiles.Require(path, "slt rlct --ideal ideals.jsonl --json-lines");
        return new StreamReader(path);
    }

    private void Write(IdealDocument? document, IdealProblem problem, Rlct answer, double milliseconds, IdealOptions options)
    {
        var json = new IdealAnswerDocument(document?.Id, answer.ToLambdaDocument(), answer.ToMultiplicityDocument(), answer.Evidence.ToDocument(), milliseconds, Estimate(problem));
        if (options.JsonLines)
        {
            terminal.Output.WriteLine(JsonContract.Line(json));
        }
        else if (options.Json)
        {
            terminal.Output.WriteLine(JsonContract.Document(json));
        }
        else
        {
            new RlctText(terminal).Write(document?.Id?.ToString(), problem, answer, json.Estimate);
        }
    }

    private EstimateDocument? Estimate(IdealProblem problem)
    {
        if (estimation is null)
        {
            return null;
        }

        if (LambdaEstimation.ProblemOf(problem) is { } energy)
        {
            return estimation.Run(energy);
        }

        new MessageWriter(terminal).Warning("an ideal with a prior that is not uniform is not estimated");
        return null;
    }

    private void WriteFailure(IdealDocument document, IdealOptions options)
    {
        var json = new IdealFailureDocument(document.Id, new(document.Error!, document.Column));
        if (options.JsonLines || options.Json)
        {
            terminal.Output.WriteLine(options.JsonLines ? JsonContract.Line(json) : JsonContract.Document(json));
            return;
        }

        new MessageWriter(terminal).Error(null, $"{document.Id?.ToString() ?? "an ideal"}: {document.Error}", null);
    }
}
