namespace SltDsl.Cli.ModelTests;

/// <summary>What a test of a model found.</summary>
internal enum TestStatus
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>Not as it should be.</summary>
    Failed,

    /// <summary>The test does not apply; the detail says why.</summary>
    Skipped,
}

/// <summary>The outcome of one test.</summary>
/// <param name="Name">The test.</param>
/// <param name="Status">How it went.</param>
/// <param name="Detail">The figures of a test that passed, what differs, or why it was skipped.</param>
internal sealed record TestOutcome(string Name, TestStatus Status, string Detail);
