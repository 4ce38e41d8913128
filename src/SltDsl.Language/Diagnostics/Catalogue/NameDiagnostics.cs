namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about names: SLT01xx.</summary>
public static class NameDiagnostics
{
    private const string Category = "Slt.Model";

    /// <summary>SLT0101: name is not defined.</summary>
    public static DiagnosticDescriptor UndefinedName { get; } = new("SLT0101", "Name is not defined", Category, Severity.Error);

    /// <summary>SLT0102: name is already defined.</summary>
    public static DiagnosticDescriptor DuplicateName { get; } = new("SLT0102", "Name is already defined", Category, Severity.Error);

    /// <summary>SLT0103: used before its definition.</summary>
    public static DiagnosticDescriptor UsedBeforeDefinition { get; } = new("SLT0103", "Used before its definition", Category, Severity.Error);

    /// <summary>SLT0104: name is never used.</summary>
    public static DiagnosticDescriptor UnusedName { get; } = new("SLT0104", "Name is never used", Category, Severity.Warning);

    /// <summary>SLT0105: name is a built-in.</summary>
    public static DiagnosticDescriptor BuiltInName { get; } = new("SLT0105", "Name is a built-in", Category, Severity.Error);

    /// <summary>SLT0106: import is not found or cyclic.</summary>
    public static DiagnosticDescriptor ImportFailed { get; } = new("SLT0106", "Import is not found or cyclic", Category, Severity.Error);

    /// <summary>SLT0107: function calls itself.</summary>
    public static DiagnosticDescriptor RecursiveFunction { get; } = new("SLT0107", "Function calls itself", Category, Severity.Error);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        UndefinedName, DuplicateName, UsedBeforeDefinition, UnusedName, BuiltInName, ImportFailed, RecursiveFunction,
    ];
}
