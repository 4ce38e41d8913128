namespace SltDsl.Algebra.Tests;

/// <summary>Random ideals of small polynomials that vanish at the origin, and disguises that keep λ and m there.</summary>
internal sealed class RandomIdeals(Random random, int variables)
{
    private static readonly string[] Names = ["x", "y", "z", "u", "v", "w"];

    public static Rlct Solve(IReadOnlyList<Polynomial> generators, long budget)
    {
        var n = generators[0].VariableCount;
        return RealLogCanonicalThreshold.Of(IdealProblem.Create(Names.Take(n).ToArray(), generators, new Rational[n]), budget);
    }

    public static Rlct SolveOverSpace(IReadOnlyList<Polynomial> generators, long budget) =>
        RealLogCanonicalThreshold.Of(IdealProblem.Create(Names.Take(generators[0].VariableCount).ToArray(), generators, centre: null), budget);

    public static string Text(IReadOnlyList<Polynomial> generators) => $"⟨{string.Join(", ", generators.Select(f => f.ToString(Names)))}⟩";

    public List<Polynomial> Next() => Enumerable.Range(0, 1 + random.Next(3)).Select(_ => NextPolynomial()).ToList();

    /// <summary>Coordinates, generators and names all changed.</summary>
    public List<Polynomial> Disguised(IReadOnlyList<Polynomial> generators) => Permuted(Mixed(Moved(generators)));

    /// <summary>New coordinates x_i + c x_i² + d x_i x_j + e x_j², whose inverse is no polynomial.</summary>
    public List<Polynomial> MovedImplicitly(IReadOnlyList<Polynomial> generators)
    {
        var (i, other) = (random.Next(variables), random.Next(1, variables));
        var (x, y) = (Polynomial.Variable(variables, i), Polynomial.Variable(variables, (i + other) % variables));
        Rational Small() => random.Next(-2, 3);
        var image = x + (x * x * Small()) + (x * y * Small()) + (y * y * Small());
        return generators.Select(f => f.Substitute(i, image)).ToList();
    }

    /// <summary>
    /// The ideal with a high power of every variable, so that the origin is all there is; and the same at the solutions of an irreducible equation
    /// for the first variable, and one over it for the second.
    /// </summary>
    public (List<Polynomial> AtOrigin, List<Polynomial> AtRoots) AtAlgebraicPoints(IReadOnlyList<Polynomial> generators, int power)
    {
        var n = variables;
        var (x, y) = (Polynomial.Variable(n, 0), Polynomial.Variable(n, 1));
        var first = random.Next(2) == 0 ? (x * x) - Polynomial.Constant(n, 2) : x.Pow(3) - Polynomial.Constant(n, 2);
        var second = random.Next(3) == 0 ? y : random.Next(2) == 0 ? (y * y) - x - Polynomial.Constant(n, 1) : (y * y) - Polynomial.Constant(n, 3);
        List<Polynomial> atOrigin = [.. generators, .. Enumerable.Range(0, n).Select(i => Polynomial.Variable(n, i).Pow(power))];
        return (atOrigin, atOrigin.ConvertAll(f => f.Substitute(0, first).Substitute(1, second)));
    }

    /// <summary>The ideal in the first or last of twice as many variables.</summary>
    public List<Polynomial> Beside(IReadOnlyList<Polynomial> generators, int offset) => generators.Select(f => f.Terms.Aggregate(
        Polynomial.Constant(2 * variables, 0),
        (sum, term) =>
        {
            var exponents = new int[2 * variables];
            term.Exponents.ToArray().CopyTo(exponents, offset);
            return sum + Polynomial.Term(term.Coefficient, exponents);
        })).ToList();

    private Polynomial NextPolynomial()
    {
        var sum = Polynomial.Constant(variables, 0);
        for (var t = 0; t < 1 + random.Next(3); t++)
        {
            var exponents = Enumerable.Range(0, variables).Select(_ => random.Next(3)).ToArray();
            exponents[random.Next(variables)]++;
            sum += Polynomial.Term(random.Next(2) == 0 ? 1 : -1 - random.Next(2), exponents);
        }

        return sum.IsZero ? Polynomial.Variable(variables, 0) : sum;
    }

    /// <summary>An invertible change of coordinates that fixes the origin: shears x_i → x_i + c x_j^d, and x_i → x_i (1 + x_j).</summary>
    private List<Polynomial> Moved(IReadOnlyList<Polynomial> generators)
    {
        var changed = generators.ToList();
        for (var step = 0; step < 1 + random.Next(2); step++)
        {
            var (i, other) = (random.Next(variables), random.Next(1, variables));
            var (x, y) = (Polynomial.Variable(variables, i), Polynomial.Variable(variables, (i + other) % variables));
            var image = random.Next(4) == 0 ? x + (x * y) : x + (y.Pow(1 + random.Next(2)) * (random.Next(2) == 0 ? 1 : -2));
            changed = changed.ConvertAll(f => f.Substitute(i, image));
        }

        return changed;
    }

    /// <summary>A redundant generator, a combination, and a unit factor.</summary>
    private List<Polynomial> Mixed(List<Polynomial> generators)
    {
        var multiplier = Polynomial.Variable(variables, random.Next(variables)) + Polynomial.Constant(variables, random.Next(2));
        var redundant = generators[0] * multiplier;
        var mixed = generators.ToList();
        if (mixed.Count > 1)
        {
            mixed[1] += mixed[0] * 2;
            redundant += mixed[1];
        }

        if (random.Next(3) == 0)
        {
            mixed[0] *= Polynomial.Constant(variables, 1) + Polynomial.Variable(variables, random.Next(variables));
        }

        mixed.Insert(random.Next(mixed.Count + 1), redundant);
        return mixed;
    }

    private List<Polynomial> Permuted(List<Polynomial> generators)
    {
        var order = Enumerable.Range(0, variables).OrderBy(_ => random.Next()).ToArray();
        return generators.ConvertAll(f => f.Terms.Aggregate(
            Polynomial.Constant(variables, 0),
            (sum, term) => sum + Polynomial.Term(term.Coefficient, order.Select(i => term.Exponents[i]).ToArray())));
    }
}
