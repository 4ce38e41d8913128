namespace SltDsl.Algebra.Tests;

/// <summary>
/// Strata whose points solve nonlinear equations. λ is derived by hand from the local form at a solution; every certificate is replayed.
/// </summary>
public sealed class AlgebraicPointTests
{
    private const string Plane = "x y";
    private const string Space = "x y z";

    /// <summary>Over the whole space, so that the points need no name.</summary>
    [Theory]
    // At x = ±√2 with t = x ∓ √2: t³·unit − x y², a cusp, since x is invertible.
    [InlineData(Plane, "(x^2-2)^3 - x*y^2", "5/12", 1)]
    // The cusp again at the real cube root of 2; elsewhere the curve is smooth.
    [InlineData(Plane, "(x^3-2)^3 - x*y^2", "5/12", 1)]
    // No real point at all.
    [InlineData(Plane, "(x^2+2)^3 - x*y^2", "1/2", 1)]
    // t² and y³ at x = ±√3, y = 0, and x⁵ y: the last is in the closure of neither, but the first two decide: 1/2 + 1/3, halved.
    [InlineData(Plane, "(x^2-3)^2; y^3 + x*y^3*(x^2-3)", "5/12", 1)]
    // A reducible equation: (x² − 2)(x² − 3), each to the second power against y³.
    [InlineData(Plane, "(x^4-5*x^2+6)^2 - x*y^3", "5/12", 1)]
    // Along the elliptic curve y² = x³ + x + 1, h = 0, in the plane z = 0: h² + x z³, a cusp where x ≠ 0, and where x = 0 h is y-smooth and
    // h² + x z³ has the same leading terms in h and z times powers of x: 1/2 + 1/3, halved, again.
    [InlineData(Space, "(y^2-x^3-x-1)^2 + x*z^3", "5/12", 1)]
    // A tower, √2 and then the square roots of 3√2: squares and cubes of two coordinates, 1/2 + 1/3, halved.
    [InlineData(Plane, "(x^2-2)^2; (y^2-x^3-x)^3", "5/12", 1)]
    // The same with the cusp of both coordinates.
    [InlineData(Plane, "x*(x^2-2)^3 - y*(y^2-x^3-x)^2; (x^2-2)^4; (x^2-2)*(y^2-x^3-x)^2", "5/12", 1)]
    // A linear parameter over ℚ(√2): y = 1 + 1/x at x = √2.
    [InlineData(Plane, "(x^2-2)^2 ; (x*y-x-1)^3 + (x^2-2)^3", "5/12", 1)]
    // The tower's last step has no real point: y² = −√2² − 1.
    [InlineData(Plane, "(x^2-2)^2; (y^2+x^2+1)^3", "∞", 0)]
    public void Over_the_whole_space(string variables, string ideal, string lambda, int multiplicity)
    {
        var result = RealLogCanonicalThreshold.Of(IdealProblem.Parse(variables.Split(' '), ideal.Split(';'), centre: null));
        Check(result, lambda, multiplicity);
    }

    /// <summary>At the origin, where the irrational directions appear after a blow-up.</summary>
    [Theory]
    // Tangent x = ±√2 y, doubled, and then smooth: the divisors u (2/4) and of the next blow-up (5/10) tie and meet.
    [InlineData(Plane, "(x^2-2*y^2)^2 + x*y^4", "1/4", 2)]
    // The same with one real direction, the cube root of 2: the first divisor has 2/6, the next 5/14, later ones more.
    [InlineData(Plane, "(x^3-2*y^3)^2 + x*y^6", "1/6", 1)]
    // The first beside a regular coordinate, which adds 1/2.
    [InlineData(Space, "(x^2-2*y^2)^2 + x*y^4; z", "3/4", 2)]
    public void At_the_origin(string variables, string ideal, string lambda, int multiplicity)
    {
        var names = variables.Split(' ');
        Check(RealLogCanonicalThreshold.Of(IdealProblem.Parse(names, ideal.Split(';'), names.Select(_ => "0").ToArray())), lambda, multiplicity);
    }

    /// <summary>
    /// Zero sets with singular points on a stratum are cut along them first. Along a node of the plane, h², beside z³: at the node of
    /// y² = x²(x + 1), moved to (1, 1), h² is (uv)² with l = 1/2 and m = 2, elsewhere a double curve; z³ adds 1/3.
    /// </summary>
    [Theory]
    [InlineData(Space, "((y-1)^2-(x-1)^2*x)^2; z^3", "5/12", 2)]
    [InlineData(Space, "((y-1)^2-(x-1)^3)^2; z^3", "3/8", 1)]
    public void Singular_points_of_a_zero_set(string variables, string ideal, string lambda, int multiplicity) =>
        Check(RealLogCanonicalThreshold.Of(IdealProblem.Parse(variables.Split(' '), ideal.Split(';'), centre: null)), lambda, multiplicity);

    private static void Check(Rlct result, string lambda, int multiplicity)
    {
        Assert.Equal(lambda == "∞" ? "λ = ∞" : $"λ = {lambda}, m = {multiplicity}", result.ToString());
        if (result.Evidence.Certificate is not null)
        {
            var verdict = CertificateVerifier.Verify(result);
            Assert.True(verdict.IsValid, verdict.Fault);
        }
    }
}
