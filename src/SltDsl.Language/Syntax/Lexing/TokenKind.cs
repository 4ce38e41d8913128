namespace SltDsl.Language.Syntax.Lexing;

/// <summary>The kinds of token. Words whose role depends on the place, such as <c>lower</c>, are names.</summary>
internal enum TokenKind
{
    End, Name, Integer, Real, String,

    // What the scanner cannot read; each fails every parser.
    UnclosedString, UnclosedComment, Unknown,

    // Punctuation
    OpenParen, CloseParen, OpenBracket, CloseBracket, OpenBrace, CloseBrace,
    Comma, Semicolon, Colon, Tilde, Assign, Arrow, At, Prime,
    Plus, Minus, Star, Slash, Percent, DotStar, DotSlash, Caret, DotCaret,
    EqualEqual, NotEqual, Less, LessEqual, Greater, GreaterEqual, AndAnd, OrOr, Bang,

    // Words that open a statement
    Slt, Model, Import, Size, Hyper, Data, Input, Param, Latent, Let, Observe, Factor, Require, Fun, Truth, Phase, Train, Generate,

    // Words inside statements
    Each, In, Else, Return, Where, AtWord, Radius, With, Set, If, Then, True, False, For,

    // Words of types
    Array, Int, RealWord, Bool, Positive, Prob, Vector, Matrix, Simplex, Ordered, PositiveOrdered, UnitVector, SumToZeroVector,
    CovMatrix, CorrMatrix, CholeskyFactorCorr, CholeskyFactorCov, RowStochasticMatrix,
}
