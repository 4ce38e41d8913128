namespace SltDsl.Algebra;

/// <summary>Computes proved bounds on λ and m of an ideal.</summary>
public static class RealLogCanonicalThreshold
{
    /// <summary>The default budget of elementary operations, of the order of some seconds.</summary>
    public const long DefaultBudget = 3_000_000;

    private const int MostSteps = 200;

    private const string Theorem = "Hironaka 1964 and Watanabe 2009, Theorem 2.4 (resolution); Varchenko 1976 (nondegenerate Newton polyhedra)";

    /// <summary>
    /// λ and m at the centre, or the minimum over the domain. The answer is exact only when both bounds meet; when the budget runs out or
    /// the computation is cancelled, the bounds proved so far come back.
    /// </summary>
    /// <param name="problem">The ideal, prior, domain and centre.</param>
    /// <param name="budget">Elementary operations allowed; the same budget gives the same answer on any machine.</param>
    /// <param name="cancellation">Ends the search early with valid bounds.</param>
    public static Rlct Of(IdealProblem problem, long budget = DefaultBudget, CancellationToken cancellation = default)
    {
        var effort = new Effort(budget, cancellation);
        var units = new Units(effort);
        using var measuring = effort.Measure();
        if (problem.Generators.All(f => f.IsZero))
        {
            return Rlct.Exact(0, 1, new RlctEvidence("zero ideal", "definition", ["all generators are zero, so K = 0 everywhere"]));
        }

        if (problem.Generators.FirstOrDefault(f => f.IsConstant && !f.IsZero) is not null)
        {
            return Nowhere("a generator is a nonzero constant, so K is positive everywhere");
        }

        if (problem.Centre is { } centre && problem.Generators.FirstOrDefault(f => f.Evaluate(centre).Sign != 0) is { } away)
        {
            return Nowhere($"the generator {away.ToString(problem.Variables)} is {away.Evaluate(centre)} at the centre, so K is positive there; choose a centre on the zero set");
        }

        try
        {
            ProblemProof proof = problem.Centre is { } point
                ? LocalGerm.Solve(problem, point, new Resolver(effort, units), Key.Infinity)
                : GlobalSearch.Solve(problem, units, effort);
            return ToResult(new Certificate(problem, proof, units.ToLemmas()));
        }
        catch (OverflowException)
        {
            return Nothing(problem, "the exponents are too large for this method");
        }
        catch (ExpressionSwellException)
        {
            return Nothing(problem, "the polynomials are too large for this method");
        }
    }

    private static Rlct Nothing(IdealProblem problem, string reason) =>
        Rlct.Bounded(0, null, 1, problem.Variables.Count, new RlctEvidence("none", "none", [reason]));

    private static Rlct Nowhere(string reason) => Rlct.Infinite(new RlctEvidence("no zero", "definition", [reason]));

    private static Rlct ToResult(Certificate certificate)
    {
        var evidence = new RlctEvidence("resolution of singularities over all strata", Theorem, certificate.ToLines(MostSteps)) { Certificate = certificate };
        var (lower, upper) = (certificate.Proof.Claim.Lower, certificate.Proof.Claim.Upper);
        if (!lower.IsFinite)
        {
            return Rlct.Infinite(evidence);
        }

        if (upper.IsFinite && lower.Threshold == upper.Threshold)
        {
            return Rlct.Bounded(lower.Threshold / 2, upper.Threshold / 2, upper.Multiplicity, lower.Multiplicity, evidence);
        }

        return Rlct.Bounded(lower.Threshold / 2, upper.IsFinite ? upper.Threshold / 2 : null, 1, Math.Max(1, certificate.Problem.Variables.Count), evidence);
    }
}
