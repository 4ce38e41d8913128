using SltDsl.Language;
using SltDsl.Language.Diagnostics;

namespace SltDsl.CodeGen;

/// <summary>How a model is emitted.</summary>
/// <param name="Namespace">The namespace of the class; empty for none.</param>
/// <param name="Path">The `.slt` file, as <c>#line</c> and messages show it.</param>
public sealed record EmitOptions(string Namespace, string Path)
{
    /// <summary>Whether the class is internal.</summary>
    public bool IsInternal { get; init; }
}

/// <summary>A model has no C# form; the diagnostics say where and why (SLT0902, SLT0904).</summary>
/// <param name="diagnostics">The reasons, at least one.</param>
public sealed class EmitException(EquatableArray<Diagnostic> diagnostics) : Exception(diagnostics[0].Message)
{
    /// <summary>The reasons, at least one.</summary>
    public EquatableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}
