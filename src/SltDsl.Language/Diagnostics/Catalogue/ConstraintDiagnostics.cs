namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about constraints: SLT05xx.</summary>
public static class ConstraintDiagnostics
{
    private const string Category = "Slt.Model";

    /// <summary>SLT0501: empty set.</summary>
    public static DiagnosticDescriptor EmptySet { get; } = new("SLT0501", "Empty set", Category, Severity.Error);

    /// <summary>SLT0502: constraint is not guaranteed.</summary>
    public static DiagnosticDescriptor ConstraintNotGuaranteed { get; } = new("SLT0502", "Constraint is not guaranteed", Category, Severity.Warning);

    /// <summary>SLT0503: constraint makes a type.</summary>
    public static DiagnosticDescriptor ConstraintMakesType { get; } = new("SLT0503", "Constraint makes a type", Category, Severity.Info);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        EmptySet, ConstraintNotGuaranteed, ConstraintMakesType,
    ];
}
