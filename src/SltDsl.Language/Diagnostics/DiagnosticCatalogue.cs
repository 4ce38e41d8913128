namespace SltDsl.Language.Diagnostics;

/// <summary>Every kind of diagnostic that SltDsl can report.</summary>
public static class DiagnosticCatalogue
{
    /// <summary>All kinds, by code.</summary>
    public static EquatableArray<DiagnosticDescriptor> All { get; } =
    [
        .. SyntaxDiagnostics.All, .. NameDiagnostics.All, .. TypeDiagnostics.All, .. ShapeDiagnostics.All,
        .. DistributionDiagnostics.All, .. ConstraintDiagnostics.All, .. ModelDiagnostics.All, .. DataDiagnostics.All,
        .. ToolDiagnostics.All, .. IdentifiabilityDiagnostics.All, .. FactDiagnostics.All,
    ];

    /// <summary>The kind with this code, or null.</summary>
    public static DiagnosticDescriptor? Find(string code) => All.FirstOrDefault(d => d.Code == code);
}
