using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Names;

/// <summary>What a name stands for at a place: a symbol, an expression (an argument of an inlined function), or nothing that is known.</summary>
/// <param name="name">The name.</param>
/// <param name="span">Where it is declared.</param>
internal sealed class NameEntry(string name, SourceSpan span)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it is declared.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>The declared symbol, or null.</summary>
    public Symbol? Symbol { get; init; }

    /// <summary>The expression that the name stands for, or null.</summary>
    public Expr? Value { get; init; }

    /// <summary>Whether the statement that declares the name failed, so that nothing more is to be said about its uses.</summary>
    public bool IsUnknown => Symbol is null && Value is null;

    /// <summary>Whether the name has been used.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Whether an unused name is reported.</summary>
    public bool ReportUnused { get; init; }

    /// <summary>What is removed when the name is unused: its statement.</summary>
    public SourceSpan Statement { get; init; }
}
