namespace SltDsl.Algebra.Tests;

public sealed class ClosedFormsTests
{
    [Theory]
    [InlineData(4, 3, 2, 0, "3", 2)]
    [InlineData(4, 3, 2, 1, "4", 1)]
    [InlineData(4, 3, 2, 2, "5", 1)]
    [InlineData(10, 8, 6, 3, "30", 2)]
    [InlineData(8, 8, 4, 1, "17", 2)]
    public void Reduced_rank_regression_has_the_published_value(int inputs, int outputs, int hidden, int rank, string lambda, int multiplicity) =>
        Check(ClosedForms.ReducedRankRegression(inputs, outputs, hidden, rank), lambda, multiplicity);

    [Fact]
    public void Two_linear_layers_are_reduced_rank_regression()
    {
        for (var m = 1; m <= 7; m++)
        {
            for (var n = 1; n <= 7; n++)
            {
                for (var h = 1; h <= 7; h++)
                {
                    for (var r = 0; r <= Math.Min(m, Math.Min(n, h)); r++)
                    {
                        var regression = ClosedForms.ReducedRankRegression(m, n, h, r);
                        Check(ClosedForms.DeepLinearNetwork([m, h, n], r), regression.Lambda.ToString(), regression.Multiplicity);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(new[] { 4, 3, 3, 2 }, 1, "7/2", 2)]
    [InlineData(new[] { 10, 8, 9, 10 }, 3, "38", 3)]
    [InlineData(new[] { 4, 4, 4, 4 }, 1, "13/2", 1)]
    [InlineData(new[] { 3, 3, 3, 3, 3, 3 }, 0, "3", 7)]
    [InlineData(new[] { 6, 2, 7, 3 }, 1, "5", 1)]
    public void A_deep_linear_network_has_the_published_value(int[] widths, int rank, string lambda, int multiplicity) =>
        Check(ClosedForms.DeepLinearNetwork(widths, rank), lambda, multiplicity);

    [Theory]
    [InlineData(1, 0, "1/2", 2)]
    [InlineData(2, 0, "2/3", 1)]
    [InlineData(5, 0, "11/10", 1)]
    [InlineData(9, 0, "3/2", 2)]
    [InlineData(12, 0, "12/7", 1)]
    [InlineData(16, 0, "2", 2)]
    [InlineData(3, 1, "3/2", 2)]
    public void A_tanh_layer_has_the_published_value(int units, int trueUnits, string lambda, int multiplicity) =>
        Check(ClosedForms.TanhNetwork(units, trueUnits), lambda, multiplicity);

    [Theory]
    [InlineData(3, 2, 1, "7/4", 1)]
    [InlineData(5, 2, 1, "9/4", 1)]
    [InlineData(4, 2, 2, "7/2", 3)]
    [InlineData(5, 3, 3, "13/2", 1)]
    [InlineData(4, 1, 1, "5/4", 1)]
    public void A_mixture_has_the_published_value(int components, int truth, int dimension, string lambda, int multiplicity) =>
        Check(ClosedForms.Mixture(components, truth, dimension), lambda, multiplicity);

    [Fact]
    public void Discrete_and_factor_models_have_the_published_values()
    {
        Check(ClosedForms.NaiveBayes(3, ClosedForms.FeatureDependence.OnePair), "5/2", 1);
        Check(ClosedForms.NaiveBayes(3, ClosedForms.FeatureDependence.Generic), "7/2", 1);
        Check(ClosedForms.NaiveBayes(5, ClosedForms.FeatureDependence.OnePair), "9/2", 1);
        Check(ClosedForms.NaiveBayes(6, ClosedForms.FeatureDependence.None), "7/2", 1);
        Check(ClosedForms.LatentDirichletAllocation(3, 3, 3, 1), "3", 2);
        Check(ClosedForms.LatentDirichletAllocation(10, 8, 5, 2), "47/2", 1);
        Check(ClosedForms.NonnegativeFactorisationAtZero(5, 4, 3), "6", 1);
        Check(ClosedForms.OneFactorAtIndependence(6), "9/2", 1);
        Check(ClosedForms.Regular(5), "5/2", 1);
    }

    [Fact]
    public void A_rank_beyond_the_sizes_is_refused() =>
        Assert.Throws<ArgumentException>(() => ClosedForms.ReducedRankRegression(4, 3, 2, 3));

    private static void Check(Rlct result, string lambda, int multiplicity)
    {
        Assert.Equal(Rational.Parse(lambda), result.Lambda);
        Assert.Equal(multiplicity, result.Multiplicity);
    }
}
