namespace SltDsl.Language.Diagnostics;

/// <summary>How much a diagnostic matters, from least to most.</summary>
public enum Severity
{
    /// <summary>Offered to editors only.</summary>
    Hidden,

    /// <summary>A fact worth knowing.</summary>
    Info,

    /// <summary>Probably not what was meant, or costly.</summary>
    Warning,

    /// <summary>The model cannot be used as it stands.</summary>
    Error,
}
