using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Language.Tests.Binding;

/// <summary>A model with the place of a diagnostic between « and ».</summary>
internal sealed class Marked
{
    private Marked(SourceText source, SourceSpan span) => (Source, Span) = (source, span);

    public SourceText Source { get; }

    public SourceSpan Span { get; }

    public static Marked Parse(string text)
    {
        var start = text.IndexOf('«');
        var end = text.IndexOf('»') - 1;
        return new(new SourceText("Model.slt", text.Replace("«", "").Replace("»", "")), SourceSpan.FromBounds(start, end));
    }

    public SltCompilation Compile(Func<string, SourceText?>? import = null) => SltCompilation.Compile(Source, new BindingOptions { Import = import });

    public static string Render(SltCompilation compilation) =>
        string.Join("\n", compilation.Diagnostics.Select(d => new DiagnosticRenderer().Render(d, compilation.Tree.Source)));

    /// <summary>The text after a repair.</summary>
    public static string Apply(string text, TextFix fix) => fix.Edits
        .OrderByDescending(e => e.Span.Start)
        .Aggregate(text, (current, edit) => current.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText));
}
