namespace SltDsl.Language.Syntax;

/// <summary>The prefix operators.</summary>
public enum UnaryOperator
{
    /// <summary><c>-</c>.</summary>
    Negate,

    /// <summary><c>+</c>.</summary>
    Plus,

    /// <summary><c>!</c>.</summary>
    Not,
}

/// <summary>The infix operators.</summary>
public enum BinaryOperator
{
    /// <summary><c>||</c>.</summary>
    Or,

    /// <summary><c>&amp;&amp;</c>.</summary>
    And,

    /// <summary><c>==</c>.</summary>
    Equal,

    /// <summary><c>!=</c>.</summary>
    NotEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>+</c>.</summary>
    Add,

    /// <summary><c>-</c>.</summary>
    Subtract,

    /// <summary><c>*</c>: the matrix product where both operands have axes.</summary>
    Multiply,

    /// <summary><c>/</c>.</summary>
    Divide,

    /// <summary><c>%</c>.</summary>
    Modulo,

    /// <summary><c>.*</c>.</summary>
    ElementMultiply,

    /// <summary><c>./</c>.</summary>
    ElementDivide,

    /// <summary><c>^</c>: of a scalar or a square matrix.</summary>
    Power,

    /// <summary><c>.^</c>.</summary>
    ElementPower,
}
