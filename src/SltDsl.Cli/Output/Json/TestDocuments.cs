namespace SltDsl.Cli.Output.Json;

/// <summary>The outcome of <c>slt test</c>.</summary>
internal sealed record TestDocument(IReadOnlyList<TestedFileDocument> Files, int Failed);

/// <summary>The tests of one file.</summary>
internal sealed record TestedFileDocument(string File, IReadOnlyList<TestOutcomeDocument> Tests);

/// <summary>One test.</summary>
/// <param name="Name"><c>diagnostics</c>, <c>gradient</c> or <c>recovery</c>.</param>
/// <param name="Status"><c>passed</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Detail">Figures, differences, or why it was skipped.</param>
internal sealed record TestOutcomeDocument(string Name, string Status, string Detail);
