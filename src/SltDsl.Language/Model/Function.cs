namespace SltDsl.Language.Model;

/// <summary>
/// The built-in functions and operators after overload resolution. Elementwise ones broadcast scalars; the linear-algebra
/// ones are told apart by the types of their arguments.
/// </summary>
public enum Function
{
#pragma warning disable CS1591 // The names are those of language.md and mean what they mean there.
    // Elementwise operators
    Add, Subtract, Multiply, Divide, Modulo, Power, Negate,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, And, Or, Not,

    // Linear algebra: matrix·matrix, matrix·vector, covector·matrix, covector·vector (a scalar), vector·covector (a matrix)
    MatrixMultiply, MatrixPower, Transpose, Dot, Kron, Diag, Identity, Cholesky, Solve, Inverse, Determinant, LogDeterminant, MatrixExp,
    Eigenvalues, SingularValues, Rank, Norm,

    // Elementwise functions of one or two arguments
    Abs, Exp, Log, Log1p, Sqrt, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, InvLogit, Logit, Lgamma, Digamma, Erf, Phi,
    Floor, Ceil, Round, Mod, Div, Square, Relu, Gelu, Sigmoid, Softplus, Minimum, Maximum,

    // Aggregates over all elements of one argument (often a Comprehension)
    Sum, Product, Max, Min, Mean, Sd, LogSumExp, All, Any,

    // Vector to vector
    Softmax, LogSoftmax, LayerNorm, CumulativeSum, Sort,

    // Construction and shape
    AppendRow, AppendCol, ToVector, ToMatrix, Rep, Zeros, Ones, Linspace,

    // The values of an input or observe over all rows
    Column,
#pragma warning restore CS1591
}
