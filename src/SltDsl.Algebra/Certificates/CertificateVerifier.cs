using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>
/// Checks certificates by replaying them: it rebuilds the germ of the problem, applies every recorded move and chart by polynomial
/// arithmetic, confirms every witness, and recomputes the bounds from the leaves up. It makes no choices and knows nothing of the search.
/// </summary>
public static class CertificateVerifier
{
    /// <summary>Whether the certificate of a result proves its bounds.</summary>
    /// <param name="result">A result of <see cref="RealLogCanonicalThreshold.Of"/>.</param>
    public static CertificateVerdict Verify(Rlct result) => result.Evidence.Certificate is { } certificate
        ? Verify(certificate, result)
        : new CertificateVerdict(false, $"the result rests on {result.Evidence.Theorem} and carries no certificate", 0);

    internal static CertificateVerdict Verify(Certificate certificate, Rlct result)
    {
        var replay = new ProofReplay(certificate.Lemmas);
        using var measuring = new Effort(long.MaxValue, CancellationToken.None).Measure();
        try
        {
            var bounds = certificate.Proof switch
            {
                LocalProof local => Local(certificate.Problem, local, replay),
                GlobalProof global => Global(certificate.Problem, global, replay),
                _ => throw new CertificateException("the certificate has no known root"),
            };
            Require(bounds.Proves(certificate.Proof.Claim), "the problem's claim does not follow from its strata");
            RequireResult(certificate.Proof.Claim, result);
            return new CertificateVerdict(true, null, replay.Strata);
        }
        catch (CertificateException fault)
        {
            return new CertificateVerdict(false, fault.Message, replay.Strata);
        }
        catch (ExpressionSwellException)
        {
            return new CertificateVerdict(false, "a step is larger than a search may make it", replay.Strata);
        }
    }

    private static void RequireResult(Bounds claim, Rlct result)
    {
        if (result.IsInfinite)
        {
            Require(!claim.Lower.IsFinite, "λ = ∞ is not proved");
            return;
        }

        Require(claim.Lower.IsFinite && result.Lower * 2 <= claim.Lower.Threshold, "the lower bound of λ is not proved");
        Require(result.Upper is not { } upper || (claim.Upper.IsFinite && upper * 2 >= claim.Upper.Threshold), "the upper bound of λ is not proved");
        if (result.IsLambdaExact)
        {
            Require(
                result.LowerMultiplicity <= claim.Upper.Multiplicity && claim.Lower.Multiplicity <= result.UpperMultiplicity,
                "the bounds of m are not proved");
        }
    }

    private static Bounds Local(IdealProblem problem, LocalProof proof, ProofReplay replay)
    {
        Require(problem.Centre is { } centre && centre.SequenceEqual(proof.Point), "the proof is of another point");
        return Point(problem, proof, replay);
    }

    /// <summary>The germ at a point: at an end of its interval a coordinate is end ± s² with the Jacobian |s|.</summary>
    private static Bounds Point(IdealProblem problem, LocalProof proof, ProofReplay replay)
    {
        var n = problem.Variables.Count;
        Require(proof.Point.Count == n, "the point has another number of coordinates");
        var (generators, prior, jacobian) = (problem.Generators.ToList(), problem.Prior, new int[n]);
        for (var i = 0; i < n; i++)
        {
            var (value, s) = (proof.Point[i], Polynomial.Variable(n, i));
            var (lower, upper) = problem.Domain is { } domain ? (domain[i].Lower, domain[i].Upper) : (value - 1, value + 1);
            Require(lower <= value && value <= upper, "the point lies outside the domain");
            jacobian[i] = value == lower || value == upper ? 1 : 0;
            var image = Polynomial.Constant(n, value) + (value == lower ? s * s : value == upper ? -(s * s) : s);
            generators = generators.ConvertAll(f => f.Contains(i) ? f.Substitute(i, image) : f);
            prior = prior.Contains(i) ? prior.Substitute(i, image) : prior;
        }

        var monomial = prior.MonomialContent();
        var priors = jacobian.Select((j, i) => j + monomial[i]).ToArray();
        var stratum = new Stratum(new SlotKind[n], generators.Select(f => f.Primitive()), new int[n], priors);
        var bounds = replay.Verify(proof.Proof, stratum);
        return prior.DividedBy(monomial).Evaluate(new Rational[n]).Sign != 0 ? bounds : bounds with { Upper = Key.Infinity };
    }

    private static Bounds Global(IdealProblem problem, GlobalProof proof, ProofReplay replay)
    {
        Require(problem.Centre is null, "the proof is of a whole domain");
        var upper = Key.Infinity;
        foreach (var point in proof.Points)
        {
            var bounds = Point(problem, point, replay);
            Require(bounds.Proves(point.Claim), "the claim at a point does not follow");
            upper = Key.Min(upper, bounds.Upper);
        }

        var lower = new Key(new Rational(1, problem.Generators.Where(f => !f.IsZero).Min(f => f.Degree)), problem.Variables.Count);
        foreach (var covering in proof.Coverings)
        {
            var bounds = Covering(problem, covering, replay);
            lower = lower.CompareTo(bounds.Lower) >= 0 ? lower : bounds.Lower;
            upper = problem.Domain is null && problem.Prior.TermCount == 1 ? Key.Min(upper, bounds.Upper) : upper;
        }

        return new Bounds(Key.Min(lower, upper), upper);
    }

    private static Bounds Covering(IdealProblem problem, CoveringProof covering, ProofReplay replay)
    {
        Require(ScalingSymmetry.Holds(problem.Generators, covering.Scaling), "a generator is not homogeneous in the weights of a scaling");
        var variables = ScalingSymmetry.Fixed(covering.Scaling);
        Require(variables.Length < 31, "too many variables for a covering");
        var strata = covering.Strata.ToDictionary(stratum => stratum.Mask, stratum => stratum.Proof);
        var bounds = Bounds.Infinity;
        for (var mask = 0; mask < 1 << variables.Length; mask++)
        {
            var nonzero = variables.Where((_, b) => (mask >> b & 1) == 1).ToArray();
            var stratum = CoveringStratum(problem, covering.Ends, nonzero);
            if (strata.TryGetValue(mask, out var proof))
            {
                bounds = Bounds.Min(bounds, replay.Verify(proof, stratum));
            }
            else
            {
                Require(stratum.Generators.Any(f => stratum.ConstantPart(f).TermCount == 1), $"the covering lacks stratum {mask}");
            }
        }

        return covering.Ends ? bounds with { Upper = Key.Infinity } : bounds;
    }

    private static Stratum CoveringStratum(IdealProblem problem, bool ends, int[] nonzero)
    {
        var n = problem.Variables.Count;
        var monomial = problem.Prior.MonomialContent();
        var (kinds, priors) = (new SlotKind[n], new int[n]);
        var generators = problem.Generators.Where(f => !f.IsZero).Select(f => f.Primitive()).ToList();
        for (var i = 0; i < n; i++)
        {
            var side = !ends || problem.Domain is not { } domain ? 0 : domain[i].Lower.Sign == 0 ? 1 : domain[i].Upper.Sign == 0 ? -1 : 0;
            if (nonzero.Contains(i))
            {
                kinds[i] = SlotKind.Torus;
            }
            else if (side == 0)
            {
                priors[i] = monomial[i];
            }
            else
            {
                priors[i] = (2 * monomial[i]) + 1;
                generators = generators.ConvertAll(f => f.Substitute(i, Polynomial.Variable(n, i).Pow(2) * side));
            }
        }

        return new Stratum(kinds, generators, new int[n], priors);
    }
}
