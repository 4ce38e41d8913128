using SltDsl.Language.Syntax;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Syntax.Recovery;
using SltDsl.Language.Text;

namespace SltDsl.Language.Formatting;

/// <summary>Writes one statement with its attributes.</summary>
internal sealed class StatementFormatter(LineWriter writer, Token[] tokens, Chunk chunk, StatementSyntax statement)
{
    private const int Indent = 2;

    private readonly TokenSpacing _spacing = new();
    private readonly Stack<Bracket> _brackets = new();

    /// <summary>Writes it.</summary>
    public void Write()
    {
        var hasGap = writer.Trivia(chunk.First, opensStatement: true, indent: 0);
        writer.Break(hasGap, 0);
        if (statement is MalformedStatementSyntax)
        {
            WriteAsIs();
            return;
        }

        var firstLine = writer.Lines.Count;
        for (var index = chunk.First; index < chunk.First + chunk.Count; index++)
        {
            if (index > chunk.First)
            {
                Separate(index);
            }

            WriteToken(index);
        }

        WriteSemicolon();
        MarkForAlignment(firstLine);
    }

    private void WriteAsIs()
    {
        var last = tokens[chunk.First + chunk.Count - (chunk.HasSemicolon ? 0 : 1)];
        var span = tokens[chunk.First].Span.To(last.Span);
        writer.Line.Code.Append(writer.Source.Slice(span).Replace("\r\n", "\n"));
    }

    private void WriteToken(int index)
    {
        var kind = tokens[index].Kind;
        var isFirst = index == chunk.First;
        writer.Append(writer.Source.Slice(tokens[index].Span), _spacing.Before(kind) && !isFirst && !AtLineStart(), IndentOf(index));
        switch (kind)
        {
            case TokenKind.OpenParen or TokenKind.OpenBracket:
                _brackets.Push(new(IsBody: false, SpansLines: false));
                break;
            case TokenKind.OpenBrace:
                _brackets.Push(new(IsBody: true, writer.TriviaBefore(index + 1).HasBreak));
                break;
            case TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace when _brackets.Count > 0:
                _brackets.Pop();
                break;
        }
    }

    private bool AtLineStart() => writer.Line.Code.ToString().Trim().Length == 0;

    private void Separate(int index)
    {
        var kind = tokens[index].Kind;
        if (kind == TokenKind.Semicolon && writer.TriviaBefore(index).Comments.Count == 0)
        {
            return;
        }

        if (EndsMember(index))
        {
            writer.Append(";", spaceBefore: false, IndentOf(index));
            _spacing.Before(TokenKind.Semicolon);
        }

        var indent = IndentOf(index);
        var hasGap = writer.Trivia(index, opensStatement: StartsMember(index), indent);
        var opensMemberLine = InBody && _brackets.Peek().SpansLines && (StartsMember(index) || kind == TokenKind.CloseBrace);
        if (writer.TriviaBefore(index).HasBreak || opensMemberLine || FollowsAttribute(index))
        {
            writer.Break(hasGap && StartsMember(index) && tokens[index - 1].Kind != TokenKind.OpenBrace, indent);
        }
    }

    private bool InBody => _brackets.Count > 0 && _brackets.Peek().IsBody;

    private static bool OpensMember(TokenKind kind) => kind is TokenKind.With or TokenKind.Set or TokenKind.Let or TokenKind.Observe
        or TokenKind.Input or TokenKind.Return;

    private bool StartsMember(int index) => InBody && OpensMember(tokens[index].Kind);

    // A member whose semicolon was left out ends where the next begins or the body closes.
    private bool EndsMember(int index) =>
        InBody
        && (OpensMember(tokens[index].Kind) || tokens[index].Kind == TokenKind.CloseBrace)
        && tokens[index - 1].Kind is not (TokenKind.Semicolon or TokenKind.OpenBrace);

    private bool FollowsAttribute(int index) =>
        statement.Attributes.Any(a => a.Span.End == tokens[index - 1].Span.End);

    private int IndentOf(int index)
    {
        var kind = tokens[index].Kind;
        var closes = kind is TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace;
        var depth = _brackets.Count - (closes && _brackets.Count > 0 ? 1 : 0);
        var isStart = tokens[index].Span.Start <= statement.Span.Start || closes || StartsMember(index);
        var isInList = _brackets.Count > 0 && !InBody;
        return Indent * (depth + (isStart || isInList ? 0 : 1));
    }

    private void WriteSemicolon()
    {
        var last = chunk.First + chunk.Count - 1;
        if (chunk.HasSemicolon)
        {
            writer.Trivia(last + 1, opensStatement: false, Indent);
        }

        if (tokens[last].Kind != TokenKind.CloseBrace)
        {
            writer.Append(";", spaceBefore: false, Indent);
        }
    }

    private void MarkForAlignment(int firstLine)
    {
        if (writer.Lines.Count != firstLine || statement.Attributes.Count > 0 || NameOf(statement) is not { } name)
        {
            return;
        }

        var line = writer.Line;
        var code = line.Code.ToString();
        var head = code.IndexOf($" {name.Text} ", StringComparison.Ordinal);
        if (head < 0)
        {
            return;
        }

        line.Statement = tokens[chunk.First].Kind;
        line.NameColumn = head + 1;
        line.RestColumn = head + name.Text.Length + 2;
    }

    private static NameSyntax? NameOf(StatementSyntax statement) => statement switch
    {
        SizeSyntax s => s.Name,
        HyperSyntax s => s.Name,
        DataSyntax s => s.Name,
        InputSyntax s => s.Name,
        ParamSyntax s => s.Name,
        LatentSyntax s => s.Name,
        LetSyntax s => s.Name,
        ObserveSyntax s => s.Name,
        TruthSyntax s => s.Name,
        PhaseSyntax s => s.Name,
        TrainSyntax s => s.Name,
        GenerateSyntax s => s.Name,
        _ => null,
    };

    /// <summary>An open bracket.</summary>
    /// <param name="IsBody">Whether it is a brace.</param>
    /// <param name="SpansLines">Whether each member of the body gets a line of its own.</param>
    private readonly record struct Bracket(bool IsBody, bool SpansLines);
}
