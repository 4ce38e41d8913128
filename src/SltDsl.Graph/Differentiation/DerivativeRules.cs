using SltDsl.Graph.Expressions;
using SltDsl.Language;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Differentiation;

/// <summary>The derivative of each primitive, as a graph.</summary>
public static class DerivativeRules
{
    private static readonly double _rootOfPi = Math.Sqrt(Math.PI);

    /// <summary>
    /// ∂ primitive(arguments) / ∂ argument. Where the primitive has no derivative it is that of the branch taken:
    /// |a| at 0 gives 0, max and min at equality the first argument's.
    /// </summary>
    /// <param name="primitive">The primitive.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="position">Which argument, from 0.</param>
    /// <param name="value">The primitive's own value, so that it need not be computed again.</param>
    /// <returns>The derivative; 0 for primitives whose values are whole numbers or truth values.</returns>
    /// <exception cref="NotSupportedException">A second derivative that no density and no function of the language needs.</exception>
    public static Scalar Partial(Primitive primitive, EquatableArray<Scalar> arguments, int position, Scalar value)
    {
        var a = arguments[0];
        return arguments.Count switch
        {
            1 => OfUnary(primitive, a, value),
            2 => OfBinary(primitive, a, arguments[1], position, value),
            _ => OfTernary(primitive, a, arguments[1], arguments[2], position, value),
        };
    }

    private static Scalar OfUnary(Primitive primitive, Scalar a, Scalar value) => primitive switch
    {
        Primitive.Negate => -1.0,
        Primitive.Exp => value,
        Primitive.Expm1 => value + 1.0,
        Primitive.Log => 1.0 / a,
        Primitive.Log1p => 1.0 / (1.0 + a),
        Primitive.Sqrt => 0.5 / value,
        Primitive.Sin => Cos(a),
        Primitive.Cos => -Of(Primitive.Sin, a),
        Primitive.Tan => 1.0 + Square(value),
        Primitive.Asin => 1.0 / Sqrt((1.0 - a) * (1.0 + a)),
        Primitive.Acos => -1.0 / Sqrt((1.0 - a) * (1.0 + a)),
        Primitive.Atan => 1.0 / (1.0 + Square(a)),
        Primitive.Sinh => Of(Primitive.Cosh, a),
        Primitive.Cosh => Of(Primitive.Sinh, a),
        Primitive.Tanh => (1.0 - value) * (1.0 + value),
        Primitive.Logistic => value * (1.0 - value),
        Primitive.Softplus => Logistic(a),
        Primitive.LogGamma => Of(Primitive.Digamma, a),
        Primitive.Digamma => Of(Primitive.Trigamma, a),
        Primitive.Erf => 2.0 / _rootOfPi * Exp(-Square(a)),
        Primitive.Erfc => -2.0 / _rootOfPi * Exp(-Square(a)),

        // φ(a) / Φ(a) from logarithms: both vanish in the lower tail.
        Primitive.LogNormalCdf => Exp((-0.5 * Square(a)) - (0.5 * Math.Log(2 * Math.PI)) - value),
        Primitive.LogBesselI0 => Of(Primitive.BesselRatio, a),

        // (I1 / I0)′ = 1 − r / a − r², whose limit at 0 is ½.
        Primitive.BesselRatio => When(AreEqual(a, 0), 0.5, 1.0 - (value / a) - Square(value)),
        Primitive.Abs => When(Less(0.0, a), 1.0, When(Less(a, 0.0), -1.0, 0.0)),
        Primitive.ToReal => 1.0,
        Primitive.Trigamma => throw new NotSupportedException("The derivative of the trigamma function is not part of the graph."),
        _ => 0.0,
    };

    private static Scalar OfBinary(Primitive primitive, Scalar a, Scalar b, int position, Scalar value) => (primitive, position) switch
    {
        (Primitive.Add, _) => 1.0,
        (Primitive.Subtract, 0) => 1.0,
        (Primitive.Subtract, _) => -1.0,
        (Primitive.Multiply, 0) => b,
        (Primitive.Multiply, _) => a,
        (Primitive.Divide, 0) => 1.0 / b,
        (Primitive.Divide, _) => -value / b,
        (Primitive.Power, 0) => OfPowerInBase(a, b),

        // a^b log a, and 0 at a = 0 where a^b stays 0.
        (Primitive.Power, _) => When(AreEqual(a, 0.0), 0.0, value * Log(a)),
        (Primitive.Max, 0) => When(Less(a, b), 0.0, 1.0),
        (Primitive.Max, _) => When(Less(a, b), 1.0, 0.0),
        (Primitive.Min, 0) => When(Less(b, a), 0.0, 1.0),
        (Primitive.Min, _) => When(Less(b, a), 1.0, 0.0),
        (Primitive.Modulo, 0) => 1.0,
        (Primitive.Modulo, _) => -Quotient(a, b),
        (Primitive.LogGammaP, 0) => Of(Primitive.LogGammaPShape, a, b),
        (Primitive.LogGammaP, _) => Exp(LogGammaDensity(a, b) - value),
        (Primitive.LogGammaQ, 0) => Of(Primitive.LogGammaQShape, a, b),
        (Primitive.LogGammaQ, _) => -Exp(LogGammaDensity(a, b) - value),
        (Primitive.LogGammaPShape or Primitive.LogGammaQShape, _) => throw new NotSupportedException($"The derivative of {primitive} is not part of the graph."),
        _ => 0.0,
    };

    private static Scalar OfTernary(Primitive primitive, Scalar a, Scalar b, Scalar x, int position, Scalar value) => (primitive, position) switch
    {
        (Primitive.LogBetaP, 0) => Of(Primitive.LogBetaPFirst, a, b, x),
        (Primitive.LogBetaP, 1) => Of(Primitive.LogBetaPSecond, a, b, x),
        (Primitive.LogBetaP, _) => Exp(LogBetaDensity(a, b, x) - value),
        (Primitive.LogBetaQ, 0) => Of(Primitive.LogBetaQFirst, a, b, x),
        (Primitive.LogBetaQ, 1) => Of(Primitive.LogBetaQSecond, a, b, x),
        (Primitive.LogBetaQ, _) => -Exp(LogBetaDensity(a, b, x) - value),
        _ => throw new NotSupportedException($"The derivative of {primitive} is not part of the graph."),
    };

    private static Scalar LogGammaDensity(Scalar a, Scalar x) => ((a - 1.0) * Log(x)) - x - LogGamma(a);

    private static Scalar LogBetaDensity(Scalar a, Scalar b, Scalar x) => ((a - 1.0) * Log(x)) + ((b - 1.0) * Log1p(-x)) - LogBeta(a, b);

    private static Scalar OfPowerInBase(Scalar a, Scalar b) => b.Constant switch
    {
        2 => 2.0 * a,
        { } => b * Power(a, b - 1),

        // The exponent may be 0 at run time, where 0 · a^−1 must be 0 at a = 0 too.
        null => When(AreEqual(b, 0), 0.0, b * Power(a, b - 1)),
    };
}
