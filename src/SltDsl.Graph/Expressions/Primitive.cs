namespace SltDsl.Graph.Expressions;

/// <summary>
/// The scalar operations of the graph. Each has a derivative rule, an emission rule and, where it is rational, a meaning
/// over every field; a function of the language that is not here is written with these.
/// </summary>
public enum Primitive
{
#pragma warning disable CS1591 // The mathematical names say it.
    // Rational. The quotient is real, of integers too.
    Add, Subtract, Multiply, Divide, Negate,

    // Integer exponents are rational; others are exp(b · log a). 0 ^ 0 is 1.
    Power,

    // Analytic
    Exp, Expm1, Log, Log1p, Sqrt, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Logistic, Softplus,
    LogGamma, Digamma, Trigamma, Erf, Erfc, LogNormalCdf, LogBesselI0, BesselRatio,

    // log P(a, x) and log Q(a, x), the regularised incomplete gamma functions, log I_x(a, b) and log(1 − I_x(a, b)) of
    // (a, b, x), and their derivatives in the shapes, which have no further ones.
    LogGammaP, LogGammaPShape, LogGammaQ, LogGammaQShape,
    LogBetaP, LogBetaPFirst, LogBetaPSecond, LogBetaQ, LogBetaQFirst, LogBetaQSecond,

    // Piecewise. The integer quotient is truncated and the remainder has the dividend's sign, as in Stan and C#.
    Abs, Max, Min, Floor, Ceiling, Round, Modulo, IntegerDivide,

    // Truth values
    Equal, NotEqual, Less, LessOrEqual, And, Or, Not,

    // The real of an integer or truth value
    ToReal,
#pragma warning restore CS1591
}
