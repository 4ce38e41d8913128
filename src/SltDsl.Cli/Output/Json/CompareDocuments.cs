namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt compare --json</c> prints.</summary>
/// <param name="Models">The runs, best first by leave-one-out.</param>
internal sealed record CompareDocument(IReadOnlyList<ComparedModelDocument> Models);

/// <summary>One run.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Run">The run folder.</param>
/// <param name="Rows">n: the rows of the data, or the elements where they are one row.</param>
/// <param name="Draws">From how many draws the criteria are taken: all, or fewer where one row has very many elements.</param>
/// <param name="Criteria">The criteria by name: <c>elpdLoo</c>, <c>elpdWaic</c>, <c>waicLoss</c>; for <c>elpdLoo</c> the difference to the best.</param>
/// <param name="Unreliable">Observations whose Pareto k̂ is over 0.7.</param>
/// <param name="LargestParetoK">The largest k̂.</param>
/// <param name="LogZ">log Z of runs by replica exchange; else null.</param>
internal sealed record ComparedModelDocument(
    string Model, string Run, int Rows, int Draws, IReadOnlyDictionary<string, CriterionDocument> Criteria, int Unreliable, double LargestParetoK, EstimatedDocument? LogZ);
