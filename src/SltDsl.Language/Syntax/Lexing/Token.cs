using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Lexing;

/// <summary>A token; the text between two tokens is white space and comments.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Span">Its text.</param>
/// <param name="OpensLine">Whether it is the first token of its line.</param>
internal readonly record struct Token(TokenKind Kind, SourceSpan Span, bool OpensLine);
