using System.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Singularity;

namespace SltDsl.Cli.CommandLine;

/// <summary>The options by which a verb is told how far to analyse singularities.</summary>
/// <param name="depth">How far unless told otherwise.</param>
internal sealed class AnalysisSettings(AnalysisDepth depth)
{
    private readonly Option<string?> _analysis = new("--analysis") { Description = $"How far to analyse singularities: off, fast or full (default: {depth.ToString().ToLowerInvariant()})" };
    private readonly Option<string?> _budget = SharedOptions.Budget();

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        _analysis.AcceptOnlyFromAmong("off", "fast", "full");
        verb.Add(_analysis);
        verb.Add(_budget);
    }

    /// <summary>What was given.</summary>
    public AnalysisRequest Read(ParseResult parse, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, double> hypers) => new(
        sizes,
        hypers,
        parse.GetValue(_analysis) is { } given ? Enum.Parse<AnalysisDepth>(given, ignoreCase: true) : depth,
        parse.GetValue(_budget) is { } budget ? Durations.Parse("--budget", budget) : null);
}
