using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.Graph.Tests;

public class DistributionTests
{
    [Theory]
    [ClassData(typeof(DensityReferences))]
    public void Scalar_families_agree_with_reference_values(string family, double[] parameters, double value, double expected)
    {
        var actual = Evaluate(((ScalarFamily)FamilyTable.Families[family]).LogDensity(value, Numbers(parameters)));
        Assert.InRange(actual, expected - Tolerance(expected), expected + Tolerance(expected));
    }

    [Fact]
    public void Every_scalar_family_with_a_density_of_its_own_has_reference_values()
    {
        var tested = new DensityReferences().Select(row => (string)row[0]).ToHashSet();
        Assert.Empty(FamilyTable.Families.Values.OfType<ScalarFamily>().Select(f => f.Name).Except(tested).Except(["flat", "dirac"]));
    }

    [Theory]
    [InlineData("normal", 0.7, 1.9)]
    [InlineData("cauchy", 0.7, 1.9)]
    [InlineData("laplace", -0.7, 1.9)]
    [InlineData("logistic", 0.7, 1.9)]
    [InlineData("gumbel", 0.7, 1.9)]
    [InlineData("half_normal", 1.9)]
    [InlineData("half_cauchy", 1.9)]
    [InlineData("lognormal", 0.7, 0.9)]
    [InlineData("exponential", 1.9)]
    [InlineData("weibull", 2.5, 1.9)]
    [InlineData("frechet", 2.5, 1.9)]
    [InlineData("rayleigh", 1.9)]
    [InlineData("pareto", 0.5, 1.9)]
    [InlineData("uniform", -1.0, 3.0)]
    public void Distribution_functions_are_the_integrals_of_the_densities(string name, params double[] parameters)
    {
        var family = (ScalarFamily)FamilyTable.Families[name];
        var arguments = Numbers(parameters);
        const int Panels = 8000;
        var (a, b) = (0.6, 2.3);
        var h = (b - a) / Panels;
        var integral = Enumerable.Range(0, Panels + 1).Sum(i =>
            Math.Exp(Evaluate(family.LogDensity(a + (i * h), arguments))) * (i is 0 or Panels ? 1 : i % 2 == 1 ? 4 : 2)) * h / 3;

        Assert.Equal(integral, Evaluate(family.Cdf!(b, arguments)) - Evaluate(family.Cdf!(a, arguments)), 11);
        Assert.Equal(1.0, Evaluate(family.Cdf!(a, arguments)) + Evaluate(family.Survival!(a, arguments)), 14);
    }

    [Theory]
    [InlineData("categorical", 2, 0.3, 0.5, 0.2, -0.693147180559945)]
    [InlineData("categorical", 4, 0.3, 0.5, 0.2, double.NegativeInfinity)]
    [InlineData("categorical_logit", 1, 1, 0, -1, -0.407605964444380)] // 1 − log(e + 1 + 1/e)
    public void Categorical_families_agree_with_hand_computation(string family, int value, double a, double b, double c, double expected)
    {
        var (v, y) = (Parameter("v", SltType.Vector(Size(3))), Observed("y", SltType.Int));
        var graph = GraphBuilder.Build(Model(Declare(v, Family("flat")), Observe(y, Family(family, v.Ref()))));
        var values = new Values([], new() { ["v"] = [a, b, c], ["y"] = [value] });
        Assert.Equal(expected, values.Scalar(graph.Observations[0].LogDensity), 13);
    }

    /// <summary>SciPy 1.10.1: dirichlet, multivariate_normal, multivariate_t, multinomial.</summary>
    [Fact]
    public void Vector_families_agree_with_reference_values()
    {
        double[,] covariance = { { 2, 0.5, 0.3 }, { 0.5, 1, -0.2 }, { 0.3, -0.2, 1.5 } };
        var mean = Vector(0.5, -1, 2);
        double[] at = [1, 0.2, -0.7];
        Assert.Equal(MultiNormal, Density("multi_normal", at, mean, Matrix(covariance)), 12);
        Assert.Equal(MultiStudent, Density("multi_student_t", at, Real(3.5), mean, Matrix(covariance)), 12);
        Assert.Equal(MultiNormalPrecision, Density("multi_normal_prec", at, mean, Matrix(covariance)), 12);
        Assert.Equal(MultiNormalFactor, Density("multi_normal_chol", at, mean, Matrix(new[,] { { 1.2, 0, 0 }, { 0.5, 1, 0 }, { 0.3, -0.2, 1.5 } })), 12);
        Assert.Equal(DirichletDensity, Density("dirichlet", [0.2, 0.5, 0.3], Vector(0.5, 2.5, 1.5)), 12);
        Assert.Equal(Multinomial, Density("multinomial", [2, 5, 3], Int(10), Vector(0.2, 0.5, 0.3)), 12);
    }

