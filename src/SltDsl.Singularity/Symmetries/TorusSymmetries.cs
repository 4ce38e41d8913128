using SltDsl.Graph;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Symmetries;

/// <summary>Scalings of coordinates by powers of one number, and shifts by multiples of one number: all of them, as kernels of linear systems.</summary>
internal sealed class TorusSymmetries(TangentTest test, ParameterSpace space, ISet<int> inert)
{
    private const int MostPoints = 12;

    private static readonly PrimeModulus _field = PrimeModulus.Field;

    /// <summary>The groups, those that move the same parameters in the same way together.</summary>
    public IEnumerable<SymmetryGroup> Find()
    {
        var isFree = space.Coordinates.Select(c => AxisGroups.IsFree(c.Block) && !inert.Contains(c.Index)).ToArray();
        foreach (var kind in new[] { SymmetryKind.Scaling, SymmetryKind.Shift })
        {
            ulong Weight(ulong[] point, int i) => kind == SymmetryKind.Scaling ? point[i] : 1;
            var system = new RowSpace(space.Dimension);
            // Only free coordinates may move.
            for (var i = 0; i < isFree.Length; i++)
            {
                if (!isFree[i])
                {
                    var fix = new ulong[space.Dimension];
                    fix[i] = 1;
                    system.Add(fix);
                }
            }

            // Points are added until one brings no further equation.
            var before = -1;
            for (var n = 0; n < MostPoints && before != system.Rank && system.Rank < space.Dimension; n++)
            {
                before = system.Rank;
                foreach (var row in test.Derivatives(n).Rows)
                {
                    system.Add([.. row.Select((value, i) => isFree[i] ? _field.Multiply(value, Weight(test.Coordinates(n), i)) : 0)]);
                }
            }

            foreach (var group in Groups(kind, system.OrthogonalBasis(), Weight))
            {
                yield return group;
            }
        }
    }

    private IEnumerable<SymmetryGroup> Groups(SymmetryKind kind, IReadOnlyList<ulong[]> kernel, Func<ulong[], int, ulong> weight)
    {
        var found = new List<SymmetryGroup>();
        foreach (var exponents in kernel.OrderBy(k => k.Count(v => v != 0)))
        {
            if (!test.IsInvisible(p => [.. exponents.Select((e, i) => _field.Multiply(e, weight(p, i)))])
                || test.Explain([p => [.. exponents.Select((e, i) => _field.Multiply(e, weight(p, i)))]]) == 0)
            {
                continue;
            }

            var weights = exponents.Select((e, i) => (space.Coordinates[i].Block, Value: e == 0 ? 0 : RationalReconstruction.Of(e) is { IsInteger: true } n ? (int)n.Numerator : 1))
                .Where(w => w.Value != 0).Distinct().ToArray();
            var sign = weights.Count(w => w.Value < 0) > weights.Count(w => w.Value > 0) || (weights.Length > 0 && weights[0].Value < 0) ? -1 : 1;
            found.Add(new SymmetryGroup(kind, [.. weights.Select(w => w.Block).Distinct()], 1) { Weights = [.. weights.Select(w => (w.Block, sign * w.Value))] });
        }

        return from g in found
               group g by string.Join(",", g.Weights.Select(w => $"{w.Block.Leaf.Name}:{w.Weight}")) into same
               select same.First() with { Dimension = same.Count(), Copies = same.Count() };
    }
}
