namespace SltDsl.Runtime;

/// <content>Families of classes 1 … K, and of their counts.</content>
public static partial class Draw
{
    /// <summary>A class of 1 … K with probabilities p, by inversion.</summary>
    public static long Categorical(ref SltRandom random, ReadOnlySpan<double> p)
    {
        var u = random.NextUniform() * Total(p);
        var (last, lastPossible) = (p.Length - 1, 0);
        for (var k = 0; k <= last; k++)
        {
            if (u < p[k])
            {
                return k + 1;
            }

            u -= p[k];
            lastPossible = p[k] > 0 ? k : lastPossible;
        }

        return lastPossible + 1;
    }

    /// <summary>A class of 1 … K with probabilities softmax(a): the largest of the a with independent Gumbel noise.</summary>
    public static long CategoricalLogit(ref SltRandom random, ReadOnlySpan<double> a)
    {
        var (best, largest) = (0, double.NegativeInfinity);
        for (var k = 0; k < a.Length; k++)
        {
            RequireNumber(a[k], nameof(a));
            var noisy = a[k] - Math.Log(random.NextExponential());
            (best, largest) = noisy > largest ? (k, noisy) : (best, largest);
        }

        return best + 1;
    }

    /// <summary>The number of the interval between increasing cut points in which eta plus logistic noise falls.</summary>
    public static long OrderedLogistic(ref SltRandom random, double eta, ReadOnlySpan<double> cut)
    {
        RequireNumber(eta);
        var (level, noisy) = (1, eta + StandardLogistic(ref random));
        foreach (var point in cut)
        {
            level += noisy > point ? 1 : 0;
        }

        return level;
    }

    /// <summary>The counts of n classes drawn with probabilities p: each binomial given the ones before it.</summary>
    public static void Multinomial(ref SltRandom random, long n, ReadOnlySpan<double> p, Span<double> value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Total(p);

        // Sums of the probabilities from the end, held where the counts will be: differences from 1 would cancel.
        var rest = 0.0;
        for (var k = p.Length - 1; k >= 0; k--)
        {
            value[k] = rest += p[k];
        }

        for (var k = 0; k < p.Length; k++)
        {
            var count = n == 0 || value[k] == 0 ? 0 : k == p.Length - 1 ? n : Binomial(ref random, n, Math.Min(1, p[k] / value[k]));
            value[k] = count;
            n -= count;
        }
    }

    /// <summary>Multinomial whose probabilities are dirichlet(a).</summary>
    public static void DirichletMultinomial(ref SltRandom random, long n, ReadOnlySpan<double> a, Span<double> value)
    {
        var p = new double[a.Length];
        Dirichlet(ref random, a, p);
        Multinomial(ref random, n, p, value);
    }

    // Probabilities that sum to 1 up to rounding; the classes are drawn in proportion to them.
    private static double Total(ReadOnlySpan<double> p)
    {
        var total = 0.0;
        foreach (var probability in p)
        {
            RequireProbability(probability, nameof(p), "classes");
            total += probability;
        }

        return Math.Abs(total - 1) < 1e-6
            ? total
            : throw new ArgumentOutOfRangeException(nameof(p), $"The probabilities of classes sum to {total}, not 1.");
    }
}
