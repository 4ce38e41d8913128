namespace SltDsl.Language.Diagnostics;

/// <summary>Findings about priors and distributions: SLT04xx.</summary>
public static class DistributionDiagnostics
{
    private const string Category = "Slt.Model";

    /// <summary>SLT0401: scale may be zero or negative.</summary>
    public static DiagnosticDescriptor ScaleNotPositive { get; } = new("SLT0401", "Scale may be zero or negative", Category, Severity.Warning);

    /// <summary>SLT0402: support of the prior does not match the type.</summary>
    public static DiagnosticDescriptor SupportMismatch { get; } = new("SLT0402", "Support of the prior does not match the type", Category, Severity.Warning);

    /// <summary>SLT0403: improper prior.</summary>
    public static DiagnosticDescriptor ImproperPrior { get; } = new("SLT0403", "Improper prior", Category, Severity.Warning);

    /// <summary>SLT0404: discrete parameter.</summary>
    public static DiagnosticDescriptor DiscreteParameter { get; } = new("SLT0404", "Discrete parameter", Category, Severity.Error);

    /// <summary>SLT0405: prior is zero or infinite at a truth.</summary>
    public static DiagnosticDescriptor PriorDegenerateAtTruth { get; } = new("SLT0405", "Prior is zero or infinite at a truth", Category, Severity.Warning);

    /// <summary>SLT0406: scale is a standard deviation.</summary>
    public static DiagnosticDescriptor StandardDeviationExpected { get; } = new("SLT0406", "Scale is a standard deviation", Category, Severity.Info);

    /// <summary>SLT0407: too many states to sum out.</summary>
    public static DiagnosticDescriptor TooManyStates { get; } = new("SLT0407", "Too many states to sum out", Category, Severity.Error);

    /// <summary>SLT0408: continuous latent variable.</summary>
    public static DiagnosticDescriptor ContinuousLatent { get; } = new("SLT0408", "Continuous latent variable", Category, Severity.Error);

    /// <summary>SLT0409: no gradient.</summary>
    public static DiagnosticDescriptor NoGradient { get; } = new("SLT0409", "No gradient", Category, Severity.Info);

    /// <summary>SLT0410: loses precision.</summary>
    public static DiagnosticDescriptor LosesPrecision { get; } = new("SLT0410", "Loses precision", Category, Severity.Info);

    /// <summary>SLT0411: constant is far from unit scale.</summary>
    public static DiagnosticDescriptor FarFromUnitScale { get; } = new("SLT0411", "Constant is far from unit scale", Category, Severity.Info);

    /// <summary>SLT0412: prior is known up to a constant.</summary>
    public static DiagnosticDescriptor UnnormalisedPrior { get; } = new("SLT0412", "Prior is known up to a constant", Category, Severity.Info);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        ScaleNotPositive, SupportMismatch, ImproperPrior, DiscreteParameter, PriorDegenerateAtTruth,
        StandardDeviationExpected, TooManyStates, ContinuousLatent, NoGradient, LosesPrecision, FarFromUnitScale,
        UnnormalisedPrior,
    ];
}
