using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>The body of a truth or of a phase's centre: <c>{ with …; set …; }</c>.</summary>
/// <param name="Members">The members in order.</param>
/// <param name="Span">Braces included.</param>
public sealed record PointSyntax(EquatableArray<PointMemberSyntax> Members, SourceSpan Span) : SyntaxNode(Span);

/// <summary>A member of a <see cref="PointSyntax"/>.</summary>
/// <param name="Span">The member without its semicolon.</param>
public abstract record PointMemberSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>with size = value</c>.</summary>
/// <param name="Name">The size.</param>
/// <param name="Value">Its value there.</param>
/// <param name="Span">The member.</param>
public sealed record WithMemberSyntax(NameSyntax Name, ExpressionSyntax Value, SourceSpan Span) : PointMemberSyntax(Span);

/// <summary><c>set parameter[i] = value</c>.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Indices">Which element; empty for the whole parameter.</param>
/// <param name="Value">Its value there.</param>
/// <param name="Span">The member.</param>
public sealed record SetMemberSyntax(NameSyntax Name, EquatableArray<ExpressionSyntax> Indices, ExpressionSyntax Value, SourceSpan Span)
    : PointMemberSyntax(Span);

/// <summary>A <c>let</c> of the body.</summary>
/// <param name="Let">The statement.</param>
public sealed record LetMemberSyntax(LetSyntax Let) : PointMemberSyntax(Let.Span);

/// <summary><c>observe name ~ distribution</c>: an explicit truth.</summary>
/// <param name="Name">The observed name.</param>
/// <param name="Distribution">Its true distribution.</param>
/// <param name="Span">The member.</param>
public sealed record ObserveMemberSyntax(NameSyntax Name, ExpressionSyntax Distribution, SourceSpan Span) : PointMemberSyntax(Span);

/// <summary><c>input name ~ distribution</c>: overrides q(x).</summary>
/// <param name="Name">The input.</param>
/// <param name="Distribution">Its distribution.</param>
/// <param name="Span">The member.</param>
public sealed record InputMemberSyntax(NameSyntax Name, ExpressionSyntax Distribution, SourceSpan Span) : PointMemberSyntax(Span);
