namespace SltDsl.Algebra.Tests;

/// <summary>Coordinates that generators define only as series: λ is derived by hand in the coordinate w = p, and every certificate is replayed.</summary>
public sealed class ImplicitSeriesTests
{
    [Theory]
    // p = x + x² − xy − y² is a generator, and x = y² + … on p = 0: z(y² + …) + z³ has order 3 in two variables; 1/2 + 1/3.
    [InlineData("x+x^2-y*x-y^2; x*z+z^3", "5/6", 1)]
    // p² + x z³ with x = w + y² + …: w² and z³(w + y² + …), where z³ y² is no worse than z³ along y = 0: 1/4 + 1/6.
    [InlineData("(x+x^2-y*x-y^2)^2+x*z^3", "5/12", 1)]
    // p = x + x² − y³, p² + (1 + x) z³ y⁰: a cusp in w and z.
    [InlineData("(x+x^2-y^3)^2+(1+x)*z^3", "5/12", 1)]
    // The same with the factor 1 + x + y on both, and p of degree 3 in x.
    [InlineData("(x+x^3-y^2)^2*(1+y)+(1+x)*z^3*(1+y)", "5/12", 1)]
    // p³ + (1 + x) z² y²: w³ and (zy)²: 1/3 of w, and l = 1/2 with m = 2 of (zy)²; l adds: 5/6, m = 2.
    [InlineData("(x+x^2-y^2)^3+(1+x)*z^2*y^2", "5/12", 2)]
    // p and x z: x = y³ + … on p = 0, so w and y³ z: 1/2 + 1/6.
    [InlineData("x+x^2+x*y-y^3; x*z", "2/3", 1)]
    // p and (x z, y z): y z only, as x is a multiple of y² there: 1/2 + 1/2 with m = 2.
    [InlineData("x+x^2*y+x*y-y^2; x*z; y*z", "1", 2)]
    public void An_implicit_coordinate_is_followed_to_the_end(string ideal, string lambda, int multiplicity)
    {
        var result = RealLogCanonicalThreshold.Of(IdealProblem.Parse(["x", "y", "z"], ideal.Split(';'), ["0", "0", "0"]));
        Assert.Equal($"λ = {lambda}, m = {multiplicity}", result.ToString());
        var verdict = CertificateVerifier.Verify(result);
        Assert.True(verdict.IsValid, verdict.Fault);
    }
}
