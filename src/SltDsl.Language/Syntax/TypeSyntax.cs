using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>The words that name a type.</summary>
public enum TypeKeyword
{
    /// <summary><c>int</c>.</summary>
    Int,

    /// <summary><c>real</c>.</summary>
    Real,

    /// <summary><c>bool</c>.</summary>
    Bool,

    /// <summary><c>positive</c>: <c>real&lt;lower=0&gt;</c>.</summary>
    Positive,

    /// <summary><c>prob</c>: <c>real&lt;lower=0, upper=1&gt;</c>.</summary>
    Prob,

    /// <summary><c>vector</c>.</summary>
    Vector,

    /// <summary><c>matrix</c>.</summary>
    Matrix,

    /// <summary><c>simplex</c>.</summary>
    Simplex,

    /// <summary><c>ordered</c>.</summary>
    Ordered,

    /// <summary><c>positive_ordered</c>.</summary>
    PositiveOrdered,

    /// <summary><c>unit_vector</c>.</summary>
    UnitVector,

    /// <summary><c>sum_to_zero_vector</c>.</summary>
    SumToZeroVector,

    /// <summary><c>cov_matrix</c>.</summary>
    CovMatrix,

    /// <summary><c>corr_matrix</c>.</summary>
    CorrMatrix,

    /// <summary><c>cholesky_factor_corr</c>.</summary>
    CholeskyFactorCorr,

    /// <summary><c>cholesky_factor_cov</c>.</summary>
    CholeskyFactorCov,

    /// <summary><c>row_stochastic_matrix</c>.</summary>
    RowStochasticMatrix,
}

/// <summary>A type as written, such as <c>array[K] vector&lt;lower=0&gt;[M]</c>.</summary>
/// <param name="ArrayDimensions">The extents after <c>array</c>; empty when it is no array.</param>
/// <param name="Keyword">The word that names the element type.</param>
/// <param name="KeywordSpan">Where that word is written.</param>
/// <param name="Bounds">What stands between <c>&lt;</c> and <c>&gt;</c>.</param>
/// <param name="Dimensions">The extents after the word; empty for scalars.</param>
/// <param name="Span">The whole type.</param>
public sealed record TypeSyntax(
    EquatableArray<ExpressionSyntax> ArrayDimensions,
    TypeKeyword Keyword,
    SourceSpan KeywordSpan,
    EquatableArray<BoundSyntax> Bounds,
    EquatableArray<ExpressionSyntax> Dimensions,
    SourceSpan Span) : SyntaxNode(Span);

/// <summary>The words before <c>=</c> in bounds.</summary>
public enum BoundKeyword
{
    /// <summary><c>lower</c>.</summary>
    Lower,

    /// <summary><c>upper</c>.</summary>
    Upper,

    /// <summary><c>offset</c>.</summary>
    Offset,

    /// <summary><c>multiplier</c>.</summary>
    Multiplier,
}

/// <summary>One bound, such as <c>lower=0</c>.</summary>
/// <param name="Keyword">Which.</param>
/// <param name="Value">Its value.</param>
/// <param name="Span">Word included.</param>
public sealed record BoundSyntax(BoundKeyword Keyword, ExpressionSyntax Value, SourceSpan Span) : SyntaxNode(Span);
