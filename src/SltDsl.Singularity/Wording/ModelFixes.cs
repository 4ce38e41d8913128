using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Singularity.Wording;

/// <summary>Edits of a model's text that remove a singularity or say that it is meant.</summary>
internal sealed class ModelFixes(BoundModel model)
{
    /// <summary>Marks the model as singular on purpose.</summary>
    public TextFix MarkSingular()
    {
        var start = model.Source.Text.LastIndexOf("model", Math.Max(0, model.NameSpan.Start), StringComparison.Ordinal);
        return new TextFix("Mark the model `@singular`", [new TextEdit(new SourceSpan(Math.Max(0, start), 0), "@singular\n")]);
    }

    /// <summary>Gives a parameter the lower bound 0.</summary>
    public TextFix? Bounded(ParameterDeclaration declaration)
    {
        var text = model.Source.Slice(declaration.TypeSpan);
        var bracket = text.IndexOf('[');
        return text.IndexOf('<') >= 0
            ? null
            : new TextFix($"Keep `{declaration.Symbol.Name}` at or above 0", [new TextEdit(new SourceSpan(declaration.TypeSpan.Start + (bracket < 0 ? text.TrimEnd().Length : bracket), 0), "<lower=0>")]);
    }

    /// <summary>Gives a parameter another type of the same shape.</summary>
    public TextFix? Typed(ParameterDeclaration declaration, string from, string to)
    {
        var text = model.Source.Slice(declaration.TypeSpan);
        return !text.StartsWith(from, StringComparison.Ordinal)
            ? null
            : new TextFix($"Declare `{declaration.Symbol.Name}` as `{to}`", [new TextEdit(new SourceSpan(declaration.TypeSpan.Start, from.Length), to)]);
    }

    /// <summary>Removes a statement.</summary>
    public TextFix Remove(Declaration declaration, string name)
    {
        var end = declaration.Span.End;
        var text = model.Source.Text;
        while (end < text.Length && text[end] is ' ' or ';')
        {
            end++;
        }

        return new TextFix($"Remove `{name}`", [new TextEdit(SourceSpan.FromBounds(declaration.Span.Start, end), "")]);
    }
}
