namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about types and levels: SLT02xx.</summary>
public static class TypeDiagnostics
{
    private const string Category = "Slt.Types";

    /// <summary>SLT0201: wrong type.</summary>
    public static DiagnosticDescriptor TypeMismatch { get; } = new("SLT0201", "Wrong type", Category, Severity.Error);

    /// <summary>SLT0202: no form of the function takes these arguments.</summary>
    public static DiagnosticDescriptor NoOverload { get; } = new("SLT0202", "No form of the function takes these arguments", Category, Severity.Error);

    /// <summary>SLT0203: wrong number of arguments.</summary>
    public static DiagnosticDescriptor WrongArgumentCount { get; } = new("SLT0203", "Wrong number of arguments", Category, Severity.Error);

    /// <summary>SLT0204: index or size must be an integer.</summary>
    public static DiagnosticDescriptor IntegerRequired { get; } = new("SLT0204", "Index or size must be an integer", Category, Severity.Error);

    /// <summary>SLT0205: a distribution is not a value.</summary>
    public static DiagnosticDescriptor DistributionAsValue { get; } = new("SLT0205", "A distribution is not a value", Category, Severity.Error);

    /// <summary>SLT0206: depends on what is not known yet.</summary>
    public static DiagnosticDescriptor IllegalLevel { get; } = new("SLT0206", "Depends on what is not known yet", Category, Severity.Error);

    /// <summary>SLT0207: comparisons do not chain.</summary>
    public static DiagnosticDescriptor ChainedComparison { get; } = new("SLT0207", "Comparisons do not chain", Category, Severity.Error);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        TypeMismatch, NoOverload, WrongArgumentCount, IntegerRequired, DistributionAsValue, IllegalLevel,
        ChainedComparison,
    ];
}
