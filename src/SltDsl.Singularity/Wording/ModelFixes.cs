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
    /// <param name="declaration">The parameter.</param>
    /// <param name="from">The type's name; the bounds after it, if any, belong to it.</param>
    /// <param name="to">The name that takes its place.</param>
    public TextFix? Typed(ParameterDeclaration declaration, string from, string to)
    {
        var text = model.Source.Slice(declaration.TypeSpan);
        return !text.StartsWith(from + "[", StringComparison.Ordinal)
            ? null
            : new TextFix($"Declare `{declaration.Symbol.Name}` as `{to}`", [new TextEdit(new SourceSpan(declaration.TypeSpan.Start, from.Length), to)]);
    }

    /// <summary>Makes a square matrix lower triangular with a positive diagonal.</summary>
    public TextFix? Triangular(ParameterDeclaration declaration)
    {
        const string Square = "matrix[";
        var text = model.Source.Slice(declaration.TypeSpan).TrimEnd();
        return text.StartsWith(Square, StringComparison.Ordinal) && text.Substring(Square.Length).TrimEnd(']').Split(',') is [var rows, var columns] && rows.Trim() == columns.Trim()
            ? new TextFix($"Declare `{declaration.Symbol.Name}` as `cholesky_factor_cov`", [new TextEdit(new SourceSpan(declaration.TypeSpan.Start, text.Length), $"cholesky_factor_cov[{rows.Trim()}]")])
            : null;
    }

    /// <summary>
    /// Makes a number of the model a constant: the value that truths and phases give it, where they agree, or a neutral one where none does.
    /// </summary>
    /// <param name="declaration">The parameter.</param>
    /// <param name="neutral">The value where the text gives none.</param>
    /// <param name="isAllowed">Whether a written value serves.</param>
    public TextFix? Pinned(ParameterDeclaration declaration, string neutral, Func<string, bool> isAllowed)
    {
        var given = Given(declaration).ToArray();
        var values = given.Select(g => model.Source.Slice(g.Value.Span)).Distinct().DefaultIfEmpty(neutral).ToArray();
        return declaration.Symbol.Type.Rank == 0 && values is [var value] && isAllowed(value)
            ? new TextFix($"Fix `{declaration.Symbol.Name}` at {value}", [new TextEdit(declaration.Span, $"let {declaration.Symbol.Name} = {(value.All(char.IsDigit) ? value + ".0" : value)}"), .. given.Select(g => Removal(g.Span))])
            : null;
    }

    /// <summary>Removes a parameter, and what truths and phases say of it.</summary>
    public TextFix Remove(ParameterDeclaration declaration) =>
        new($"Remove `{declaration.Symbol.Name}`", [Removal(declaration.Span), .. Given(declaration).Select(g => Removal(g.Span))]);

    private IEnumerable<TruthValue> Given(ParameterDeclaration declaration) => model.Truths.SelectMany(t => t.Parameters)
        .Concat(model.Phases.SelectMany(p => p.Centre ?? [])).Where(v => v.Parameter.Equals(declaration.Symbol));

    private TextEdit Removal(SourceSpan statement)
    {
        var end = statement.End;
        var text = model.Source.Text;
        while (end < text.Length && text[end] is ' ' or ';')
        {
            end++;
        }

        return new TextEdit(SourceSpan.FromBounds(statement.Start, end), "");
    }
}
