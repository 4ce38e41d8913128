namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about truths, phases and rows: SLT06xx.</summary>
public static class ModelDiagnostics
{
    private const string Category = "Slt.Model";

    /// <summary>SLT0601: truth leaves a parameter unset.</summary>
    public static DiagnosticDescriptor TruthLeavesParameterUnset { get; } = new("SLT0601", "Truth leaves a parameter unset", Category, Severity.Error);

    /// <summary>SLT0602: truth violates a constraint.</summary>
    public static DiagnosticDescriptor TruthViolatesConstraint { get; } = new("SLT0602", "Truth violates a constraint", Category, Severity.Error);

    /// <summary>SLT0603: phases overlap.</summary>
    public static DiagnosticDescriptor PhasesOverlap { get; } = new("SLT0603", "Phases overlap", Category, Severity.Warning);

    /// <summary>SLT0604: phase is empty.</summary>
    public static DiagnosticDescriptor EmptyPhase { get; } = new("SLT0604", "Phase is empty", Category, Severity.Warning);

    /// <summary>SLT0605: <c>each</c> looks ahead.</summary>
    public static DiagnosticDescriptor LooksAhead { get; } = new("SLT0605", "`each` looks ahead", Category, Severity.Error);

    /// <summary>SLT0606: nothing is observed.</summary>
    public static DiagnosticDescriptor NothingObserved { get; } = new("SLT0606", "Nothing is observed", Category, Severity.Error);

    /// <summary>SLT0607: input has no distribution.</summary>
    public static DiagnosticDescriptor InputWithoutDistribution { get; } = new("SLT0607", "Input has no distribution", Category, Severity.Info);

    /// <summary>SLT0608: truth changes a size of the row.</summary>
    public static DiagnosticDescriptor TruthChangesRowSize { get; } = new("SLT0608", "Truth changes a size of the row", Category, Severity.Error);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        TruthLeavesParameterUnset, TruthViolatesConstraint, PhasesOverlap, EmptyPhase, LooksAhead, NothingObserved,
        InputWithoutDistribution, TruthChangesRowSize,
    ];
}