    /// <summary>SciPy 1.10.1: matrix_normal, wishart, invwishart; a correlation of two has a beta density on [−1, 1].</summary>
    [Fact]
    public void Matrix_families_agree_with_reference_values()
    {
        var u = Matrix(new[,] { { 2, 0.5 }, { 0.5, 1 } });
        var v = Matrix(new[,] { { 2, 0.5, 0.3 }, { 0.5, 1, -0.2 }, { 0.3, -0.2, 1.5 } });
        var mean = Matrix(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal(-9.114896209220412, MatrixDensity("matrix_normal", new[,] { { 0.5, 1, 3 }, { 3, 6, 5.5 } }, mean, u, v), 12);
        Assert.Equal(-5.498340652131205, MatrixDensity("wishart", new double[,] { { 3, 1 }, { 1, 2 } }, Real(4.5), u), 12);
        Assert.Equal(-9.10825449808954, MatrixDensity("inv_wishart", new double[,] { { 3, 1 }, { 1, 2 } }, Real(4.5), u), 12);

        var correlation = MatrixDensity("lkj_corr", new[,] { { 1, 0.3 }, { 0.3, 1 } }, Real(2.5));
        Assert.Equal(-0.3053666520445363, correlation, 12); // beta(2.5, 2.5) at (1 + 0.3) / 2, halved
        Assert.Equal(correlation, MatrixDensity("lkj_corr_cholesky", new[,] { { 1, 0 }, { 0.3, Math.Sqrt(0.91) } }, Real(2.5)), 12);
    }

    /// <summary>The uniform density on correlation matrices of three has the volume π²/2 (Rousseeuw and Molenberghs 1994).</summary>
    [Fact]
    public void The_uniform_density_of_correlations_is_one_over_their_volume() => Assert.Equal(
        -Math.Log(Math.PI * Math.PI / 2), MatrixDensity("lkj_corr", new[,] { { 1, 0.3, 0.1 }, { 0.3, 1, -0.2 }, { 0.1, -0.2, 1 } }, Real(1)), 12);

    private static double MatrixDensity(string family, double[,] value, params Expr[] arguments)
    {
        var y = Observed("y", SltType.Matrix(Size(value.GetLength(0)), Size(value.GetLength(1))));
        var graph = GraphBuilder.Build(Model(Observe(y, Family(family, arguments))));
        return new Values([], new() { ["y"] = [.. value.Cast<double>()] }).Scalar(graph.Observations[0].LogDensity);
    }

    private static double Density(string family, double[] value, params Expr[] arguments)
    {
        var y = Observed("y", SltType.Vector(Size(value.Length)));
        var graph = GraphBuilder.Build(Model(Observe(y, Family(family, arguments))));
        return new Values([], new() { ["y"] = value }).Scalar(graph.Observations[0].LogDensity);
    }

    private static Scalar[] Numbers(double[] values) => [.. values.Select(v => new Number(v))];

    private static double Evaluate(Scalar scalar) =>
        new Instance<double>(DoubleField.Instance, new Dictionary<string, long>(), (_, _) => double.NaN).Evaluate(scalar);

    private static double Tolerance(double expected) => 1e-10 * Math.Max(1, Math.Abs(expected));

    private const double MultiNormal = -6.08638821713314;
    private const double MultiStudent = -6.1838155413589515;
    private const double MultiNormalPrecision = -9.300623984182586;
    private const double MultiNormalFactor = -5.456304270688977;
    private const double DirichletDensity = 0.8804827782942326;
    private const double Multinomial = -2.4645159601402664;
}
