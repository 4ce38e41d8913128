using System.Globalization;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Lexing;

/// <summary>Cuts a text into tokens. Never fails: what cannot be read becomes a token that no parser accepts.</summary>
internal sealed class Scanner
{
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _position;
    private bool _opensLine = true;

    private Scanner(string text) => _text = text;

    /// <summary>All tokens, the last of kind <see cref="TokenKind.End"/>.</summary>
    public static Token[] Scan(string text)
    {
        var scanner = new Scanner(text);
        while (scanner.Next())
        {
        }

        return [.. scanner._tokens];
    }

    private char Current => At(0);

    private char At(int offset) => _position + offset < _text.Length ? _text[_position + offset] : '\0';

    private bool Next()
    {
        SkipTrivia();
        var start = _position;
        if (start >= _text.Length)
        {
            Add(TokenKind.End, start);
            return false;
        }

        if (IsNameStart(start))
        {
            ScanName(start);
        }
        else if (char.IsDigit(Current) && Current <= '9')
        {
            ScanNumber(start);
        }
        else if (Current == '"')
        {
            ScanString(start);
        }
        else if (Current == '/' && At(1) == '*')
        {
            // The comment has no end: the rest of the text belongs to it, the message to its opening.
            _tokens.Add(new(TokenKind.UnclosedComment, new(start, 2), _opensLine));
            _position = _text.Length;
        }
        else
        {
            ScanPunctuation(start);
        }

        return true;
    }

    private void Add(TokenKind kind, int start)
    {
        _tokens.Add(new(kind, SourceSpan.FromBounds(start, _position), _opensLine));
        _opensLine = false;
    }

    private void SkipTrivia()
    {
        while (_position < _text.Length)
        {
            if (Current is '\n' or '\r')
            {
                _opensLine = true;
                _position++;
            }
            else if (char.IsWhiteSpace(Current) || Current == '\uFEFF')
            {
                _position++;
            }
            else if (Current == '/' && At(1) == '/')
            {
                var end = _text.IndexOfAny(['\n', '\r'], _position);
                _position = end < 0 ? _text.Length : end;
            }
            else if (Current == '/' && At(1) == '*' && _text.IndexOf("*/", _position + 2, StringComparison.Ordinal) is var end and >= 0)
            {
                _opensLine |= _text.IndexOf('\n', _position, end - _position) >= 0;
                _position = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private bool IsNameStart(int index) => _text[index] == '_' || char.IsLetter(_text, index);

    private bool IsNamePart(int index) =>
        IsNameStart(index)
        || _text[index] is >= '0' and <= '9'
        || char.GetUnicodeCategory(_text, index) == UnicodeCategory.DecimalDigitNumber;

    private void ScanName(int start)
    {
        while (_position < _text.Length && IsNamePart(_position))
        {
            _position += char.IsSurrogatePair(_text, _position) ? 2 : 1;
        }

        Add(Keywords.KindOf(_text.Substring(start, _position - start)), start);
    }

    private void ScanNumber(int start)
    {
        SkipDigits();
        var kind = TokenKind.Integer;
        if (Current == '.' && IsDigit(At(1)))
        {
            kind = TokenKind.Real;
            _position++;
            SkipDigits();
        }

        if (Current is 'e' or 'E' && (IsDigit(At(1)) || (At(1) is '+' or '-' && IsDigit(At(2)))))
        {
            kind = TokenKind.Real;
            _position += 2;
            SkipDigits();
        }

        if (_position < _text.Length && IsNamePart(_position))
        {
            while (_position < _text.Length && IsNamePart(_position))
            {
                _position += char.IsSurrogatePair(_text, _position) ? 2 : 1;
            }

            kind = TokenKind.Unknown;
        }

        Add(kind, start);
    }

    private void SkipDigits()
    {
        while (IsDigit(Current) || (Current == '_' && IsDigit(At(1))))
        {
            _position++;
        }
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private void ScanString(int start)
    {
        _position++;
        while (_position < _text.Length && Current is not ('"' or '\n' or '\r'))
        {
            _position += Current == '\\' && At(1) is '"' or '\\' ? 2 : 1;
        }

        var isClosed = Current == '"';
        _position += isClosed ? 1 : 0;
        Add(isClosed ? TokenKind.String : TokenKind.UnclosedString, start);
    }

    private void ScanPunctuation(int start)
    {
        var two = (Current, At(1)) switch
        {
            ('=', '>') => TokenKind.Arrow,
            ('=', '=') => TokenKind.EqualEqual,
            ('!', '=') => TokenKind.NotEqual,
            ('<', '=') => TokenKind.LessEqual,
            ('>', '=') => TokenKind.GreaterEqual,
            ('&', '&') => TokenKind.AndAnd,
            ('|', '|') => TokenKind.OrOr,
            ('.', '*') => TokenKind.DotStar,
            ('.', '/') => TokenKind.DotSlash,
            ('.', '^') => TokenKind.DotCaret,
            _ => TokenKind.Unknown,
        };
        var kind = two != TokenKind.Unknown ? two : OneCharacter(Current);
        _position += two != TokenKind.Unknown || char.IsSurrogatePair(_text, start) ? 2 : 1;
        Add(kind, start);
    }

    private static TokenKind OneCharacter(char c) => c switch
    {
        '(' => TokenKind.OpenParen,
        ')' => TokenKind.CloseParen,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        '{' => TokenKind.OpenBrace,
        '}' => TokenKind.CloseBrace,
        ',' => TokenKind.Comma,
        ';' => TokenKind.Semicolon,
        ':' => TokenKind.Colon,
        '~' => TokenKind.Tilde,
        '=' => TokenKind.Assign,
        '@' => TokenKind.At,
        '\'' => TokenKind.Prime,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '%' => TokenKind.Percent,
        '^' => TokenKind.Caret,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '!' => TokenKind.Bang,
        _ => TokenKind.Unknown,
    };
}
