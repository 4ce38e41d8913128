namespace SltDsl.Algebra;

/// <summary>
/// Weights w ≥ 0 in which every generator is homogeneous: x_i → t^(w_i) x_i keeps the ideal and moves every point, as t → 0, to one where
/// the coordinates of positive weight are zero. λ and m are least singular away from it (the germ at a point counts all points nearby), so that
/// only points without nonzero coordinates of positive weight need to be looked at.
/// </summary>
internal static class ScalingSymmetry
{
    private const int MostVariables = 60;

    /// <summary>Weights that are positive for as many variables as possible.</summary>
    public static IReadOnlyList<Rational> Weights(IReadOnlyList<Polynomial> generators)
    {
        var n = generators[0].VariableCount;
        var weights = new Rational[n];
        if (n > MostVariables)
        {
            return weights;
        }

        var rows = Differences(generators);
        if (rows.Count == n)
        {
            return weights;
        }

        // A difference d as d·w ≤ 0 and −d·w ≤ 0, then w_i ≤ 1.
        var columns = Enumerable.Range(0, n).Select(i => rows.SelectMany(d => new[] { d[i], -d[i] }).Concat(Enumerable.Range(0, n).Select(j => i == j ? 1 : 0)).ToArray()).ToArray();
        var bounds = Enumerable.Repeat(0, 2 * rows.Count).Concat(Enumerable.Repeat(1, n)).ToArray();
        for (var i = 0; i < n; i++)
        {
            if (weights[i].Sign == 0)
            {
                var optimum = LinearProgram.Maximise(columns, bounds, Enumerable.Range(0, n).Select(j => i == j ? 1 : 0).ToArray())!;
                weights = weights.Zip(optimum.Primal, (w, more) => w + more).ToArray();
            }
        }

        return weights;
    }

    /// <summary>Whether every generator is homogeneous in weights of which none is negative.</summary>
    public static bool Holds(IReadOnlyList<Polynomial> generators, IReadOnlyList<Rational> weights) =>
        weights.Count == generators[0].VariableCount && weights.All(w => w.Sign >= 0)
        && generators.All(f => f.Monomials.Select(m => StrictComplementarity.Dot(m.ToArray(), weights.ToArray())).Distinct().Count() <= 1);

    /// <summary>The variables of weight zero.</summary>
    public static int[] Fixed(IReadOnlyList<Rational> weights) => Enumerable.Range(0, weights.Count).Where(i => weights[i].Sign == 0).ToArray();

    /// <summary>Independent differences of the exponents of each generator.</summary>
    private static List<int[]> Differences(IReadOnlyList<Polynomial> generators)
    {
        var (independent, echelon) = (new List<int[]>(), new List<(int Pivot, Rational[] Row)>());
        foreach (var f in generators)
        {
            foreach (var monomial in f.Monomials.Skip(1))
            {
                var difference = monomial.ToArray().Select((x, i) => x - f.Monomials[0][i]).ToArray();
                var row = Array.ConvertAll(difference, x => (Rational)x);
                foreach (var (pivot, known) in echelon)
                {
                    var factor = row[pivot];
                    row = factor.Sign == 0 ? row : row.Zip(known, (x, y) => x - (factor * y)).ToArray();
                }

                var lead = Array.FindIndex(row, x => x.Sign != 0);
                if (lead >= 0)
                {
                    independent.Add(difference);
                    echelon.Add((lead, Array.ConvertAll(row, x => x / row[lead])));
                }
            }
        }

        return independent;
    }
}
