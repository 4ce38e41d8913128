using SltDsl.Algebra;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Output;

/// <summary>Writes λ and m with their argument, for people.</summary>
internal sealed class RlctText(Terminal terminal)
{
    /// <summary>The answer to an ideal.</summary>
    public void Write(string? id, IdealProblem problem, Rlct answer, EstimateDocument? estimate)
    {
        terminal.Output.WriteLine($"{(id is null ? "" : $"{id}: ")}{answer}   ({Status(answer)})");
        terminal.Output.WriteLine($"  {Question(problem)}");
        WriteEvidence(answer.Evidence);
        if (estimate is not null)
        {
            terminal.Output.WriteLine(TruthText.Estimate(estimate));
        }
    }

    /// <summary>The argument, a step a line.</summary>
    private void WriteEvidence(RlctEvidence evidence)
    {
        terminal.Output.WriteLine($"  by {evidence.Method}: {evidence.Theorem}");
        foreach (var step in evidence.Steps)
        {
            terminal.Output.WriteLine($"    {step}");
        }
    }

    private static string Status(Rlct answer) => answer.Status switch
    {
        RlctStatus.Exact => "exact",
        RlctStatus.Bounded => "bounded; `--budget 1m` searches longer",
        _ => "undecided; `--budget 1m` searches longer",
    };

    private static string Question(IdealProblem problem)
    {
        var place = problem.Centre is { } centre
            ? $"at {string.Join(", ", problem.Variables.Zip(centre, (name, value) => $"{name} = {value}"))}"
            : "the minimum over the domain";
        return problem.Domain is { } domain
            ? $"{place}; {string.Join(", ", problem.Variables.Zip(domain, (name, ends) => $"{ends.Lower} ≤ {name} ≤ {ends.Upper}"))}"
            : place;
    }
}
