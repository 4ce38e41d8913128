using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Graph.Lowering;

/// <summary>A construct that binds but has no graph; the diagnostic says why, and what to write instead.</summary>
/// <param name="diagnostic">What is wrong, and where.</param>
public sealed class UnsupportedConstructException(Diagnostic diagnostic) : Exception(diagnostic.Message + ".")
{
    /// <summary>A construct that the tool does not know (SLT0904).</summary>
    /// <param name="construct">What is not supported, in the modeller's words.</param>
    /// <param name="span">Where it is written.</param>
    public UnsupportedConstructException(string construct, SourceSpan span)
        : this(new Diagnostic(ToolDiagnostics.NotSupported, $"{construct} is not supported yet", span))
    {
    }

    /// <summary>What is wrong, where it is written, and what to write instead.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>Where the construct is written.</summary>
    public SourceSpan Span => Diagnostic.Span;
}
