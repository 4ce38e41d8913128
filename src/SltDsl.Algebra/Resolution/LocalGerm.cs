namespace SltDsl.Algebra;

/// <summary>The germ of a problem at a point of its domain.</summary>
internal static class LocalGerm
{
    /// <summary>
    /// Bounds at the point. At an end of its interval a coordinate is x = end ± s², whose Jacobian |s| joins the density: the half-line
    /// becomes a line (each point twice).
    /// </summary>
    public static LocalProof Solve(IdealProblem problem, IReadOnlyList<Rational> point, Resolver resolver, Key best)
    {
        var n = problem.Variables.Count;
        var generators = problem.Generators.ToList();
        var (prior, jacobian) = (problem.Prior, new int[n]);
        for (var i = 0; i < n; i++)
        {
            var s = Polynomial.Variable(n, i);
            var centre = Polynomial.Constant(n, point[i]);
            var (atLower, atUpper) = problem.Domain is { } domain ? (point[i] == domain[i].Lower, point[i] == domain[i].Upper) : (false, false);
            jacobian[i] = atLower || atUpper ? 1 : 0;
            var value = atLower ? centre + (s * s) : atUpper ? centre - (s * s) : centre + s;
            if (atLower || atUpper || point[i].Sign != 0)
            {
                generators = generators.ConvertAll(f => f.Contains(i) ? f.Substitute(i, value) : f);
                prior = prior.Contains(i) ? prior.Substitute(i, value) : prior;
            }
        }

        var monomial = prior.MonomialContent();
        var unit = prior.DividedBy(monomial).Evaluate(new Rational[n]).Sign != 0;
        var priors = jacobian.Select((j, i) => j + monomial[i]).ToArray();
        var germ = new Germ(new SlotKind[n], generators.ConvertAll(f => f.Primitive()), new int[n], priors);
        var proof = resolver.Solve(germ, best, 0);
        return new LocalProof(unit ? proof.Claim : proof.Claim with { Upper = Key.Infinity }, point, proof);
    }
}
