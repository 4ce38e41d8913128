using SltDsl.Language.Text;

namespace SltDsl.Graph.Lowering;

/// <summary>A construct that binds but has no graph yet (SLT0904).</summary>
/// <param name="construct">What is not supported, in the modeller's words.</param>
/// <param name="span">Where it is written.</param>
public sealed class UnsupportedConstructException(string construct, SourceSpan span) : Exception($"{construct} is not supported yet.")
{
    /// <summary>Where the construct is written.</summary>
    public SourceSpan Span { get; } = span;
}
