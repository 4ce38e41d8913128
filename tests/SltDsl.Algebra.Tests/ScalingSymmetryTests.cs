namespace SltDsl.Algebra.Tests;

/// <summary>Minima over domains in more variables than strata can be listed for: a scaling moves every point to where most variables are zero.</summary>
public sealed class ScalingSymmetryTests
{
    /// <summary>A linear network with the truth zero: all weights may be scaled down (Aoyagi and Watanabe 2005, r = 0).</summary>
    [Theory]
    [InlineData(4, 2, 3)]
    [InlineData(6, 1, 8)]
    [InlineData(2, 3, 2)]
    public void A_linear_network_over_a_box_has_its_minimum_at_the_origin(int inputs, int hidden, int outputs)
    {
        var names = (from i in Enumerable.Range(0, outputs) from h in Enumerable.Range(0, hidden) select $"b{i}_{h}")
            .Concat(from h in Enumerable.Range(0, hidden) from j in Enumerable.Range(0, inputs) select $"a{h}_{j}").ToArray();
        var generators = from i in Enumerable.Range(0, outputs) from j in Enumerable.Range(0, inputs)
                         select string.Join("+", Enumerable.Range(0, hidden).Select(h => $"b{i}_{h}*a{h}_{j}"));
        Check(names, [.. generators], ClosedForms.ReducedRankRegression(inputs, outputs, hidden, 0).ToString());
    }

    /// <summary>x stays where it is: at x² = 2 a coordinate times a quadratic form in fourteen variables, l = 1 for both, so m = 2.</summary>
    [Fact]
    public void Variables_that_no_scaling_moves_are_searched()
    {
        var pairs = Enumerable.Range(0, 7).ToList();
        string[] names = ["x", .. pairs.Select(i => $"a{i}"), .. pairs.Select(i => $"b{i}")];
        Check(names, [$"(x^2-2)*({string.Join("+", pairs.Select(i => $"a{i}*b{i}"))})"], "λ = 1/2, m = 2", box: false);
    }

    [Fact]
    public void A_certificate_with_a_false_scaling_is_refused()
    {
        var result = RealLogCanonicalThreshold.Of(IdealProblem.Parse(["x", "y"], ["x^2 - y^2"], centre: null));
        var original = result.Evidence.Certificate!;
        var proof = (GlobalProof)original.Proof;
        var scaled = proof with { Coverings = proof.Coverings.Select(c => c with { Scaling = [1, 2] }).ToList() };
        Assert.True(CertificateVerifier.Verify(result).IsValid);
        Assert.False(CertificateVerifier.Verify(new Certificate(original.Problem, scaled, original.Lemmas), result).IsValid);
    }

    private static void Check(string[] names, string[] generators, string expected, bool box = true)
    {
        var domain = box ? names.Select(_ => ("-1", "1")).ToArray() : null;
        var result = RealLogCanonicalThreshold.Of(IdealProblem.Parse(names, generators, centre: null, domain));
        Assert.Equal(expected, result.ToString());
        var verdict = CertificateVerifier.Verify(result);
        Assert.True(verdict.IsValid, verdict.Fault);
    }
}
