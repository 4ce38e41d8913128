using SltDsl.Graph;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Symmetries;

/// <summary>
/// Scalings and shifts that move whole parameters, or a unit of an axis, together: one unknown weight for each parameter, so that a network of
/// any width is searched at the cost of a few products.
/// </summary>
internal sealed class SliceSymmetries(TangentTest test, AxisGroups axes, ParameterSpace space, ISet<int> inert)
{
    private const int MostPoints = 8;

    private static readonly PrimeModulus _field = PrimeModulus.Field;

    /// <summary>The groups.</summary>
    public IEnumerable<SymmetryGroup> Find()
    {
        foreach (var kind in new[] { SymmetryKind.Scaling, SymmetryKind.Shift })
        {
            foreach (var (_, extent, all) in axes.All.Where(g => g.Extent >= 2))
            {
                BlockAxis[] free = [.. all.Where(a => IsFree(a.Block))];
                foreach (var group in Solve(kind, free, extent))
                {
                    yield return group;
                }
            }

            BlockAxis[] whole = [.. space.Coordinates.Select(c => c.Block).Distinct().Where(IsFree).Select(b => new BlockAxis(b, -1))];
            foreach (var group in Solve(kind, whole, extent: 1))
            {
                yield return group;
            }
        }
    }

    private bool IsFree(ParameterBlock block) => AxisGroups.IsFree(block) && space.CoordinatesOf(block).Any(c => !inert.Contains(c.Index));

    private IEnumerable<SymmetryGroup> Solve(SymmetryKind kind, BlockAxis[] slices, int extent)
    {
        if (slices.Length == 0)
        {
            yield break;
        }

        ulong[] Field(ulong[] point, BlockAxis slice, int unit)
        {
            var field = test.Zero();
            foreach (var c in space.CoordinatesOf(slice.Block).Where(c => slice.Axis < 0 || c.Positions[slice.Axis] == unit))
            {
                field[c.Index] = kind == SymmetryKind.Scaling ? point[c.Index] : 1;
            }

            return field;
        }

        // One equation in the weights for each derivative at each point, until a point brings none.
        var system = new RowSpace(slices.Length);
        var before = -1;
        for (var n = 0; n < MostPoints && before != system.Rank && system.Rank < slices.Length; n++)
        {
            before = system.Rank;
            ulong[][] fields = [.. slices.Select(s => Field(test.Coordinates(n), s, 0))];
            foreach (var row in test.Derivatives(n).Rows.TakeWhile(_ => system.Rank < slices.Length))
            {
                system.Add([.. fields.Select(f => Dot(row, f))]);
            }
        }

        foreach (var solution in system.OrthogonalBasis())
        {
            var weights = slices.Select((slice, n) => (slice.Block, Value: solution[n] == 0 ? 0 : RationalReconstruction.Of(solution[n]) is { IsInteger: true } w ? (int)w.Numerator : 1))
                .Where(w => w.Value != 0).ToArray();
            ulong[] Combined(ulong[] point, int unit)
            {
                var field = test.Zero();
                for (var n = 0; n < slices.Length; n++)
                {
                    FieldKernels.AddMultiple(field, Field(point, slices[n], unit), solution[n], 0);
                }

                return field;
            }

            var copies = Enumerable.Range(0, extent).Count(unit => test.IsInvisible(p => Combined(p, unit)) && test.Explain([p => Combined(p, unit)]) > 0);
            if (copies > 0)
            {
                var sign = weights[0].Value < 0 ? -1 : 1;
                yield return new SymmetryGroup(kind, [.. weights.Select(w => w.Block).Distinct()], copies)
                {
                    Copies = copies,
                    Weights = [.. weights.Select(w => (w.Block, sign * w.Value)).Distinct()],
                };
            }
        }
    }

    private static ulong Dot(ulong[] row, ulong[] field)
    {
        var sum = 0UL;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] != 0 && field[i] != 0)
            {
                sum = _field.Add(sum, _field.Multiply(row[i], field[i]));
            }
        }

        return sum;
    }
}
