namespace SltDsl.Algebra.Tests;

/// <summary>
/// λ and m survive changes of coordinates that fix the centre, of generators, and of names; they follow the sum and product rules over
/// separate variables; and every certificate on the way is accepted. Never two different exact values, never an interval that excludes one.
/// </summary>
public sealed class MetamorphicTests
{
    private const long Budget = 4_000;

    [Fact]
    public void Two_thousand_ideals_keep_their_values_under_disguise()
    {
        var tally = Run(seed: 20_251, count: 2_000);
        Assert.True(tally.Faults.Count == 0, string.Join("\n", tally.Faults));
        Assert.True(tally.BothExact > 1_500, $"only {tally.BothExact} of 2000 pairs are exact");
    }

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    [InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    public void A_hundred_thousand_ideals_in_ten_blocks_keep_their_values(int seed)
    {
        var tally = Run(seed, count: 10_000);
        Measurements.Append($"Metamorphic fuzz of the exact engine, seed {seed}: 10 000 ideals in 2 to 4 variables with disguise, budget {Budget}: {tally.BothExact} pairs exact, {10_000 - tally.BothExact} with an interval, {tally.Certificates} certificates accepted, {tally.Faults.Count} faults.");
        Assert.True(tally.Faults.Count == 0, string.Join("\n", tally.Faults));
    }

    [Fact]
    public void Three_hundred_ideals_keep_their_values_in_implicit_coordinates()
    {
        var random = new Random(7);
        var (exact, faults) = (0, new List<string>());
        for (var trial = 0; trial < 300; trial++)
        {
            var ideals = new RandomIdeals(random, variables: 2 + random.Next(2));
            var generators = ideals.Next();
            var changed = ideals.MovedImplicitly(generators);
            exact += Compare(RandomIdeals.Solve(generators, Budget), RandomIdeals.Solve(changed, 4 * Budget), RandomIdeals.Text(changed), faults);
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(exact > 240, $"only {exact} of 300 pairs are exact");
    }

    /// <summary>With high powers of the variables the origin is the only zero; in x² − 2 and y² − x − 1 for x and y the zeros are algebraic, with the same germs.</summary>
    [Fact]
    public void Forty_ideals_keep_their_values_at_algebraic_points()
    {
        var random = new Random(8);
        var (exact, faults) = (0, new List<string>());
        for (var trial = 0; trial < 40; trial++)
        {
            var ideals = new RandomIdeals(random, variables: 2);
            var (atOrigin, atRoots) = ideals.AtAlgebraicPoints(ideals.Next(), power: 7);
            exact += Compare(RandomIdeals.Solve(atOrigin, Budget), RandomIdeals.SolveOverSpace(atRoots, 10 * Budget), RandomIdeals.Text(atRoots), faults);
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(exact > 25, $"only {exact} of 40 pairs are exact");
    }

    private static int Compare(Rlct original, Rlct changed, string text, List<string> faults)
    {
        if (Contradict(original, changed))
        {
            faults.Add($"{original} but {changed} for {text}");
        }

        if (changed.Evidence.Certificate is not null && CertificateVerifier.Verify(changed) is { IsValid: false } verdict)
        {
            faults.Add($"{text}: the certificate fails: {verdict.Fault}");
        }

        return original.IsExact && changed.IsExact ? 1 : 0;
    }

    private sealed record Tally(int BothExact, int Certificates, List<string> Faults);

    private static Tally Run(int seed, int count)
    {
        var random = new Random(seed);
        var (bothExact, certificates, faults) = (0, 0, new List<string>());
        for (var trial = 0; trial < count; trial++)
        {
            var ideals = new RandomIdeals(random, variables: 2 + random.Next(2));
            var generators = ideals.Next();
            var original = RandomIdeals.Solve(generators, Budget);
            var (changed, expected, text) = trial % 10 == 9 ? Combined(ideals, generators, original, random) : (ideals.Disguised(generators), original, RandomIdeals.Text(generators));
            var other = RandomIdeals.Solve(changed, Budget);
            bothExact += expected.IsExact && other.IsExact ? 1 : 0;
            if (Contradict(expected, other))
            {
                faults.Add($"{text}: {expected} but {other} for {RandomIdeals.Text(changed)}");
            }

            if (trial % 4 == 0 && other.Evidence.Certificate is not null)
            {
                certificates++;
                if (CertificateVerifier.Verify(other) is { IsValid: false } verdict)
                {
                    faults.Add($"{RandomIdeals.Text(changed)}: the certificate fails: {verdict.Fault}");
                }
            }
        }

        return new Tally(bothExact, certificates, faults);
    }

    /// <summary>The sum or product with a second ideal in other variables, and what the rules say of it.</summary>
    private static (List<Polynomial> Generators, Rlct Expected, string Text) Combined(RandomIdeals ideals, List<Polynomial> first, Rlct value, Random random)
    {
        var second = ideals.Next();
        var other = RandomIdeals.Solve(second, Budget);
        var n = first[0].VariableCount;
        var (left, right) = (ideals.Beside(first, 0), ideals.Beside(second, n));
        var isSum = random.Next(2) == 0;
        List<Polynomial> generators = isSum ? [.. left, .. right] : [.. left.SelectMany(f => right.Select(g => f * g))];
        var text = $"the {(isSum ? "sum" : "product")} of {RandomIdeals.Text(first)} and {RandomIdeals.Text(second)}";
        if (!value.IsExact || !other.IsExact)
        {
            return (generators, Rlct.Bounded(0, null, 1, 2 * n, new RlctEvidence("none", "none", [])), text);
        }

        var expected = isSum ? (value.Lambda + other.Lambda, value.Multiplicity + other.Multiplicity - 1)
            : value.Lambda == other.Lambda ? (value.Lambda, value.Multiplicity + other.Multiplicity)
            : value.Lambda < other.Lambda ? (value.Lambda, value.Multiplicity) : (other.Lambda, other.Multiplicity);
        return (generators, Rlct.Exact(expected.Item1, expected.Item2, new RlctEvidence("rule", "none", [])), text);
    }

    private static bool Contradict(Rlct left, Rlct right) => left.IsExact && right.IsExact
        ? left.ToString() != right.ToString()
        : left.IsInfinite != right.IsInfinite || left.Upper < right.Lower || right.Upper < left.Lower
            || (left.IsLambdaExact && right.IsLambdaExact && (left.UpperMultiplicity < right.LowerMultiplicity || right.UpperMultiplicity < left.LowerMultiplicity));
}
