namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about symmetries and rank: SLT10xx.</summary>
public static class IdentifiabilityDiagnostics
{
    private const string Category = "Slt.Identifiability";

    /// <summary>SLT1001: scaling symmetry.</summary>
    public static DiagnosticDescriptor Scaling { get; } = new("SLT1001", "Scaling symmetry", Category, Severity.Warning);

    /// <summary>SLT1002: shift symmetry.</summary>
    public static DiagnosticDescriptor Shift { get; } = new("SLT1002", "Shift symmetry", Category, Severity.Warning);

    /// <summary>SLT1003: rotation symmetry.</summary>
    public static DiagnosticDescriptor Rotation { get; } = new("SLT1003", "Rotation symmetry", Category, Severity.Warning);

    /// <summary>SLT1004: only a product is seen.</summary>
    public static DiagnosticDescriptor GeneralLinear { get; } = new("SLT1004", "Only a product is seen", Category, Severity.Warning);

    /// <summary>SLT1005: sign-flip symmetry.</summary>
    public static DiagnosticDescriptor SignFlip { get; } = new("SLT1005", "Sign-flip symmetry", Category, Severity.Info);

    /// <summary>SLT1006: relabelling symmetry.</summary>
    public static DiagnosticDescriptor Relabelling { get; } = new("SLT1006", "Relabelling symmetry", Category, Severity.Info);

    /// <summary>SLT1007: parameter never reaches an observation.</summary>
    public static DiagnosticDescriptor UnusedParameter { get; } = new("SLT1007", "Parameter never reaches an observation", Category, Severity.Warning);

    /// <summary>SLT1008: parameter reaches only other priors.</summary>
    public static DiagnosticDescriptor PriorOnly { get; } = new("SLT1008", "Parameter reaches only other priors", Category, Severity.Warning);

    /// <summary>SLT1009: derivatives vanish where a product is zero.</summary>
    public static DiagnosticDescriptor ProductZero { get; } = new("SLT1009", "Derivatives vanish where a product is zero", Category, Severity.Info);

    /// <summary>SLT1010: Jacobian is rank-deficient.</summary>
    public static DiagnosticDescriptor RankDeficient { get; } = new("SLT1010", "Jacobian is rank-deficient", Category, Severity.Warning);

    /// <summary>SLT1011: Fisher information is zero.</summary>
    public static DiagnosticDescriptor ZeroInformation { get; } = new("SLT1011", "Fisher information is zero", Category, Severity.Warning);

    /// <summary>SLT1012: truth on the boundary.</summary>
    public static DiagnosticDescriptor BoundaryTruth { get; } = new("SLT1012", "Truth on the boundary", Category, Severity.Warning);

    /// <summary>SLT1013: model is larger than the truth.</summary>
    public static DiagnosticDescriptor OverParameterised { get; } = new("SLT1013", "Model is larger than the truth", Category, Severity.Info);

    /// <summary>SLT1014: parameter drops out.</summary>
    public static DiagnosticDescriptor DropOut { get; } = new("SLT1014", "Parameter drops out", Category, Severity.Info);

    /// <summary>SLT1015: only the square is seen.</summary>
    public static DiagnosticDescriptor EvenParameter { get; } = new("SLT1015", "Only the square is seen", Category, Severity.Info);

    /// <summary>SLT1016: more parameters than free numbers.</summary>
    public static DiagnosticDescriptor CountingBound { get; } = new("SLT1016", "More parameters than free numbers", Category, Severity.Warning);

    /// <summary>SLT1017: collinear design.</summary>
    public static DiagnosticDescriptor CollinearDesign { get; } = new("SLT1017", "Collinear design", Category, Severity.Warning);

    /// <summary>SLT1018: symmetry removed by a type.</summary>
    public static DiagnosticDescriptor BrokenByType { get; } = new("SLT1018", "Symmetry removed by a type", Category, Severity.Hidden);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        Scaling, Shift, Rotation, GeneralLinear, SignFlip, Relabelling, UnusedParameter, PriorOnly, ProductZero,
        RankDeficient, ZeroInformation, BoundaryTruth, OverParameterised, DropOut, EvenParameter, CountingBound,
        CollinearDesign, BrokenByType,
    ];
}
