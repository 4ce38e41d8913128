namespace SltDsl.Language.Diagnostics;

/// <summary>Findings of the parser: SLT00xx.</summary>
public static class SyntaxDiagnostics
{
    private const string Category = "Slt.Syntax";

    /// <summary>SLT0001: unexpected token.</summary>
    public static DiagnosticDescriptor UnexpectedToken { get; } = new("SLT0001", "Unexpected token", Category, Severity.Error);

    /// <summary>SLT0002: missing semicolon.</summary>
    public static DiagnosticDescriptor MissingSemicolon { get; } = new("SLT0002", "Missing semicolon", Category, Severity.Hidden);

    /// <summary>SLT0003: bracket is never closed.</summary>
    public static DiagnosticDescriptor UnclosedBracket { get; } = new("SLT0003", "Bracket is never closed", Category, Severity.Error);

    /// <summary>SLT0004: unknown statement.</summary>
    public static DiagnosticDescriptor UnknownStatement { get; } = new("SLT0004", "Unknown statement", Category, Severity.Error);

    /// <summary>SLT0005: form of Stan or BUGS.</summary>
    public static DiagnosticDescriptor ForeignForm { get; } = new("SLT0005", "Form of Stan or BUGS", Category, Severity.Error);

    /// <summary>SLT0006: language version is newer than this tool.</summary>
    public static DiagnosticDescriptor NewerLanguageVersion { get; } = new("SLT0006", "Language version is newer than this tool", Category, Severity.Error);

    /// <summary>SLT0007: look-alike letters.</summary>
    public static DiagnosticDescriptor LookAlikeLetters { get; } = new("SLT0007", "Look-alike letters", Category, Severity.Warning);

    /// <summary>SLT0008: <c>@allow</c> silences nothing.</summary>
    public static DiagnosticDescriptor UnusedAllowance { get; } = new("SLT0008", "`@allow` silences nothing", Category, Severity.Warning);

    /// <summary>SLT0009: <c>@allow</c> needs a reason.</summary>
    public static DiagnosticDescriptor AllowanceWithoutReason { get; } = new("SLT0009", "`@allow` needs a reason", Category, Severity.Error);

    /// <summary>SLT0010: not UTF-8 text.</summary>
    public static DiagnosticDescriptor NotUtf8 { get; } = new("SLT0010", "Not UTF-8 text", Category, Severity.Error);

    /// <summary>SLT0011: nested too deeply.</summary>
    public static DiagnosticDescriptor NestedTooDeeply { get; } = new("SLT0011", "Nested too deeply", Category, Severity.Error);

    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        UnexpectedToken, MissingSemicolon, UnclosedBracket, UnknownStatement, ForeignForm, NewerLanguageVersion,
        LookAlikeLetters, UnusedAllowance, AllowanceWithoutReason, NotUtf8, NestedTooDeeply,
    ];
}
