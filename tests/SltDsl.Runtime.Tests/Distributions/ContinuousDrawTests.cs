namespace SltDsl.Runtime.Tests;

public class ContinuousDrawTests
{
    private const int Draws = 100_000;

    [Theory]
    [InlineData("Normal", 0.7, 1.9)]
    [InlineData("Normal", -1e6, 1e-3)]
    [InlineData("StudentT", 3.5, 0.7, 1.9)]
    [InlineData("StudentT", 0.5, 0.0, 1.0)]
    [InlineData("StudentT", 1e8, 0.0, 1.0)]
    [InlineData("Cauchy", 0.7, 1.9)]
    [InlineData("Laplace", 0.7, 1.9)]
    [InlineData("Logistic", 0.7, 1.9)]
    [InlineData("Gumbel", 0.7, 1.9)]
    [InlineData("SkewNormal", 0.7, 1.9, 2.5)]
    [InlineData("SkewNormal", 0.0, 1.0, -50.0)]
    [InlineData("VonMises", 0.0, 0.0)]
    [InlineData("VonMises", 0.7, 1e-6)]
    [InlineData("VonMises", 0.7, 0.4)]
    [InlineData("VonMises", -2.9, 3.0)]
    [InlineData("VonMises", 0.1, 1e8)]
    [InlineData("HalfNormal", 1.9)]
    [InlineData("HalfCauchy", 1.9)]
    [InlineData("HalfStudentT", 3.5, 1.9)]
    [InlineData("LogNormal", 0.7, 0.9)]
    [InlineData("LogNormal", 0.0, 20.0)]
    [InlineData("Exponential", 1.9)]
    [InlineData("Exponential", 1e-9)]
    [InlineData("Gamma", 0.05, 1.9)]
    [InlineData("Gamma", 0.99, 1.9)]
    [InlineData("Gamma", 1.0, 1.9)]
    [InlineData("Gamma", 2.5, 1e-3)]
    [InlineData("Gamma", 1e6, 1.0)]
    [InlineData("InverseGamma", 0.5, 1.9)]
    [InlineData("InverseGamma", 2.5, 1.9)]
    [InlineData("ChiSquare", 1.0)]
    [InlineData("ChiSquare", 7.5)]
    [InlineData("InverseChiSquare", 7.5)]
    [InlineData("Weibull", 2.5, 1.9)]
    [InlineData("Weibull", 0.3, 1.9)]
    [InlineData("Frechet", 2.5, 1.9)]
    [InlineData("Rayleigh", 1.9)]
    [InlineData("Pareto", 0.5, 1.9)]
    [InlineData("Uniform", -1.0, 3.0)]
    [InlineData("Beta", 2.5, 1.5)]
    [InlineData("Beta", 0.2, 0.6)]
    [InlineData("Beta", 1e4, 2e4)]
    [InlineData("BetaMean", 0.3, 4.0)]
    public void Scalar_families_draw_from_their_law(string family, params double[] parameters)
    {
        var law = ContinuousLaw.All[family];
        var random = new SltRandom(20, (ulong)family.Length);
        var draws = new double[Draws];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = law.Draw(ref random, parameters);
        }

        law.Assert(draws, parameters);
    }

    [Fact]
    public void Shapes_near_zero_give_numbers_and_not_nothing()
    {
        var random = new SltRandom(21);
        for (var i = 0; i < 1000; i++)
        {
            Assert.InRange(Draw.Beta(ref random, 1e-5, 1e-5), 0, 1);
            Assert.InRange(Draw.Gamma(ref random, 1e-5, 1), 0, 100);
            Assert.False(double.IsNaN(Draw.StudentT(ref random, 1e-3, 0, 1)));
        }
    }

    [Fact]
    public void Parameters_outside_their_domain_are_named()
    {
        var random = new SltRandom(1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Normal(ref random, 0, -1));
        Assert.StartsWith("A draw from Normal needs `sd` to be at least 0 and finite, and it is -1.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Gamma(ref random, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Gamma(ref random, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.VonMises(ref random, 0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Beta(ref random, -1, 1));
    }
}
