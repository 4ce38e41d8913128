using System.Numerics;

namespace SltDsl.Algebra.Tests;

/// <summary>Factorisation in one variable and along lines, against polynomials that theorems call irreducible.</summary>
public sealed class FactorisationTests
{
    /// <summary>Φ_n for every divisor n of m: x^m − 1 is their product, and each is irreducible (Gauss 1801).</summary>
    [Theory]
    [InlineData(4), InlineData(12), InlineData(30), InlineData(36), InlineData(60), InlineData(105), InlineData(120)]
    public void Roots_of_unity_fall_apart_into_cyclotomic_polynomials(int m)
    {
        var x = Polynomial.Variable(1, 0);
        var cyclotomic = new Dictionary<int, Polynomial>();
        foreach (var n in Enumerable.Range(1, m).Where(n => m % n == 0))
        {
            var rest = cyclotomic.Where(pair => n % pair.Key == 0).Aggregate(Polynomial.Constant(1, 1), (product, pair) => product * pair.Value);
            cyclotomic[n] = Divisibility.Quotient(x.Pow(n) - Polynomial.Constant(1, 1), rest)!;
        }

        Assert.Equal(cyclotomic.Values.Select(f => f.ToString()).Order(), Factors(x.Pow(m) - Polynomial.Constant(1, 1)).Order());
    }

    /// <summary>∏ (x ± √2 ± √3 ± …) is irreducible, and yet has factors of degree at most 2 modulo every prime (Swinnerton-Dyer).</summary>
    [Theory]
    [InlineData(2, 2), InlineData(3, 2), InlineData(5, 2)]
    // Sixteen factors modulo a prime, eight of each true one: more combinations than are tried, so that the product stays whole.
    [InlineData(7, 1)]
    public void A_polynomial_of_Swinnerton_Dyer_stays_whole(int largest, int factorsOfTwo)
    {
        var polynomial = Polynomial.Variable(2, 0);
        foreach (var prime in new[] { 2, 3, 5, 7 }.Where(p => p <= largest))
        {
            // p(x + s) = a + b s with s² = prime; the product with its conjugate is a² − prime b².
            var shifted = polynomial.Substitute(0, Polynomial.Variable(2, 0) + Polynomial.Variable(2, 1)).CoefficientsIn(1);
            var even = shifted.Select((c, k) => k % 2 == 0 ? c * BigInteger.Pow(prime, k / 2) : c * 0).Aggregate((a, b) => a + b);
            var odd = shifted.Select((c, k) => k % 2 == 1 ? c * BigInteger.Pow(prime, k / 2) : c * 0).Aggregate((a, b) => a + b);
            polynomial = (even * even) - (odd * odd * prime);
        }

        Assert.Single(Factors(polynomial));
        Assert.Equal(factorsOfTwo, Factors(polynomial * polynomial.Substitute(0, Polynomial.Variable(2, 0) + Polynomial.Constant(2, 1))).Length);
    }

    /// <summary>A prime divides all coefficients but the leading one, and its square not the last: irreducible (Eisenstein 1850).</summary>
    [Fact]
    public void Products_of_Eisenstein_polynomials_give_them_back()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 60; trial++)
        {
            var factors = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Eisenstein(random)).GroupBy(f => f)
                .Select(group => (Factor: group.Key, Power: group.Count() + random.Next(2))).ToArray();
            var product = factors.Aggregate(Polynomial.Constant(1, 1), (p, f) => p * f.Factor.Pow(f.Power));
            Assert.Equal(
                factors.Select(f => $"({f.Factor})^{f.Power}").Order(), Of(product).Select(f => $"({f.Factor})^{f.Power}").Order());
        }
    }

    /// <summary>T for a monomial in three variables: factors of a polynomial in T are those of the polynomial on the line.</summary>
    [Theory]
    [InlineData("x^6*z^3 - 5*x^4*y*z^2 + 6*x^2*y^2*z", "x2 x0 x0^2*x2-2*x1 x0^2*x2-3*x1")]
    [InlineData("x^10 - y^15", "x0^2-x1^3 x0^8+x0^6*x1^3+x0^4*x1^6+x0^2*x1^9+x1^12")]
    [InlineData("x^3 - 2*y^3", "x0^3-2*x1^3")]
    [InlineData("4*x^4 + y^4*z^8", "2*x0^2-2*x0*x1*x2^2+x1^2*x2^4 2*x0^2+2*x0*x1*x2^2+x1^2*x2^4")]
    [InlineData("x^4 + x^2*y^2*3 - x*y^3*7", "x0 x0^3+3*x0*x1^2-7*x1^3")]
    public void A_polynomial_along_a_line_of_exponents_is_split_completely(string text, string factors)
    {
        var polynomial = Polynomial.Parse(text, ["x", "y", "z"]);
        Assert.Equal(factors.Split(' ').Select(f => Polynomial.Parse(f, ["x0", "x1", "x2"]).Primitive().ToString()).Order(), Factors(polynomial).Order());
    }

    /// <summary>q z + r is gcd(q, r) times an irreducible polynomial.</summary>
    [Theory]
    [InlineData("(x^2+y)*((x+y^2)*z + x - 3)", 2)]
    [InlineData("(x^2-y^2)*(x*z + y^3 + 1)*z", 4)]
    [InlineData("(x^2+y^2)*z + x + y", 1)]
    public void A_polynomial_linear_in_a_variable_is_split_completely(string text, int factors) =>
        Assert.Equal(factors, Factors(Polynomial.Parse(text, ["x", "y", "z"])).Length);

    [Fact]
    public void What_costs_too_much_stays_whole_and_is_the_same_every_time()
    {
        // A degree beyond the limit.
        var x = Polynomial.Variable(1, 0);
        var large = Enumerable.Range(1, 130).Aggregate(Polynomial.Constant(1, 1), (p, k) => p * (x - Polynomial.Constant(1, k)));
        Assert.Equal([large.ToString()], Factors(large));
        var spent = new Factorisation(new Effort(0, CancellationToken.None)).Of(Polynomial.Parse("x^4 - 5*x^2 + 6", ["x"]));
        Assert.Single(spent);
        foreach (var budget in new[] { 1L, 10, 100, 1_000, 10_000 })
        {
            var product = Polynomial.Parse("(x^4-2)*(x^4-3)*(x^5-7)*(x^6+x+1)", ["x"]);
            var (first, second) = (Of(product, budget), Of(product, budget));
            Assert.Equal(first.Select(f => $"{f}"), second.Select(f => $"{f}"));
            Assert.Equal(product, first.Aggregate(Polynomial.Constant(1, 1), (p, f) => p * f.Factor.Pow(f.Power)));
        }
    }

    private static Polynomial Eisenstein(Random random)
    {
        var prime = new[] { 2, 3, 5, 7, 11 }[random.Next(5)];
        var degree = random.Next(1, 8);
        var coefficients = Enumerable.Range(0, degree).Select(_ => (BigInteger)prime * random.Next(-20, 21)).ToList();
        coefficients[0] = prime * (BigInteger)(1 + (prime * random.Next(-9, 10)));
        coefficients.Add(1 + (prime * random.Next(0, 4)));
        return Polynomial.OfOneVariable(coefficients).Primitive();
    }

    private static string[] Factors(Polynomial polynomial) => [.. Of(polynomial).Select(f => f.Factor.ToString())];

    private static IReadOnlyList<(Polynomial Factor, int Power)> Of(Polynomial polynomial, long budget = 10_000_000) =>
        new Factorisation(new Effort(budget, CancellationToken.None)).Of(polynomial);
}
