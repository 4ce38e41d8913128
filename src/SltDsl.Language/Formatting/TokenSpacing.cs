using SltDsl.Language.Syntax.Lexing;

namespace SltDsl.Language.Formatting;

/// <summary>Decides, token by token, whether a space stands between neighbours.</summary>
internal sealed class TokenSpacing
{
    private TokenKind _previous = TokenKind.End;
    private bool _previousIsPrefix;
    private bool _inBounds;
    private int _bracketsInBounds;

    /// <summary>Whether a space stands before the next token; to be asked once for each token in order.</summary>
    public bool Before(TokenKind kind)
    {
        var opensBounds = kind == TokenKind.Less && Keywords.OpensType(_previous);
        var closesBounds = _inBounds && kind == TokenKind.Greater && _bracketsInBounds == 0;
        var space = !opensBounds && !closesBounds && IsSpaced(_previous, kind);
        var isPrefix = kind is TokenKind.Minus or TokenKind.Plus or TokenKind.Bang && !Keywords.CanEndStatement(_previous);
        _bracketsInBounds += _inBounds ? Depth(kind) : 0;
        _inBounds = opensBounds || (_inBounds && !closesBounds);
        _previousIsPrefix = isPrefix || opensBounds;
        _previous = closesBounds ? TokenKind.RowStochasticMatrix : kind;
        return space;
    }

    private bool IsSpaced(TokenKind left, TokenKind right)
    {
        if (_previousIsPrefix || left is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.At or TokenKind.Colon or TokenKind.End)
        {
            return false;
        }

        if (_inBounds && _bracketsInBounds == 0 && (right == TokenKind.Assign || left == TokenKind.Assign))
        {
            return false;
        }

        return right switch
        {
            TokenKind.Colon => left == TokenKind.Comma,
            TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.Comma or TokenKind.Semicolon or TokenKind.Prime => false,
            TokenKind.OpenParen => left != TokenKind.Name,
            TokenKind.OpenBracket => !(Keywords.OpensType(left)
                || left is TokenKind.Name or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.Prime),
            _ => true,
        };
    }

    private static int Depth(TokenKind kind) => kind switch
    {
        TokenKind.OpenParen or TokenKind.OpenBracket => 1,
        TokenKind.CloseParen or TokenKind.CloseBracket => -1,
        _ => 0,
    };
}
