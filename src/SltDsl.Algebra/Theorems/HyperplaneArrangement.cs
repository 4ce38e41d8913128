namespace SltDsl.Algebra;

/// <summary>
/// A product of powers of real linear forms. Its wonderful model (De Concini and Procesi 1995) has one divisor for each dense flat W, with
/// threshold codim W / Σ multiplicities of the hyperplanes through W; divisors meet exactly when their flats are nested. So l is the least
/// of these ratios (Mustață 2006; Teitler 2008) and m the size of the largest nested set of flats that attain it.
/// </summary>
public static class HyperplaneArrangement
{
    private const int MostHyperplanes = 16;

    /// <summary>λ and m at the origin.</summary>
    /// <param name="normals">The coefficients of each linear form, none zero and no two proportional.</param>
    /// <param name="multiplicities">The power of each form, at least 1.</param>
    /// <exception cref="ArgumentException">A form is zero, two are proportional, the sizes differ, or there are more than sixteen.</exception>
    public static Rlct AtOrigin(IReadOnlyList<IReadOnlyList<Rational>> normals, IReadOnlyList<int> multiplicities)
    {
        if (normals.Count is 0 or > MostHyperplanes || normals.Count != multiplicities.Count || multiplicities.Any(s => s < 1))
        {
            throw new ArgumentException($"Give between 1 and {MostHyperplanes} linear forms, each with a multiplicity of at least 1.");
        }

        var rows = normals.Select(normal => normal.ToArray()).ToArray();
        if (Enumerable.Range(0, rows.Length).Any(i => Rank(rows, 1 << i) == 0 || Enumerable.Range(0, i).Any(j => Rank(rows, (1 << i) | (1 << j)) < 2)))
        {
            throw new ArgumentException("The linear forms must be nonzero and pairwise not proportional; use multiplicities for powers.");
        }

        var dense = DenseFlats(rows);
        Rational Ratio(int flat) => new(Rank(rows, flat), Enumerable.Range(0, rows.Length).Where(i => (flat >> i & 1) == 1).Sum(i => multiplicities[i]));
        var threshold = dense.Min(Ratio);
        var minimal = dense.Where(flat => Ratio(flat) == threshold).ToList();
        var multiplicity = LargestNested(rows, new HashSet<int>(dense), minimal, 0, []);
        return Rlct.Exact(threshold / 2, multiplicity, new RlctEvidence(
            "hyperplane arrangement",
            "Mustață 2006; Teitler 2008; De Concini and Procesi 1995 for m",
            [$"{minimal.Count} of {dense.Count} dense flats attain codim/Σ multiplicities = {threshold}; at most {multiplicity} of them are nested"]));
    }

    /// <summary>The flats, as sets of all hyperplanes through them, whose arrangement is not a product.</summary>
    private static List<int> DenseFlats(Rational[][] rows)
    {
        var flats = new HashSet<int>();
        for (var subset = 1; subset < 1 << rows.Length; subset++)
        {
            if (Rank(rows, subset) == Ones(subset))
            {
                flats.Add(Closure(rows, subset));
            }
        }

        return flats.Where(flat => IsConnected(rows, flat)).OrderBy(flat => flat).ToList();
    }

    private static int Closure(Rational[][] rows, int subset)
    {
        var rank = Rank(rows, subset);
        var closure = subset;
        for (var i = 0; i < rows.Length; i++)
        {
            closure |= Rank(rows, subset | (1 << i)) == rank ? 1 << i : 0;
        }

        return closure;
    }

    /// <summary>A matroid is connected when no proper part and its complement have ranks that add to the whole.</summary>
    private static bool IsConnected(Rational[][] rows, int flat)
    {
        var rank = Rank(rows, flat);
        for (var part = (flat - 1) & flat; part > 0; part = (part - 1) & flat)
        {
            if (Rank(rows, part) + Rank(rows, flat & ~part) == rank)
            {
                return false;
            }
        }

        return true;
    }

    private static int LargestNested(Rational[][] rows, HashSet<int> dense, List<int> flats, int start, List<int> chosen)
    {
        var largest = chosen.Count;
        for (var i = start; i < flats.Count; i++)
        {
            if (IsNestedWith(rows, dense, flats[i], chosen, 0, flats[i]))
            {
                largest = Math.Max(largest, LargestNested(rows, dense, flats, i + 1, [.. chosen, flats[i]]));
            }
        }

        return largest;
    }

    /// <summary>Whether no set of pairwise incomparable flats that contains the new one spans a dense flat.</summary>
    private static bool IsNestedWith(Rational[][] rows, HashSet<int> dense, int flat, List<int> chosen, int start, int union)
    {
        for (var i = start; i < chosen.Count; i++)
        {
            var comparable = (chosen[i] & flat) == flat || (chosen[i] & flat) == chosen[i];
            if (!comparable && (dense.Contains(Closure(rows, union | chosen[i])) || !IsNestedWith(rows, dense, flat, chosen, i + 1, union | chosen[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static int Rank(Rational[][] rows, int subset) => StrictComplementarity.Rank(
        Enumerable.Range(0, rows.Length).Where(i => (subset >> i & 1) == 1).Select(i => rows[i]).ToList(), rows[0].Length);

    private static int Ones(int set)
    {
        var count = 0;
        for (; set != 0; set &= set - 1)
        {
            count++;
        }

        return count;
    }
}
