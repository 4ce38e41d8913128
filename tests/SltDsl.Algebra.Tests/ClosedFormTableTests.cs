using static SltDsl.Algebra.ClosedForms;

namespace SltDsl.Algebra.Tests;

/// <summary>The table's cases that only a theorem solves.</summary>
public sealed class ClosedFormTableTests
{
    private static readonly Dictionary<string, Func<Rlct>> Theorems = new()
    {
        ["rrr-5432-big"] = () => ReducedRankRegression(5, 4, 3, 2),
        ["rrr-10-6-8-r3"] = () => ReducedRankRegression(10, 8, 6, 3),
        ["rrr-8-4-8-r1"] = () => ReducedRankRegression(8, 8, 4, 1),
        ["rrr-3-7-3-r1"] = () => ReducedRankRegression(3, 3, 7, 1),
        ["rrr-9-2-3-r1"] = () => ReducedRankRegression(9, 3, 2, 1),
        ["dln-10-8-9-10-r3"] = () => DeepLinearNetwork([10, 8, 9, 10], 3),
        ["dln-4444-r1"] = () => DeepLinearNetwork([4, 4, 4, 4], 1),
        ["dln-333333-r0"] = () => DeepLinearNetwork([3, 3, 3, 3, 3, 3], 0),
        ["dln-6-2-7-3-r1"] = () => DeepLinearNetwork([6, 2, 7, 3], 1),
        ["tanh-5-zero"] = () => TanhNetworkAtZero(5),
        ["tanh-9-zero"] = () => TanhNetworkAtZero(9),
        ["tanh-12-zero"] = () => TanhNetworkAtZero(12),
        ["tanh-16-zero"] = () => TanhNetworkAtZero(16),
        ["tanh-3-true1"] = () => TanhNetwork(3, 1),
        ["mix-simplex-32-d1"] = () => Mixture(3, 2, 1),
        ["mix-simplex-52-d1"] = () => Mixture(5, 2, 1),
        ["mix-simplex-42-d2"] = () => Mixture(4, 2, 2),
        ["mix-simplex-53-d3"] = () => Mixture(5, 3, 3),
        ["mix-poisson-41"] = () => Mixture(4, 1, 1),
        ["nb-3-type1"] = () => NaiveBayes(3, FeatureDependence.OnePair),
        ["nb-3-regular"] = () => NaiveBayes(3, FeatureDependence.Generic),
        ["nb-5-type1"] = () => NaiveBayes(5, FeatureDependence.OnePair),
        ["nb-6-indep"] = () => NaiveBayes(6, FeatureDependence.None),
        ["lda-333-r1"] = () => LatentDirichletAllocation(3, 3, 3, 1),
        ["lda-10-8-5-r2"] = () => LatentDirichletAllocation(10, 8, 5, 2),
        ["nmf-543"] = () => NonnegativeFactorisationAtZero(5, 4, 3),
        ["factor-6"] = () => OneFactorAtIndependence(6),
    };

    [Fact]
    public void Every_case_without_generators_has_a_theorem_with_the_published_value()
    {
        foreach (var known in ReferenceTable.Cases.Where(c => c.Problem is null))
        {
            Assert.True(Theorems.TryGetValue(known.Id, out var theorem), $"{known.Id} has no theorem");
            var result = theorem();
            Assert.Equal((known.Id, known.Lambda, known.Multiplicity), (known.Id, result.Lambda, result.Multiplicity));
            Assert.NotEmpty(result.Evidence.Theorem);
        }
    }

    [Theory]
    [InlineData("arr-01", "x; y; x+y", "1 1 1")]
    [InlineData("arr-02", "x; y; x+y; x-y", "1 1 1 1")]
    [InlineData("arr-03", "x; y; z; x+y+z", "1 1 1 1")]
    [InlineData("arr-04", "x-y; y-z; z-x", "1 1 1")]
    [InlineData("arr-05", "x-y; x-z; x-w; y-z; y-w; z-w", "1 1 1 1 1 1")]
    [InlineData("arr-07", "x; y; z; x+y", "1 1 1 1")]
    [InlineData("arr-08", "x; y; x+y; z; w; z+w", "1 1 1 1 1 1")]
    [InlineData("arr-10", "x-y; x+y; x-z; x+z; y-z; y+z; z", "1 1 1 1 1 1 1")]
    [InlineData("arr-11", "x+y; z", "2 1")]
    [InlineData("arr-12", "x; y; x+y; x+2*y; x+3*y", "1 1 1 1 1")]
    [InlineData("arr-13", "x; y; x+y; z", "2 2 1 1")]
    [InlineData("arr-14", "x; y; x+y; z", "1 1 1 2")]
    [InlineData("arr-15", "x; y; z; x-y; x-z; y-z; x+y+z", "1 1 1 1 1 1 1")]
    public void An_arrangement_has_the_published_value(string id, string forms, string powers)
    {
        var known = ReferenceTable.Cases.First(c => c.Id == id);
        var result = Arrangement(forms, powers);
        Assert.Equal((known.Lambda, known.Multiplicity), (result.Lambda, result.Multiplicity));
    }

    [Theory]
    [InlineData("det-22", 2, 2, 2)]
    [InlineData("det-33", 3, 3, 3)]
    [InlineData("det-33-rank1", 3, 3, 2)]
    public void A_determinantal_ideal_has_the_published_value(string id, int rows, int columns, int size)
    {
        var known = ReferenceTable.Cases.First(c => c.Id == id);
        var result = DeterminantalIdeal(rows, columns, size);
        Assert.Equal((known.Lambda, known.Multiplicity), (result.Lambda, result.Multiplicity));
    }

    [Fact]
    public void Proportional_forms_are_refused() =>
        Assert.Throws<ArgumentException>(() => Arrangement("x+y; 2*x+2*y", "1 1"));

    internal static Rlct Arrangement(string forms, string powers)
    {
        string[] names = ["x", "y", "z", "w"];
        var normals = forms.Split(';').Select(text => Polynomial.Parse(text, names))
            .Select(f => (IReadOnlyList<Rational>)Enumerable.Range(0, 4).Select(i => f.Derivative(i).Evaluate(new Rational[4])).ToArray()).ToArray();
        return HyperplaneArrangement.AtOrigin(normals, powers.Split(' ').Select(int.Parse).ToArray());
    }
}
