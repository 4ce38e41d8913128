using SltDsl.Graph;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Symmetries;

/// <summary>General linear and orthogonal groups that act on axes of equal extent.</summary>
internal sealed class LinearSymmetries(TangentTest test, AxisGroups axes)
{
    private readonly SeededRandom _random = new(0xA115);

    /// <summary>The groups, larger ones first.</summary>
    public IEnumerable<SymmetryGroup> Find()
    {
        foreach (var (name, extent, all) in axes.All.Where(g => g.Extent >= 2).ToArray())
        {
            var free = all.Where(a => a.Block.Set.Structure is null).ToArray();
            var pairs = from i in Enumerable.Range(0, free.Length) from j in Enumerable.Range(i + 1, free.Length - i - 1) select (free[i], free[j]);
            foreach (var (first, second) in pairs)
            {
                if (GeneralLinear(first, second, name, extent) is { } group)
                {
                    yield return group;
                }
            }

            foreach (var subset in free.Select(a => new[] { a }).Append(free).Where(s => s.Length > 0))
            {
                if (Rotation(subset, name, extent) is { } rotation)
                {
                    yield return rotation;
                }
            }
        }
    }

    private SymmetryGroup? GeneralLinear(BlockAxis first, BlockAxis second, string name, int extent)
    {
        var matrix = Random(extent);
        ulong[] Field(ulong[] point, Func<int, int, ulong> entry)
        {
            var direction = test.Zero();
            axes.Act(direction, point, first, entry);
            axes.Act(direction, point, second, (i, k) => PrimeModulus.Field.Negate(entry(k, i)));
            return direction;
        }

        return Group(SymmetryKind.GeneralLinear, [first.Block, second.Block], name, extent, (i, k) => matrix[i, k], Field, Units(extent));
    }

    private SymmetryGroup? Rotation(BlockAxis[] together, string name, int extent)
    {
        var matrix = Random(extent);
        ulong[] Field(ulong[] point, Func<int, int, ulong> entry)
        {
            var direction = test.Zero();
            foreach (var axis in together)
            {
                axes.Act(direction, point, axis, entry);
            }

            return direction;
        }

        ulong Skew(int i, int k) => PrimeModulus.Field.Subtract(matrix[i, k], matrix[k, i]);
        var planes = from i in Enumerable.Range(0, extent)
                     from k in Enumerable.Range(0, i)
                     select (Func<int, int, ulong>)((a, b) => (a, b) == (i, k) ? 1 : (a, b) == (k, i) ? PrimeModulus.Field.Negate(1) : 0);
        return Group(SymmetryKind.Rotation, [.. together.Select(a => a.Block)], name, extent, Skew, Field, planes);
    }

    private SymmetryGroup? Group(
        SymmetryKind kind, IReadOnlyList<ParameterBlock> blocks, string name, int extent, Func<int, int, ulong> sample,
        Func<ulong[], Func<int, int, ulong>, ulong[]> field, IEnumerable<Func<int, int, ulong>> generators)
    {
        if (!test.IsInvisible(p => field(p, sample)))
        {
            return null;
        }

        var directions = test.Explain(generators.Select(g => (Func<ulong[], ulong[]>)(p => field(p, g))));
        return directions == 0 ? null : new SymmetryGroup(kind, [.. blocks.Distinct()], directions) { Extent = extent, ExtentName = name, ExtentNames = [name] };
    }

    private static IEnumerable<Func<int, int, ulong>> Units(int extent) =>
        from i in Enumerable.Range(0, extent) from k in Enumerable.Range(0, extent) select (Func<int, int, ulong>)((a, b) => (a, b) == (i, k) ? 1UL : 0);

    private ulong[,] Random(int extent)
    {
        var matrix = new ulong[extent, extent];
        for (var i = 0; i < extent; i++)
        {
            for (var k = 0; k < extent; k++)
            {
                matrix[i, k] = _random.Next() % PrimeModulus.Field.Value;
            }
        }

        return matrix;
    }
}
