namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about data files at run time: SLT07xx.</summary>
public static class DataDiagnostics
{
    private const string Category = "Slt.Data";

    /// <summary>SLT0701: data fit neither rows nor one row.</summary>
    public static DiagnosticDescriptor RankFitsNeither { get; } = new("SLT0701", "Data fit neither rows nor one row", Category, Severity.Error);

    /// <summary>SLT0702: missing column.</summary>
    public static DiagnosticDescriptor MissingColumn { get; } = new("SLT0702", "Missing column", Category, Severity.Error);

    /// <summary>SLT0703: sizes disagree.</summary>
    public static DiagnosticDescriptor SizesDisagree { get; } = new("SLT0703", "Sizes disagree", Category, Severity.Error);

    /// <summary>SLT0704: wrong type of data.</summary>
    public static DiagnosticDescriptor WrongDataType { get; } = new("SLT0704", "Wrong type of data", Category, Severity.Error);

    /// <summary>SLT0705: not finite.</summary>
    public static DiagnosticDescriptor NotFinite { get; } = new("SLT0705", "Not finite", Category, Severity.Error);

    /// <summary>SLT0706: outside the declared constraint.</summary>
    public static DiagnosticDescriptor OutsideConstraint { get; } = new("SLT0706", "Outside the declared constraint", Category, Severity.Error);

    /// <summary>SLT0707: unreadable file.</summary>
    public static DiagnosticDescriptor Unreadable { get; } = new("SLT0707", "Unreadable file", Category, Severity.Error);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        RankFitsNeither, MissingColumn, SizesDisagree, WrongDataType, NotFinite, OutsideConstraint, Unreadable,
    ];
}
