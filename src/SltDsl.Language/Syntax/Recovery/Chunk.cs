namespace SltDsl.Language.Syntax.Recovery;

/// <summary>The tokens of one statement with its attributes, as cut by the <see cref="StatementSplitter"/>.</summary>
/// <param name="First">The index of the first token.</param>
/// <param name="Count">How many tokens, without the semicolon.</param>
/// <param name="HasSemicolon">Whether a semicolon follows.</param>
/// <param name="UnclosedBracket">The index of a bracket that is never closed, or null.</param>
internal readonly record struct Chunk(int First, int Count, bool HasSemicolon, int? UnclosedBracket);
