namespace SltDsl.Language.Diagnostics;

/// <summary>Facts of singular learning theory: SLT20xx.</summary>
public static class FactDiagnostics
{
    private const string Category = "Slt.Facts";

    /// <summary>SLT2001: exact learning coefficient.</summary>
    public static DiagnosticDescriptor ExactLambda { get; } = new("SLT2001", "Exact learning coefficient", Category, Severity.Info);

    /// <summary>SLT2002: bounds on the learning coefficient.</summary>
    public static DiagnosticDescriptor BoundedLambda { get; } = new("SLT2002", "Bounds on the learning coefficient", Category, Severity.Info);

    /// <summary>SLT2003: singular at a truth.</summary>
    public static DiagnosticDescriptor Singular { get; } = new("SLT2003", "Singular at a truth", Category, Severity.Warning);

    /// <summary>SLT2004: regular at a truth.</summary>
    public static DiagnosticDescriptor Regular { get; } = new("SLT2004", "Regular at a truth", Category, Severity.Info);

    /// <summary>SLT2005: strata of the zero set.</summary>
    public static DiagnosticDescriptor Strata { get; } = new("SLT2005", "Strata of the zero set", Category, Severity.Hidden);

    /// <summary>SLT2006: phase transition expected.</summary>
    public static DiagnosticDescriptor Transition { get; } = new("SLT2006", "Phase transition expected", Category, Severity.Info);

    /// <summary>SLT2007: learning coefficient changes with a hyperparameter.</summary>
    public static DiagnosticDescriptor HyperThreshold { get; } = new("SLT2007", "Learning coefficient changes with a hyperparameter", Category, Severity.Info);

    /// <summary>SLT2008: piecewise analytic.</summary>
    public static DiagnosticDescriptor NonAnalytic { get; } = new("SLT2008", "Piecewise analytic", Category, Severity.Warning);

    /// <summary>SLT2009: no minimiser.</summary>
    public static DiagnosticDescriptor NoMinimiser { get; } = new("SLT2009", "No minimiser", Category, Severity.Warning);

    /// <summary>SLT2010: learning coefficient depends on a prior shape.</summary>
    public static DiagnosticDescriptor PriorExponent { get; } = new("SLT2010", "Learning coefficient depends on a prior shape", Category, Severity.Info);

    /// <summary>SLT2011: several optima.</summary>
    public static DiagnosticDescriptor SeveralOptima { get; } = new("SLT2011", "Several optima", Category, Severity.Warning);

    /// <summary>SLT2012: learning coefficient undecided.</summary>
    public static DiagnosticDescriptor Undecided { get; } = new("SLT2012", "Learning coefficient undecided", Category, Severity.Info);

    /// <summary>SLT2013: truth is not realisable.</summary>
    public static DiagnosticDescriptor Unrealisable { get; } = new("SLT2013", "Truth is not realisable", Category, Severity.Info);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        ExactLambda, BoundedLambda, Singular, Regular, Strata, Transition, HyperThreshold, NonAnalytic, NoMinimiser,
        PriorExponent, SeveralOptima, Undecided, Unrealisable,
    ];
}
