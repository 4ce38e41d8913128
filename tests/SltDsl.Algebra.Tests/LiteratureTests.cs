namespace SltDsl.Algebra.Tests;

/// <summary>
/// Singularities of the literature at the origin, chosen to catch a wrong "exact": simple singularities in all real forms, curves with several
/// Puiseux pairs, isolated real points whose complex threshold is smaller, factors without real zeros, discriminants, cones and multiple components.
/// λ is half the threshold l of |f|; where a real form differs from the complex one the row says why.
/// </summary>
public sealed class LiteratureTests
{
    /// <summary>Arnold 1972: l = 1/2 + 1/(k + 1) for A_k, k/(2k − 2) for D_k; E₆, E₇, E₈. Signs do not change l in the plane, but m at A₁.</summary>
    [Theory]
    [InlineData("x^2+y^2", "1/2", 1)]
    [InlineData("x^2-y^2", "1/2", 2)]
    [InlineData("x^2-y^3", "5/12", 1)]
    [InlineData("x^2+y^4", "3/8", 1)]
    [InlineData("x^2-y^4", "3/8", 1)]
    [InlineData("x^2+y^5", "7/20", 1)]
    [InlineData("x^2+y^6", "1/3", 1)]
    [InlineData("x^2-y^6", "1/3", 1)]
    [InlineData("x^2+y^7", "9/28", 1)]
    [InlineData("x^2-y^8", "5/16", 1)]
    [InlineData("x^2-y^9", "11/36", 1)]
    [InlineData("(x-y-y^2)^2+y^10", "3/10", 1)]
    [InlineData("x^2*y+y^3", "1/3", 1)]
    [InlineData("x^2*y-y^3", "1/3", 1)]
    [InlineData("x^2*y-y^4", "5/16", 1)]
    [InlineData("x^2*y+y^5", "3/10", 1)]
    [InlineData("x^2*y-y^6", "7/24", 1)]
    [InlineData("x^2*y+y^7", "2/7", 1)]
    [InlineData("x^3+y^4", "7/24", 1)]
    [InlineData("x^3-y^4", "7/24", 1)]
    [InlineData("x^3+x*y^3", "5/18", 1)]
    [InlineData("x^3+y^5", "4/15", 1)]
    public void Simple_singularities_of_curves(string f, string lambda, int multiplicity) => Check("x y", f, lambda, multiplicity);

    /// <summary>
    /// Rational double points have complex l = 1 (Reid 1987); over ℝ this holds when there are real smooth points nearby. A definite form has an
    /// isolated real point, and l is the sum of its weights. Beyond them Brieskorn and Pham: l = min(1, Σ 1/a_i), Saito 1994.
    /// </summary>
    [Theory]
    [InlineData("x^2+y^2-z^2", "1/2", 1)]
    [InlineData("x^2+y^2+z^2", "3/4", 1)]
    [InlineData("x^2+y^2+z^3", "1/2", 1)]
    [InlineData("x^2+y^2+z^4", "5/8", 1)]
    [InlineData("x^2-y^2+z^4", "1/2", 1)]
    [InlineData("x^2+y^2+z^6", "7/12", 1)]
    [InlineData("z^2+x^2*y-y^3", "1/2", 1)]
    [InlineData("x^2+y^3+z^4", "1/2", 1)]
    [InlineData("x^2+y^3+z^5", "1/2", 1)]
    [InlineData("x^2+y^3+z^7", "41/84", 1)]
    [InlineData("x^2+y^5+z^7", "59/140", 1)]
    [InlineData("x^3+y^4+z^5", "47/120", 1)]
    [InlineData("x^3+y^3+z^3", "1/2", 2)]
    [InlineData("x^4+y^4+z^2", "1/2", 1)]
    [InlineData("x^4+y^4-z^2", "1/2", 2)]
    [InlineData("x^2+y^4+z^6", "11/24", 1)]
    [InlineData("x^4-y^4+z^4", "3/8", 1)]
    [InlineData("x^4+y^6+z^8", "13/48", 1)]
    [InlineData("x*y*z+x^4+y^4+z^4", "1/2", 3)]
    [InlineData("x^2-y^2*z", "1/2", 2)]
    public void Surfaces(string f, string lambda, int multiplicity) => Check("x y z", f, lambda, multiplicity);

