using SltDsl.Language;

namespace SltDsl.Graph.Expressions;

/// <summary>The primitives as functions, for writing graph expressions as formulas (<c>using static</c>).</summary>
public static class ScalarFunctions
{
#pragma warning disable CS1591 // The mathematical names say it.
    public static Scalar Infinity { get; } = double.PositiveInfinity;

    public static Scalar Exp(Scalar a) => Of(Primitive.Exp, a);

    public static Scalar Expm1(Scalar a) => Of(Primitive.Expm1, a);

    public static Scalar Log(Scalar a) => a switch
    {
        { Constant: 1 } => 0.0,
        { Constant: > 0 and { } x } => Math.Log(x),
        Apply { Primitive: Primitive.Exp, Arguments: [var x] } => x,
        _ => Of(Primitive.Log, a),
    };

    public static Scalar Log1p(Scalar a) => Of(Primitive.Log1p, a);

    public static Scalar Sqrt(Scalar a) => a.Constant is >= 0 and { } x ? Math.Sqrt(x) : Of(Primitive.Sqrt, a);

    public static Scalar Tanh(Scalar a) => Of(Primitive.Tanh, a);

    public static Scalar Cos(Scalar a) => Of(Primitive.Cos, a);

    public static Scalar Logistic(Scalar a) => Of(Primitive.Logistic, a);

    /// <summary>log(1 + exp(a)).</summary>
    public static Scalar Softplus(Scalar a) => Of(Primitive.Softplus, a);

    public static Scalar LogGamma(Scalar a) => a.Constant is 1 or 2 ? 0.0 : Of(Primitive.LogGamma, a);

    public static Scalar Erf(Scalar a) => Of(Primitive.Erf, a);

    public static Scalar Erfc(Scalar a) => Of(Primitive.Erfc, a);

    /// <summary>log Φ(a).</summary>
    public static Scalar LogNormalCdf(Scalar a) => Of(Primitive.LogNormalCdf, a);

    public static Scalar Abs(Scalar a) => Of(Primitive.Abs, a);

    public static Scalar Max(Scalar a, Scalar b) => Of(Primitive.Max, a, b);

    public static Scalar Min(Scalar a, Scalar b) => Of(Primitive.Min, a, b);

    public static Scalar Power(Scalar a, Scalar b) => b.Constant switch
    {
        1 => a,
        0 => 1.0,
        _ => Of(Primitive.Power, a, b),
    };

    public static Scalar Square(Scalar a) => Power(a, 2);

    public static Scalar Floor(Scalar a) => Of(Primitive.Floor, a);

    public static Scalar AreEqual(Scalar a, Scalar b) => (a, b) switch
    {
        (Integer x, Integer y) => x == y ? 1 : 0,
        _ => Of(Primitive.Equal, a, b),
    };

    public static Scalar Less(Scalar a, Scalar b) => (a, b) switch
    {
        (Integer x, Integer y) => x.Value < y.Value ? 1 : 0,
        _ => Of(Primitive.Less, a, b),
    };

    public static Scalar LessOrEqual(Scalar a, Scalar b) => (a, b) switch
    {
        (Integer x, Integer y) => x.Value <= y.Value ? 1 : 0,
        _ => Of(Primitive.LessOrEqual, a, b),
    };

    public static Scalar And(Scalar a, Scalar b) => (a, b) switch
    {
        (Integer x, _) => x.Value == 0 ? 0 : b,
        (_, Integer y) => y.Value == 0 ? 0 : a,
        _ => Of(Primitive.And, a, b),
    };

    public static Scalar Or(Scalar a, Scalar b) => (a, b) switch
    {
        (Integer x, _) => x.Value == 0 ? b : 1,
        (_, Integer y) => y.Value == 0 ? a : 1,
        _ => Of(Primitive.Or, a, b),
    };

    public static Scalar Not(Scalar a) => a is Integer x ? x.Value == 0 ? 1 : 0 : Of(Primitive.Not, a);

    public static Scalar When(Scalar condition, Scalar then, Scalar otherwise) => condition switch
    {
        { Constant: 0 } => otherwise,
        { Constant: { } } => then,
        _ => new Select(condition, then, otherwise),
    };

    public static Scalar Quotient(Scalar a, Scalar b) => Of(Primitive.IntegerDivide, a, b);

    public static Scalar Remainder(Scalar a, Scalar b) => Of(Primitive.Modulo, a, b);
#pragma warning restore CS1591

    /// <summary>a · log(b), and 0 where a is 0, also at b = 0.</summary>
    public static Scalar XLogY(Scalar a, Scalar b) => When(AreEqual(a, 0), 0.0, a * Log(b));

    /// <summary>log B(a, b), the logarithm of Euler's beta function.</summary>
    public static Scalar LogBeta(Scalar a, Scalar b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>log of the binomial coefficient n over k.</summary>
    public static Scalar LogChoose(Scalar n, Scalar k) => LogGamma(n + 1) - LogGamma(k + 1) - LogGamma(n - k + 1);

    /// <summary>A primitive applied to scalars.</summary>
    public static Scalar Of(Primitive primitive, params Scalar[] arguments) => new Apply(primitive, new EquatableArray<Scalar>(arguments));
}
