using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Singularity.Wording;

/// <summary>A node of an expression or distribution as written, with what stands inside it.</summary>
/// <param name="Span">Where it is written; inside a function of the file when the node comes from a call of it.</param>
/// <param name="Expression">The expression, or null for a distribution.</param>
/// <param name="Children">The nodes inside.</param>
internal sealed record ExpressionNode(SourceSpan Span, Expr? Expression, IReadOnlyList<ExpressionNode> Children)
{
    /// <summary>The nodes of a distribution.</summary>
    public static ExpressionNode Of(Distribution distribution) => new(distribution.Span, null, [.. Inside(distribution)]);

    /// <summary>The nodes of an expression.</summary>
    public static ExpressionNode Of(Expr expression) => new(expression.Span, expression, [.. Inside(expression).Select(Of)]);

    /// <summary>The node and all inside it, outer ones first.</summary>
    public IEnumerable<ExpressionNode> SelfAndDescendants() => Children.SelectMany(c => c.SelfAndDescendants()).Prepend(this);

    /// <summary>How often each symbol is named inside.</summary>
    public IEnumerable<Reference> References() => SelfAndDescendants().Select(n => n.Expression).OfType<Reference>();

    private static IEnumerable<Expr> Inside(Expr expression) => expression switch
    {
        Call call => call.Arguments,
        IndexExpr index => index.Subscripts.SelectMany(s => s switch { At at => [at.Position], Slice slice => new[] { slice.Lower, slice.Upper }.OfType<Expr>(), _ => Enumerable.Empty<Expr>() }).Prepend(index.Target),
        Conditional conditional => [conditional.Condition, conditional.Then, conditional.Else],
        Comprehension comprehension => comprehension.Iterations.SelectMany(i => new[] { i.Lower, i.Upper }).Prepend(comprehension.Element),
        Bracket bracket => bracket.Items,
        Recurrence recurrence => [recurrence.Initial, recurrence.Step, recurrence.Sequence],
        _ => [],
    };

    private static IEnumerable<ExpressionNode> Inside(Distribution distribution)
    {
        IEnumerable<ExpressionNode> Some(params Expr?[] expressions) => expressions.OfType<Expr>().Select(Of);
        return distribution switch
        {
            FamilyDistribution family => family.Arguments.Select(Of),
            MixtureDistribution mixture => Some(mixture.Weights).Append(Of(mixture.Body)),
            HiddenMarkovDistribution chain => Some(chain.Start, chain.Transition).Append(Of(chain.Emission)),
            EnumeratedDistribution enumerated => Some(enumerated.Iteration.Lower, enumerated.Iteration.Upper, enumerated.Probability).Append(Of(enumerated.Body)),
            TruncatedDistribution truncated => Some(truncated.Lower, truncated.Upper).Prepend(Of(truncated.Body)),
            CensoredDistribution censored => Some(censored.Lower, censored.Upper).Prepend(Of(censored.Body)),
            ZeroInflatedDistribution inflated => Some(inflated.Probability).Append(Of(inflated.Body)),
            ProductDistribution product => product.Factors.Select(Of),
            IndexedProductDistribution product => Some(product.Iteration.Lower, product.Iteration.Upper).Append(Of(product.Body)),
            AffineDistribution affine => Some(affine.Shift, affine.Scale).Prepend(Of(affine.Body)),
            AxisDistribution axis => Some(axis.Length).Append(Of(axis.Body)),
            ConditionalDistribution conditional => Some(conditional.Condition).Append(Of(conditional.Then)).Append(Of(conditional.Else)),
            _ => [],
        };
    }
}
