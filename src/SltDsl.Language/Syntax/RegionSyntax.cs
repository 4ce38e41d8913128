using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>The region of a phase.</summary>
/// <param name="Span">From <c>where</c> or <c>at</c> to the end.</param>
public abstract record RegionSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>where condition</c>.</summary>
/// <param name="Condition">Holds in the region.</param>
/// <param name="Span">The region.</param>
public sealed record ConditionRegionSyntax(ExpressionSyntax Condition, SourceSpan Span) : RegionSyntax(Span);

/// <summary><c>at Truth radius r</c>.</summary>
/// <param name="Truth">The truth at the centre.</param>
/// <param name="Radius">The radius.</param>
/// <param name="Span">The region.</param>
public sealed record TruthBallSyntax(NameSyntax Truth, ExpressionSyntax Radius, SourceSpan Span) : RegionSyntax(Span);

/// <summary><c>at { set … } radius r</c>.</summary>
/// <param name="Centre">The centre.</param>
/// <param name="Radius">The radius.</param>
/// <param name="Span">The region.</param>
public sealed record PointBallSyntax(PointSyntax Centre, ExpressionSyntax Radius, SourceSpan Span) : RegionSyntax(Span);
