using Sprache;
using SltDsl.Language.Syntax.Lexing;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>
/// A place between the tokens of a statement, as Sprache sees it. Spans are of the whole text; there is one input per
/// place, and memos come into being when they are used.
/// </summary>
/// <param name="cursor">The parse.</param>
/// <param name="index">The index of the next token.</param>
internal sealed class TokenInput(TokenCursor cursor, int index) : IInput
{
    private Dictionary<object, object>? _memos;

    /// <summary>The parse that the input belongs to.</summary>
    public TokenCursor Cursor => cursor;

    /// <summary>The next token.</summary>
    public Token Token => cursor[index];

    /// <inheritdoc/>
    public string Source => cursor.Source.Text;

    /// <inheritdoc/>
    public char Current => AtEnd ? '\0' : Source[Token.Span.Start];

    /// <inheritdoc/>
    public bool AtEnd => index >= cursor.Count;

    /// <inheritdoc/>
    public int Position => index;

    /// <inheritdoc/>
    public int Line => cursor.Source.PositionOf(Token.Span.Start).Line;

    /// <inheritdoc/>
    public int Column => cursor.Source.PositionOf(Token.Span.Start).Column;

    /// <inheritdoc/>
    public IDictionary<object, object> Memos => _memos ??= [];

    /// <inheritdoc/>
    public IInput Advance() => Skip(1);

    /// <summary>The input some tokens further on.</summary>
    public TokenInput Skip(int count) => cursor.InputAt(index + count);

    /// <summary>The kind of the token some places ahead.</summary>
    public TokenKind Peek(int ahead = 0) => cursor[index + ahead].Kind;

    /// <inheritdoc/>
    public bool Equals(IInput? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => index;
}
