namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about shapes and sizes: SLT03xx.</summary>
public static class ShapeDiagnostics
{
    private const string Category = "Slt.Types";

    /// <summary>SLT0301: sizes differ.</summary>
    public static DiagnosticDescriptor ShapeMismatch { get; } = new("SLT0301", "Sizes differ", Category, Severity.Error);

    /// <summary>SLT0302: index out of range.</summary>
    public static DiagnosticDescriptor IndexOutOfRange { get; } = new("SLT0302", "Index out of range", Category, Severity.Error);

    /// <summary>SLT0303: sizes cannot be proved equal.</summary>
    public static DiagnosticDescriptor UnprovenSizes { get; } = new("SLT0303", "Sizes cannot be proved equal", Category, Severity.Warning);

    /// <summary>SLT0304: size must be a compile-time constant.</summary>
    public static DiagnosticDescriptor ConstantSizeRequired { get; } = new("SLT0304", "Size must be a compile-time constant", Category, Severity.Error);

    /// <summary>SLT0305: rows of unequal length.</summary>
    public static DiagnosticDescriptor UnequalRows { get; } = new("SLT0305", "Rows of unequal length", Category, Severity.Error);

    /// <summary>SLT0306: size exceeds ten million elements.</summary>
    public static DiagnosticDescriptor SizeTooLarge { get; } = new("SLT0306", "Size exceeds ten million elements", Category, Severity.Error);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        ShapeMismatch, IndexOutOfRange, UnprovenSizes, ConstantSizeRequired, UnequalRows, SizeTooLarge,
    ];
}
