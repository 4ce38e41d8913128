using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Syntax.Recovery;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>
/// Parses `.slt` files. A parser keeps the statements of the last file it saw, so that after an edit those before the
/// edit are not parsed again. Not safe under concurrent use; <see cref="ParseText"/> is.
/// </summary>
public sealed class SltParser
{
    private Dictionary<int, ParsedStatement> _cache = [];

    /// <summary>Parses a file from nothing.</summary>
    /// <param name="source">The text.</param>
    /// <returns>The tree; statements that could not be read are <see cref="MalformedStatementSyntax"/>, with a diagnostic each.</returns>
    public static SyntaxTree ParseText(SourceText source) => new SltParser().Parse(source);

    /// <summary>Parses a file, reusing statements of the last one that stand unchanged at the same place.</summary>
    /// <param name="source">The text.</param>
    /// <returns>The tree; statements that could not be read are <see cref="MalformedStatementSyntax"/>, with a diagnostic each.</returns>
    public SyntaxTree Parse(SourceText source)
    {
        if (EncodingCheck.Find(source) is { } notText)
        {
            return new(source, [], [notText]);
        }

        var tokens = Scanner.Scan(source.Text);
        var chunks = StatementSplitter.Split(tokens);
        var statements = new List<StatementSyntax>();
        var diagnostics = new List<Diagnostic>(LookAlikes.Find(source, tokens));
        var cache = new Dictionary<int, ParsedStatement>();
        var failed = false;
        for (var i = 0; i < chunks.Count; i++)
        {
            var first = tokens[chunks[i].First];
            var parsed = ParseCached(source, tokens, chunks[i]);
            cache[first.Span.Start] = parsed;
            statements.Add(parsed.Statement);

            // The rest of a line whose first part did not parse, as after a reserved word used as a name: all has been said.
            var isRest = failed && !first.OpensLine && !(chunks[i - 1].HasSemicolon && Keywords.OpensStatement(first.Kind));
            diagnostics.AddRange(isRest ? [] : parsed.Diagnostics);
            failed = parsed.Statement is MalformedStatementSyntax;
        }

        _cache = cache;
        return new(source, statements.ToArray(), diagnostics.OrderBy(d => d.Span.Start).ToArray());
    }

    private ParsedStatement ParseCached(SourceText source, Token[] tokens, Chunk chunk)
    {
        var text = StatementParser.TextOf(source, tokens, chunk);
        return _cache.TryGetValue(tokens[chunk.First].Span.Start, out var known) && known.Text == text
            ? known
            : StatementParser.Parse(source, tokens, chunk, text);
    }
}
