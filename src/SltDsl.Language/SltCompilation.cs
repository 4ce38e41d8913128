using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language;

/// <summary>
/// The whole of what the language room says about one text: the entry point that generator, analyzer, command line and
/// editor share. Immutable and equal by value.
/// </summary>
/// <param name="Tree">The syntax tree.</param>
/// <param name="Model">The bound model; null when there is an error, and for a file that only holds what others import (<see cref="SyntaxTree.IsLibrary"/>).</param>
/// <param name="Diagnostics">The findings of parser and binder, by place; silenced ones are left out.</param>
public sealed record SltCompilation(SyntaxTree Tree, BoundModel? Model, EquatableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether a diagnostic is an error; then there is no model.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);

    /// <summary>Parses and binds a text. Never throws; safe under concurrent use.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">What the text does not say itself.</param>
    public static SltCompilation Compile(SourceText source, BindingOptions options)
    {
        var tree = SltParser.Parse(source);
        var bound = Binder.Bind(tree, options);
        var diagnostics = tree.Diagnostics.Concat(bound.Diagnostics).OrderBy(d => d.Span.Start).ThenBy(d => d.Code, StringComparer.Ordinal);
        return new(tree, bound.Model, diagnostics.ToEquatableArray());
    }
}
