using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Graph.Lowering;
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
    [InlineData("student_t", 3.5, 1.1, 1.9)]
    [InlineData("cauchy", 0.7, 1.9)]
    [InlineData("laplace", -0.7, 1.9)]
    [InlineData("logistic", 0.7, 1.9)]
    [InlineData("gumbel", 0.7, 1.9)]
    [InlineData("half_normal", 1.9)]
    [InlineData("half_cauchy", 1.9)]
    [InlineData("half_student_t", 3.5, 0.9)]
    [InlineData("lognormal", 0.7, 0.9)]
    [InlineData("exponential", 1.9)]
    [InlineData("gamma", 2.5, 1.9)]
    [InlineData("inv_gamma", 2.5, 1.9)]
    [InlineData("chi_square", 3.5)]
    [InlineData("inv_chi_square", 3.5)]
    [InlineData("weibull", 2.5, 1.9)]
    [InlineData("frechet", 2.5, 1.9)]
    [InlineData("rayleigh", 1.9)]
    [InlineData("pareto", 0.5, 1.9)]
    [InlineData("uniform", -1.0, 3.0)]
    [InlineData("beta", 2.5, 1.5)]
    [InlineData("beta_mean", 0.3, 5.0)]
    public void Distribution_functions_are_the_integrals_of_the_densities(string name, params double[] parameters)
    {
        var family = (ScalarFamily)FamilyTable.Families[name];
        var arguments = Numbers(parameters);
        const int Panels = 8000;
        var (a, b) = name.StartsWith("beta", StringComparison.Ordinal) ? (0.2, 0.7) : (0.6, 2.3);
        var h = (b - a) / Panels;
        var integral = Enumerable.Range(0, Panels + 1).Sum(i =>
            Math.Exp(Evaluate(family.LogDensity(a + (i * h), arguments))) * (i is 0 or Panels ? 1 : i % 2 == 1 ? 4 : 2)) * h / 3;

        Assert.Equal(integral, Cdf(b) - Cdf(a), 11);
        Assert.Equal(1.0, Cdf(a) + Math.Exp(Evaluate(family.LogSurvival!(a, arguments))), 14);
        Assert.Equal(integral, Math.Exp(Evaluate(IntervalMass.Log(new Workshop(), family, arguments, a, b)!)), 11);

        double Cdf(double x) => Math.Exp(Evaluate(family.LogCdf!(x, arguments)));
    }

    [Theory]
    [InlineData("binomial", 9.0, 0.3)]
    [InlineData("binomial_logit", 9.0, 0.3)]
    [InlineData("poisson", 2.3)]
    [InlineData("poisson_log", 0.8)]
    [InlineData("neg_binomial_2", 2.3, 1.7)]
    [InlineData("neg_binomial_2_log", 0.8, 1.7)]
    [InlineData("geometric", 0.3)]
    [InlineData("discrete_uniform", 0.0, 7.0)]
    public void Masses_of_integers_are_the_sums_of_the_probabilities(string name, params double[] parameters)
    {
        var family = (ScalarFamily)FamilyTable.Families[name];
        var arguments = Numbers(parameters);
        double Sum(int from, int to) => Enumerable.Range(from, to - from + 1).Sum(k => Math.Exp(Evaluate(family.LogDensity(k, arguments))));
        double Mass(Scalar? from, Scalar? to) => Math.Exp(Evaluate(IntervalMass.Log(new Workshop(), family, arguments, from, to)!));
        Assert.Equal(Sum(2, 5), Mass(2, 5), 13);
        Assert.Equal(Sum(0, 5), Mass(null, 5), 13);
        Assert.Equal(Sum(0, 5), Mass(-3, 5), 13);
        Assert.Equal(1 - Sum(0, 1), Mass(2, null), 13);
        Assert.Equal(1.0, Mass(0, double.PositiveInfinity), 13);
    }

    [Fact]
    public void A_bound_at_the_end_of_the_support_or_past_it_does_not_count()
    {
        var (uniform, binomial) = ((ScalarFamily)FamilyTable.Families["uniform"], (ScalarFamily)FamilyTable.Families["binomial"]);
        Assert.Equal(0, Evaluate(IntervalMass.Log(new Workshop(), uniform, Numbers([0, 2]), -1.0, 3.0)!));
        Assert.Equal(Math.Log(0.25), Evaluate(IntervalMass.Log(new Workshop(), uniform, Numbers([0, 2]), 1.5, 3.0)!), 15);
        Assert.Equal(0, Evaluate(IntervalMass.Log(new Workshop(), binomial, Numbers([4, 0.3]), null, 4)!));
    }

    /// <summary>mpmath 1.2.1: the log of the normal mass beyond 60, of the t mass beyond 10¹², of the gamma mass below 10⁻²⁰⁰, and of normal mass from 40 to 41.</summary>
    [Fact]
    public void Masses_of_far_tails_have_finite_logarithms()
    {
        double Mass(string family, double[] a, Scalar? lower, Scalar? upper) => Evaluate(IntervalMass.Log(new Workshop(), (ScalarFamily)FamilyTable.Families[family], Numbers(a), lower, upper)!);
        Assert.Equal(-1805.0135606805673, Mass("normal", [0, 1], 60.0, null), 9);
        Assert.Equal(-96.13209378639021, Mass("student_t", [3.5, 0, 1], 1e12, null), 10);
        Assert.Equal(-1152.49352009937, Mass("gamma", [2.5, 1], null, 1e-200), 9);
        Assert.Equal(-804.6084420137538, Mass("normal", [0, 1], 40.0, 41.0), 9);
        Assert.Equal(-804.6084420137538, Mass("normal", [0, 1], -41.0, -40.0), 9);
    }

    /// <summary>A half t cut at its centre is twice the density: the slopes of the beta functions are infinite there and must not show.</summary>
    [Fact]
    public void The_distribution_function_of_t_has_a_slope_at_its_centre()
    {
        var family = (ScalarFamily)FamilyTable.Families["student_t"];
        double At(double x) => Evaluate(family.LogCdf!(x, Numbers([3.5, 0, 2])));
        Assert.Equal(-Math.Log(2), At(0), 15);
        Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, 2 * Math.Exp(Evaluate(family.LogDensity(0.0, Numbers([3.5, 0, 2])))), 9);
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
