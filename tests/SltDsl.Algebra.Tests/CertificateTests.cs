
namespace SltDsl.Algebra.Tests;

/// <summary>Every exact answer can be checked by arithmetic alone, and a certificate that was changed is found out.</summary>
public sealed class CertificateTests
{
    [Fact]
    public void Every_certificate_of_the_table_verifies()
    {
        var faults = ReferenceTable.Results.Where(r => r.Result.Evidence.Certificate is null || r.Result.Evidence.Steps.Count == 0).Select(r => $"{r.Id}: no argument").ToList();
        foreach (var (id, result) in ReferenceTable.Results)
        {
            var verdict = CertificateVerifier.Verify(result);
            if (!verdict.IsValid)
            {
                faults.Add($"{id}: {result}: {verdict.Fault} after {verdict.Strata} strata");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void A_certificate_of_another_problem_is_refused()
    {
        var cusp = Solve(["y^2 - x^3"]);
        var other = Solve(["y^2 - x^5"]);
        Assert.False(Check(cusp, new Certificate(other.Evidence.Certificate!.Problem, cusp.Evidence.Certificate!.Proof, cusp.Evidence.Certificate.Lemmas)).IsValid);
    }

    [Fact]
    public void A_better_claim_than_the_proof_gives_is_refused()
    {
        var cusp = Solve(["y^2 - x^3"]);
        var claimed = Rlct.Exact(Rational.Parse("1/2"), 1, cusp.Evidence);
        Assert.False(CertificateVerifier.Verify(claimed).IsValid);
    }

    [Theory]
    [InlineData("(y^2 - x^3)^2 - x^5*y")]
    [InlineData("x*y*(x + y)*(x - 2*y)")]
    [InlineData("x*y*z*(x + y + z)")]
    [InlineData("a*b + c*d; a*b^3 + c*d^3")]
    [InlineData("(x^2-2*y^2)^2 + x*y^4")]
    [InlineData("x*(x+x^2-y*x-y^2)^2+(1+x)*z^3")]
    public void A_dropped_chart_or_branch_is_refused(string ideal)
    {
        var result = Solve(ideal.Split(';'));
        var original = result.Evidence.Certificate!;
        Assert.True(CertificateVerifier.Verify(result).IsValid);
        var variants = Tampering.Variants((LocalProof)original.Proof).ToList();
        Assert.True(variants.Count > 3);
        foreach (var (what, proof) in variants)
        {
            Assert.False(Check(result, new Certificate(original.Problem, proof, original.Lemmas)).IsValid, what);
        }
    }

    [Fact]
    public void A_false_lemma_is_refused()
    {
        var result = Solve(["(x^2 + y^2 + x*y)*(x - y)"]);
        var original = result.Evidence.Certificate!;
        var factors = original.Lemmas.Factors.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var key in factors.Keys.Where(p => p.TermCount > 1).ToList())
        {
            factors[key] = [];
        }

        Assert.False(Check(result, new Certificate(original.Problem, original.Proof, original.Lemmas with { Factors = factors })).IsValid);
    }

    [Fact]
    public void A_certificate_reads_as_an_indented_argument_with_the_deciding_stratum_marked()
    {
        var lines = Solve(["(y^2 - x^3)^2 - x^5*y"]).Evidence.Certificate!.ToLines();
        Assert.StartsWith("→ at the centre", lines[0]);
        Assert.Contains(lines, line => line.Contains("blow up with weights"));
        Assert.Contains(lines, line => line.TrimStart().StartsWith('→') && line.Contains("λ = 5/24"));
    }

    private static CertificateVerdict Check(Rlct result, Certificate certificate) => CertificateVerifier.Verify(certificate, result);

    private static Rlct Solve(string[] generators)
    {
        string[] names = generators.Any(g => g.Contains('a')) ? ["a", "b", "c", "d"] : ["x", "y", "z"];
        return RealLogCanonicalThreshold.Of(IdealProblem.Parse(names, generators, names.Select(_ => "0").ToArray()));
    }
}