    /// <summary>An irreducible curve of multiplicity n with first characteristic exponent b/n has l = 1/n + 1/b, whatever follows (Igusa 1977; Kuwata 1999).</summary>
    [Theory]
    [InlineData("(y^2-x^3)^2-x^5*y", "5/24", 1)]
    [InlineData("(y^2-x^3)^2+x^5*y", "5/24", 1)]
    [InlineData("(y^2-x^3)^2-4*x^5*y-x^7", "5/24", 1)]
    [InlineData("(y^2-x^5)^2-x^8*y", "7/40", 1)]
    [InlineData("(y^3-x^4)^2-x^7*y", "7/48", 1)]
    [InlineData("(y^2-x^3)^3-x^10", "5/36", 1)]
    [InlineData("((y^2-x^3)^2-x^5*y)^2-x^10*(y^2-x^3)", "5/48", 1)]
    public void Branches_with_several_Puiseux_pairs(string f, string lambda, int multiplicity) => Check("x y", f, lambda, multiplicity);

    /// <summary>Several and multiple components: the least ratio over the toric divisors of the Newton polygon and the components (Varchenko 1976; Kuwata 1999).</summary>
    [Theory]
    [InlineData("(y^2-x^3)*(x^2-y^3)", "1/4", 2)]
    [InlineData("(y^2-x^3)*(y^2+x^3)", "5/24", 1)]
    [InlineData("(y^2-x^3)*(y^2-2*x^3)", "5/24", 1)]
    [InlineData("y*(y^2-x^3)", "5/18", 1)]
    [InlineData("x*(y^2-x^3)", "5/16", 1)]
    [InlineData("y^2*(y^2-x^3)", "5/24", 1)]
    [InlineData("(y^2-x^3)^2", "5/24", 1)]
    [InlineData("x*(y^2-x^3)^2", "5/28", 1)]
    [InlineData("(y^2-x^3)^3", "5/36", 1)]
    [InlineData("x^2*y^3", "1/6", 1)]
    [InlineData("(x+y)^2*(x-y)^2", "1/4", 2)]
    [InlineData("x^2*(x+y)^2*(x-y)", "1/5", 1)]
    [InlineData("x^4-x^2*y+y^3", "1/3", 1)]
    [InlineData("x*y*(x-y)*(x+y)*(x-2*y)", "1/5", 1)]
    public void Reducible_and_multiple_curves(string f, string lambda, int multiplicity) => Check("x y", f, lambda, multiplicity);

    /// <summary>Real points and complex ones differ: x² + y² is a point, not two lines; along its complex lines nothing counts.</summary>
    [Theory]
    [InlineData("x y", "(x^2+y^2)^2", "1/4", 1)]
    [InlineData("x y", "x^4+y^4", "1/4", 1)]
    [InlineData("x y", "(x^2+y^2)*(x-y)", "1/3", 1)]
    [InlineData("x y", "(x^2+x*y+y^2)^3*(x-y)", "1/7", 1)]
    [InlineData("x y", "(x^2+y^4)*(x^2+2*y^4)", "3/16", 1)]
    [InlineData("x y z", "(x^2+y^2)^2+z^2", "1/2", 1)]
    [InlineData("x y z", "(x^2+y^2+z^2)^2", "3/8", 1)]
    [InlineData("x y z", "x*(x^2+y^2+z^2)", "1/2", 2)]
    [InlineData("x y z", "(x^2+y^2)*(x^2+y^2+z^2)", "3/8", 1)]
    [InlineData("x y z", "x^2+y^2*z^2", "1/2", 2)]
    [InlineData("x y z", "x^2*y^2+y^2*z^2+z^2*x^2", "3/8", 1)]
    [InlineData("x y z w", "x^2+y^2+z^2+w^2", "1", 1)]
    [InlineData("x y z w", "x^2+y^2+z^4+w^6", "17/24", 1)]
    [InlineData("x y z w", "x^4+y^4+z^4-w^2", "1/2", 1)]
    [InlineData("x y z t", "x^2+y^2+z^2-t", "1/2", 1)]
    // Motzkin 1967: nonnegative, of degree 6, not a sum of squares; its zeros are lines with l = 2/3 and 1, and the origin has 3/6.
    [InlineData("x y z", "z^6+x^4*y^2+x^2*y^4-3*x^2*y^2*z^2", "1/4", 1)]
    public void Real_forms(string variables, string f, string lambda, int multiplicity) => Check(variables, f, lambda, multiplicity);

