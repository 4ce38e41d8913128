using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Language.Model;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// Generators that are the entries of a product of parameter matrices less a constant matrix: reduced rank regression and deep linear
/// networks, whose λ and m have closed forms for every size. The identity is checked entry by entry, however the product is written.
/// </summary>
internal static class MatrixChain
{
    private const int MostMatrices = 4;

    /// <summary>The closed form, or null where the generators are no such product.</summary>
    public static Rlct? ClosedForm(IdealPart part, ParameterSpace space, ModelGraph graph)
    {
        var blocks = part.Variables.Select(v => space.Coordinates[v].Block).Distinct().ToArray();
        if (blocks.Length is < 2 or > MostMatrices || blocks.Any(b => !IsFreeMatrix(b) || space.CoordinatesOf(b).Any(c => !part.Variables.Contains(c.Index))))
        {
            return null;
        }

        var count = part.Generators[0].VariableCount;
        foreach (var chain in Chains(blocks.Select(b => Matrix(b, space, count)).ToArray()))
        {
            if (chain.Skip(1).Zip(chain, (right, left) => left[0].Length == right.Length).All(x => x)
                && Constants(chain.Aggregate(Product), part.Generators) is { } constants)
            {
                int[] widths = [.. chain.Select(m => m.Length), chain[^1][0].Length];
                var rank = RationalRank.Of(constants);
                return widths.Length == 3
                    ? ClosedForms.ReducedRankRegression(widths[2], widths[0], widths[1], rank)
                    : ClosedForms.DeepLinearNetwork([.. Enumerable.Reverse(widths)], rank);
            }
        }

        return null;
    }

    private static bool IsFreeMatrix(ParameterBlock block) =>
        block.Leaf.Extents.Count == 2 && block.Set is { Structure: null, Lower: null, Upper: null } && block.Leaf.Symbol.Type.Tensor == TensorKind.Matrix;

    private static Polynomial[][] Matrix(ParameterBlock block, ParameterSpace space, int count)
    {
        var columns = (int)space.Extents(block)[1];
        return [.. space.CoordinatesOf(block).Select((c, n) => (c, n)).GroupBy(p => p.n / columns)
            .Select(row => row.Select(p => Polynomial.Variable(count, p.c.Index)).ToArray())];
    }

    /// <summary>All orders of the matrices, each as it is or transposed; an order and its reverse transposed are the same product.</summary>
    private static IEnumerable<IReadOnlyList<Polynomial[][]>> Chains(IReadOnlyList<Polynomial[][]> matrices)
    {
        if (matrices.Count == 0)
        {
            return [[]];
        }

        return from n in Enumerable.Range(0, matrices.Count)
               from matrix in new[] { matrices[n], Transpose(matrices[n]) }
               from rest in Chains([.. matrices.Where((_, k) => k != n)])
               select (IReadOnlyList<Polynomial[][]>)[matrix, .. rest];
    }

    private static Polynomial[][] Transpose(Polynomial[][] matrix) =>
        [.. Enumerable.Range(0, matrix[0].Length).Select(j => matrix.Select(row => row[j]).ToArray())];

    private static Polynomial[][] Product(Polynomial[][] left, Polynomial[][] right) =>
        [.. left.Select(row => Enumerable.Range(0, right[0].Length)
            .Select(j => row.Select((entry, k) => entry * right[k][j]).Aggregate((sum, term) => sum + term)).ToArray())];

    /// <summary>The constant matrix, when the generators are the product less it.</summary>
    private static Rational[][]? Constants(Polynomial[][] product, IReadOnlyList<Polynomial> generators)
    {
        if (product.Length * product[0].Length != generators.Count)
        {
            return null;
        }

        var byBody = new Dictionary<Polynomial, Rational>();
        foreach (var generator in generators)
        {
            var constant = generator.Terms.FirstOrDefault(t => t.Exponents.Sum() == 0).Coefficient;
            byBody[generator - Polynomial.Constant(generator.VariableCount, constant)] = -constant;
        }

        var found = product.Select(row => row.Select(entry => byBody.TryGetValue(entry, out var constant) ? constant : (Rational?)null).ToArray()).ToArray();
        return found.Any(row => row.Any(c => c is null)) ? null : [.. found.Select(row => row.Select(c => c!.Value).ToArray())];
    }
}

/// <summary>The rank of a matrix of rational numbers.</summary>
internal static class RationalRank
{
    public static int Of(Rational[][] matrix)
    {
        var rows = matrix.Select(r => r.ToArray()).ToList();
        var rank = 0;
        for (var column = 0; rows.Count > 0 && column < matrix[0].Length; column++)
        {
            if (rows.Find(r => r[column].Sign != 0) is not { } pivot)
            {
                continue;
            }

            rows.Remove(pivot);
            rank++;
            foreach (var row in rows)
            {
                var factor = row[column] / pivot[column];
                for (var j = column; j < row.Length; j++)
                {
                    row[j] -= factor * pivot[j];
                }
            }
        }

        return rank;
    }
}
