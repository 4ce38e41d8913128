namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about the tool's own work: SLT09xx.</summary>
public static class ToolDiagnostics
{
    private const string Category = "Slt.Tool";

    /// <summary>SLT0901: analysis stopped at its budget.</summary>
    public static DiagnosticDescriptor BudgetExhausted { get; } = new("SLT0901", "Analysis stopped at its budget", Category, Severity.Info);

    /// <summary>SLT0902: generated name clashes.</summary>
    public static DiagnosticDescriptor NameClash { get; } = new("SLT0902", "Generated name clashes", Category, Severity.Error);

    /// <summary>SLT0903: file is not in the project.</summary>
    public static DiagnosticDescriptor FileNotInProject { get; } = new("SLT0903", "File is not in the project", Category, Severity.Warning);

    /// <summary>SLT0904: not supported yet.</summary>
    public static DiagnosticDescriptor NotSupported { get; } = new("SLT0904", "Not supported yet", Category, Severity.Error);

    /// <summary>SLT0999: internal error.</summary>
    public static DiagnosticDescriptor InternalError { get; } = new("SLT0999", "Internal error", Category, Severity.Error);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        BudgetExhausted, NameClash, FileNotInProject, NotSupported, InternalError,
    ];
}
