namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt compare --json</c> prints.</summary>
/// <param name="Models">The runs, best first by leave-one-out.</param>
internal sealed record CompareDocument(IReadOnlyList<ComparedModelDocument> Models);

/// <summary>One run.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Run">The run folder.</param>
/// <param name="Rows">n: the rows of the data, or the elements where they are one row.</param>
/// <param name="Criteria">The criteria by name: <c>elpdLoo</c>, <c>elpdWaic</c>, <c>waicLoss</c>; for <c>elpdLoo</c> the difference to the best.</param>
/// <param name="Unreliable">Observations whose Pareto k̂ is over 0.7.</param>
/// <param name="LargestParetoK">The largest k̂.</param>
/// <param name="LogZ">log Z of runs by replica exchange; else null.</param>
internal sealed record ComparedModelDocument(
    string Model, string Run, int Rows, IReadOnlyDictionary<string, CriterionDocument> Criteria, int Unreliable, double LargestParetoK, EstimatedDocument? LogZ);

/// <summary>A criterion.</summary>
/// <param name="Value">Its value.</param>
/// <param name="StandardError">Its error, from the scatter over observations; for log Z from that of the run.</param>
/// <param name="EffectiveParameters">The complexity that it charges.</param>
/// <param name="Difference">The difference to the best model.</param>
/// <param name="DifferenceError">The error of the difference, over the same observations.</param>
internal sealed record CriterionDocument(double Value, double StandardError, double? EffectiveParameters, double? Difference, double? DifferenceError);
