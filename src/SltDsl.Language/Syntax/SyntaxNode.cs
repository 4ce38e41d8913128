using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>A piece of a syntax tree. Nodes are immutable and equal by value, spans included.</summary>
/// <param name="Span">The text from the node's first to its last token.</param>
public abstract record SyntaxNode(SourceSpan Span);

/// <summary>A name where it is declared or used.</summary>
/// <param name="Text">The name as written.</param>
/// <param name="Span">Where it is written.</param>
public sealed record NameSyntax(string Text, SourceSpan Span) : SyntaxNode(Span);

/// <summary>An attribute before a statement, such as <c>@allow(SLT1006, "why")</c>.</summary>
/// <param name="Name">The name after <c>@</c>.</param>
/// <param name="Arguments">What stands between the parentheses; empty when there are none.</param>
/// <param name="Span">From <c>@</c> to the closing parenthesis.</param>
public sealed record AttributeSyntax(NameSyntax Name, EquatableArray<ArgumentSyntax> Arguments, SourceSpan Span) : SyntaxNode(Span);
