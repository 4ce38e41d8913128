namespace SltDsl.Runtime.Tests;

public class GeneratorCoverageTests
{
    /// <summary>The vector families and class families have tests of their own, in <see cref="VectorDrawTests"/> and <see cref="DiscreteDrawTests"/>.</summary>
    [Fact]
    public void Every_generator_of_a_scalar_family_has_a_law_to_be_tested_against()
    {
        string[] ofTheirOwn =
        [
            "Dirac", "Categorical", "CategoricalLogit", "OrderedLogistic", "Multinomial", "DirichletMultinomial", "Dirichlet", "MultivariateNormal",
            "MultivariateNormalCholesky", "MultivariateNormalPrecision", "MultivariateStudentT", "MatrixNormal", "Wishart", "InverseWishart",
            "LkjCorrelation", "LkjCholesky", "UniformSimplex", "UniformDirection",
        ];
        var generators = typeof(Draw).GetMethods().Where(m => m.IsStatic).Select(m => m.Name).Order();
        Assert.Equal(generators, ContinuousLaw.All.Keys.Concat(DiscreteLaw.All.Keys).Concat(ofTheirOwn).Order());
    }
}
