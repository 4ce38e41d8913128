using SltDsl.Language.Syntax.Grammar;
using SltDsl.Language.Syntax.Lexing;

namespace SltDsl.Language.Syntax.Recovery;

/// <summary>
/// Cuts a file into statements, so that each is parsed alone and an error stays inside its statement. A statement ends at
/// a semicolon, or where the next leading word stands outside of brackets; a leading word that can stand in no body ends
/// it even inside brackets when it opens a line, because then a bracket was left open.
/// </summary>
internal sealed class StatementSplitter
{
    private readonly Token[] _tokens;
    private readonly List<Chunk> _chunks = [];
    private readonly Stack<int> _brackets = new();
    private int _first;
    private int? _unclosed;
    private bool _hasLeadingWord;
    private bool _hasAssignment;
    private TokenKind _leading;

    private StatementSplitter(Token[] tokens) => _tokens = tokens;

    /// <summary>The statements of a file, together all tokens but the semicolons between them.</summary>
    public static IReadOnlyList<Chunk> Split(Token[] tokens)
    {
        var splitter = new StatementSplitter(tokens);
        for (var i = 0; tokens[i].Kind != TokenKind.End; i++)
        {
            splitter.Visit(i);
        }

        splitter.Cut(tokens.Length - 1, hasSemicolon: false);
        return splitter._chunks;
    }

    private void Visit(int index)
    {
        if (index > _first && StartsStatement(index))
        {
            Cut(index, hasSemicolon: false);
        }

        var kind = _tokens[index].Kind;
        switch (kind)
        {
            case TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace:
                _brackets.Push(index);
                break;
            case TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace:
                Close(kind);
                break;
            case TokenKind.Semicolon:
                EndAtSemicolon(index);
                return;
        }

        _leading = _brackets.Count == 0 && Keywords.OpensStatement(kind) ? kind : _leading;
        _hasLeadingWord |= _brackets.Count == 0 && (Keywords.OpensStatement(kind) || (index == _first && kind != TokenKind.At));
        _hasAssignment |= _brackets.Count == 0 && kind is TokenKind.Assign or TokenKind.Tilde;
    }

    private void EndAtSemicolon(int index)
    {
        // A semicolon stands in braces only: whatever else is open was never closed.
        PopTo(TokenKind.OpenBrace);
        if (_brackets.Count == 0 && !ContinuesBody(_tokens[index + 1].Kind))
        {
            Cut(index, hasSemicolon: true);
            _first = index + 1;
        }
    }

    // After the opening brace of a body was lost, its members still belong to the statement.
    private bool ContinuesBody(TokenKind next) =>
        _leading is TokenKind.Truth or TokenKind.Phase or TokenKind.Fun
        && next is TokenKind.With or TokenKind.Set or TokenKind.Return or TokenKind.CloseBrace;

    private void PopTo(TokenKind opener)
    {
        while (_brackets.Count > 0 && _tokens[_brackets.Peek()].Kind != opener)
        {
            _unclosed = _brackets.Pop();
        }
    }

    private void Close(TokenKind closer)
    {
        var opener = closer switch
        {
            TokenKind.CloseParen => TokenKind.OpenParen,
            TokenKind.CloseBracket => TokenKind.OpenBracket,
            _ => TokenKind.OpenBrace,
        };
        foreach (var index in _brackets.Take(ParserLimits.Nesting))
        {
            var kind = _tokens[index].Kind;
            if (kind == opener)
            {
                PopTo(opener);
                _brackets.Pop();
                return;
            }

            if (kind == TokenKind.OpenBrace)
            {
                return;
            }
        }
    }

    private bool StartsStatement(int index)
    {
        var token = _tokens[index];
        var previous = _tokens[index - 1].Kind;
        if (_brackets.Count > 0)
        {
            return token.OpensLine
                && (Keywords.OpensTopLevelStatement(token.Kind)
                    || (Keywords.OpensStatement(token.Kind) && !_brackets.Any(b => _tokens[b].Kind == TokenKind.OpenBrace)));
        }

        if (Keywords.OpensStatement(token.Kind))
        {
            return _hasLeadingWord && (token.OpensLine || Keywords.CanEndStatement(previous));
        }

        return _hasLeadingWord && token.Kind switch
        {
            TokenKind.At => token.OpensLine || Keywords.CanEndStatement(previous),

            // A mistyped leading word: after a complete right-hand side no name can follow.
            TokenKind.Name => token.OpensLine && Keywords.CanEndStatement(previous) && (_hasAssignment || IsShort(_leading)),
            _ => false,
        };
    }

    private static bool IsShort(TokenKind leading) =>
        leading is TokenKind.Slt or TokenKind.Model or TokenKind.Import or TokenKind.Size or TokenKind.Require or TokenKind.Factor;

    private void Cut(int end, bool hasSemicolon)
    {
        while (_brackets.Count > 0)
        {
            _unclosed = _brackets.Pop();
        }

        if (end > _first)
        {
            _chunks.Add(new(_first, end - _first, hasSemicolon, _unclosed));
        }

        _first = end;
        _unclosed = null;
        _hasLeadingWord = false;
        _hasAssignment = false;
        _leading = TokenKind.End;
    }
}
