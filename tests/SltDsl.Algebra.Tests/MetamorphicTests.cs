namespace SltDsl.Algebra.Tests;

/// <summary>An ideal keeps λ and m under automorphisms that fix the centre and under changes of its generators.</summary>
public sealed class MetamorphicTests
{
    private const int Variables = 3;

    [Fact]
    public void Exact_values_survive_changes_of_coordinates_and_generators()
    {
        var random = new Random(20_251);
        for (var trial = 0; trial < 300; trial++)
        {
            var generators = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => RandomPolynomial(random)).ToList();
            var original = Solve(generators);
            var changed = Solve(Disguise(generators, random));
            var text = string.Join(", ", generators);
            if (original.IsExact && changed.IsExact)
            {
                Assert.True(original.ToString() == changed.ToString(), $"⟨{text}⟩: {original} and {changed}");
            }
            else
            {
                Assert.True(
                    (original.Upper is not { } upper || changed.Lower <= upper) && (changed.Upper is not { } other || original.Lower <= other),
                    $"⟨{text}⟩: {original} and {changed}");
            }
        }
    }

    private static Rlct Solve(List<Polynomial> generators) => RealLogCanonicalThreshold.Of(
        IdealProblem.Create(["x", "y", "z"], generators, new Rational[Variables]), budget: 4_000);

    private static Polynomial RandomPolynomial(Random random)
    {
        var sum = Polynomial.Constant(Variables, 0);
        for (var t = 0; t < 1 + random.Next(3); t++)
        {
            int[] exponents = [random.Next(3), random.Next(3), random.Next(3)];
            exponents[random.Next(Variables)]++;
            sum += Polynomial.Term(random.Next(2) == 0 ? 1 : -1 - random.Next(2), exponents);
        }

        return sum.IsZero ? Polynomial.Variable(Variables, 0) : sum;
    }

    /// <summary>x_i → x_i + c x_j (or + c x_j²), a generator replaced by a combination, and a redundant one added.</summary>
    private static List<Polynomial> Disguise(List<Polynomial> generators, Random random)
    {
        var (i, j) = (random.Next(Variables), random.Next(1, Variables));
        var other = Polynomial.Variable(Variables, (i + j) % Variables);
        var shift = other.Pow(1 + random.Next(2)) * (random.Next(2) == 0 ? 1 : -2);
        var changed = generators.ConvertAll(f => f.Substitute(i, Polynomial.Variable(Variables, i) + shift));
        var multiplier = Polynomial.Variable(Variables, random.Next(Variables)) + Polynomial.Constant(Variables, random.Next(2));
        changed.Add(changed[0] * multiplier);
        if (changed.Count > 2)
        {
            changed[1] += changed[0] * 2;
        }

        return changed;
    }
}
