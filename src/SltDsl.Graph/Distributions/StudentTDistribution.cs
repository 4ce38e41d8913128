using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>
/// The distribution function of Student's t with unit scale, by incomplete beta functions (Abramowitz and Stegun 1964,
/// 26.7.1) of whichever argument is the smaller one, so that neither is near 1.
/// </summary>
internal static class StudentTDistribution
{
    /// <summary>log P(T ≤ z).</summary>
    public static Scalar LogCdf(Scalar z, Scalar nu)
    {
        // At 0 the beta functions have infinite slopes that cancel; the tangent stands for them.
        var density = Exp(LocationScaleFamilies.StudentT(0.0, nu));
        var tail = LogOutside(z, nu) - Math.Log(2);
        return When(AreEqual(z, 0.0), (2.0 * density * z) - Math.Log(2), When(Less(z, 0.0), tail, Log1p(-Exp(tail))));
    }

    /// <summary>log P(|T| ≤ z).</summary>
    public static Scalar LogWithin(Scalar z, Scalar nu) => When(
        Less(Square(z), nu),
        Of(Primitive.LogBetaP, 0.5, nu / 2, Square(z) / (nu + Square(z))),
        Of(Primitive.LogBetaQ, nu / 2, 0.5, nu / (nu + Square(z))));

    /// <summary>log P(|T| > |z|).</summary>
    public static Scalar LogOutside(Scalar z, Scalar nu) => When(
        Less(Square(z), nu),
        Of(Primitive.LogBetaQ, 0.5, nu / 2, Square(z) / (nu + Square(z))),
        Of(Primitive.LogBetaP, nu / 2, 0.5, nu / (nu + Square(z))));
}