    /// <summary>
    /// Discriminants of reflection groups have l = 1/2 + 1/h (Opdam 1989); determinantal ideals and cones over smooth varieties: the blow-up of
    /// the vertex and then of the smooth transform (Johnson 2003; Docampo 2013); monomial ideals (Howald 2001); the monomial curve (t³, t⁴, t⁵)
    /// (Shibuta and Takagi 2009); arrangements (Mustață 2006).
    /// </summary>
    [Theory]
    [InlineData("a b", "4*a^3+27*b^2", "5/12", 1)]
    [InlineData("a b", "b*(a^2-4*b)", "3/8", 1)]
    [InlineData("x y z", "x*z-y^2", "1/2", 1)]
    [InlineData("a b c d e f", "a*f-b*e+c*d", "1/2", 1)]
    [InlineData("a b c d e f", "a*e-b*d; a*f-c*d; b*f-c*e", "1", 1)]
    [InlineData("x y z w", "x*z-y^2; y*w-z^2; x*w-y*z", "1", 2)]
    [InlineData("x y z", "x*z-y^2; y*z-x^3; z^2-x^2*y", "13/18", 1)]
    [InlineData("x y z", "x*y; y*z; z*x", "3/4", 1)]
    [InlineData("x y z", "x; y*z", "1", 2)]
    [InlineData("x y", "x^2; y^3", "5/12", 1)]
    [InlineData("x y", "x^3; x*y; y^4", "1/2", 2)]
    [InlineData("x y", "x^8; y^6", "7/48", 1)]
    [InlineData("x y", "x^6; x^2*y; y^5", "3/10", 1)]
    [InlineData("x y z", "x*y*z*(x+y+z)*(x-y+2*z)", "3/10", 1)]
    [InlineData("x y z", "x*y*z*(x^2-y^2)*(y^2-z^2)*(z^2-x^2)", "1/6", 1)]
    public void Discriminants_cones_and_ideals(string variables, string ideal, string lambda, int multiplicity) => Check(variables, ideal, lambda, multiplicity);

    /// <summary>The discriminant of A₃, the swallowtail, has l = 3/4; its self-intersections exhaust the budget, and the interval must hold the value.</summary>
    [Fact]
    public void The_swallowtail_is_not_called_exact_wrongly()
    {
        var problem = IdealProblem.Parse(["a", "b", "c"], ["16*a^4*c-4*a^3*b^2-128*a^2*c^2+144*a*b^2*c-27*b^4+256*c^3"], ["0", "0", "0"]);
        var result = RealLogCanonicalThreshold.Of(problem, budget: 100_000);
        Assert.True(result.Lower.Sign > 0 && result.Lower <= Rational.Parse("3/8") && result.Upper >= Rational.Parse("3/8"), result.ToString());
        Assert.True(CertificateVerifier.Verify(result).IsValid);
    }

    private static void Check(string variables, string ideal, string lambda, int multiplicity)
    {
        var names = variables.Split(' ');
        var result = RealLogCanonicalThreshold.Of(IdealProblem.Parse(names, ideal.Split(';'), names.Select(_ => "0").ToArray()));
        Assert.Equal($"λ = {lambda}, m = {multiplicity}", result.ToString());
        var verdict = CertificateVerifier.Verify(result);
        Assert.True(verdict.IsValid, verdict.Fault);
    }
}
