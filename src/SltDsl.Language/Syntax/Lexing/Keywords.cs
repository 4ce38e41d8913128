namespace SltDsl.Language.Syntax.Lexing;

/// <summary>The reserved words and what they are good for: the one list that every tool reads.</summary>
internal static class Keywords
{
    private static readonly Dictionary<string, TokenKind> _kinds = new(StringComparer.Ordinal)
    {
        ["slt"] = TokenKind.Slt, ["model"] = TokenKind.Model, ["import"] = TokenKind.Import, ["size"] = TokenKind.Size,
        ["hyper"] = TokenKind.Hyper, ["data"] = TokenKind.Data, ["input"] = TokenKind.Input, ["param"] = TokenKind.Param,
        ["latent"] = TokenKind.Latent, ["let"] = TokenKind.Let, ["observe"] = TokenKind.Observe, ["factor"] = TokenKind.Factor,
        ["require"] = TokenKind.Require, ["fun"] = TokenKind.Fun, ["truth"] = TokenKind.Truth, ["phase"] = TokenKind.Phase,
        ["train"] = TokenKind.Train, ["generate"] = TokenKind.Generate,

        ["each"] = TokenKind.Each, ["in"] = TokenKind.In, ["else"] = TokenKind.Else, ["return"] = TokenKind.Return,
        ["where"] = TokenKind.Where, ["at"] = TokenKind.AtWord, ["radius"] = TokenKind.Radius, ["with"] = TokenKind.With,
        ["set"] = TokenKind.Set, ["if"] = TokenKind.If, ["then"] = TokenKind.Then, ["true"] = TokenKind.True,
        ["false"] = TokenKind.False, ["for"] = TokenKind.For,

        ["array"] = TokenKind.Array, ["int"] = TokenKind.Int, ["real"] = TokenKind.RealWord, ["bool"] = TokenKind.Bool,
        ["positive"] = TokenKind.Positive, ["prob"] = TokenKind.Prob, ["vector"] = TokenKind.Vector, ["matrix"] = TokenKind.Matrix,
        ["simplex"] = TokenKind.Simplex, ["ordered"] = TokenKind.Ordered, ["positive_ordered"] = TokenKind.PositiveOrdered,
        ["unit_vector"] = TokenKind.UnitVector, ["sum_to_zero_vector"] = TokenKind.SumToZeroVector,
        ["cov_matrix"] = TokenKind.CovMatrix, ["corr_matrix"] = TokenKind.CorrMatrix,
        ["cholesky_factor_corr"] = TokenKind.CholeskyFactorCorr, ["cholesky_factor_cov"] = TokenKind.CholeskyFactorCov,
        ["row_stochastic_matrix"] = TokenKind.RowStochasticMatrix,
    };

    private static readonly Dictionary<TokenKind, string> _words = _kinds.ToDictionary(k => k.Value, k => k.Key);

    /// <summary>The words that open a statement.</summary>
    public static IEnumerable<string> StatementWords => _kinds.Where(k => OpensStatement(k.Value)).Select(k => k.Key);

    /// <summary>The kind of a word: reserved, or a name.</summary>
    public static TokenKind KindOf(string word) => _kinds.TryGetValue(word, out var kind) ? kind : TokenKind.Name;

    /// <summary>The word of a kind, or null when it is no reserved word.</summary>
    public static string? WordOf(TokenKind kind) => _words.TryGetValue(kind, out var word) ? word : null;

    /// <summary>Whether the word opens a statement.</summary>
    public static bool OpensStatement(TokenKind kind) => kind is >= TokenKind.Slt and <= TokenKind.Generate;

    /// <summary>Whether the word opens a statement and can stand in no body.</summary>
    public static bool OpensTopLevelStatement(TokenKind kind) =>
        OpensStatement(kind) && kind is not (TokenKind.Let or TokenKind.Observe or TokenKind.Input);

    /// <summary>Whether the word names a type or <c>array</c>.</summary>
    public static bool OpensType(TokenKind kind) => kind is >= TokenKind.Array and <= TokenKind.RowStochasticMatrix;

    /// <summary>Whether a statement can end with this token.</summary>
    public static bool CanEndStatement(TokenKind kind) => kind is TokenKind.Name or TokenKind.Integer or TokenKind.Real
        or TokenKind.String or TokenKind.True or TokenKind.False or TokenKind.CloseParen or TokenKind.CloseBracket
        or TokenKind.CloseBrace or TokenKind.Prime;
}
