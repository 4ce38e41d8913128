using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Language.Model;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Symmetries;

/// <summary>A stratum on which parameters drop out of the likelihood.</summary>
/// <param name="Condition">The equation, in the modeller's names, such as <c>a[j] = 0</c>.</param>
/// <param name="Cause">The parameters in the equation.</param>
/// <param name="Dropped">The parameters that drop out there.</param>
/// <param name="Codimension">The number of equations.</param>
internal sealed record DropOut(string Condition, ParameterBlock Cause, IReadOnlyList<ParameterBlock> Dropped, int Codimension)
{
    /// <summary>Whether the equation makes two positions of an axis equal.</summary>
    public bool IsCoincidence { get; init; }
}

/// <summary>Finds strata by setting a parameter, an element or a unit to 0, or two units equal, and looking which derivatives vanish there.</summary>
internal sealed class DropOuts(ModelGraph graph, ParameterSpace space, GenericRank rank)
{
    /// <summary>The strata.</summary>
    public IEnumerable<DropOut> Find()
    {
        if (SeenCoordinates.At(rank, rank.Points[0].Point.Coordinates) is not { } generic)
        {
            yield break;
        }

        foreach (var (stratum, coordinates, map) in Candidates())
        {
            if (SeenCoordinates.At(rank, map(rank.Points[0].Point.Coordinates)) is not { } there)
            {
                continue;
            }

            // The equation's own coordinates may be stationary there without dropping out.
            var dropped = generic.Where(c => !there.Contains(c) && !coordinates.Contains(c)).Select(c => space.Coordinates[c].Block).Distinct()
                .Where(b => b != stratum.Cause || stratum.IsCoincidence).ToArray();
            if (dropped.Length > 0)
            {
                yield return stratum with { Dropped = dropped };
            }
        }
    }

    private IEnumerable<(DropOut Stratum, IReadOnlyCollection<int> Coordinates, Func<IReadOnlyList<Rational>, Rational[]> Map)> Candidates()
    {
        foreach (var block in graph.Parameters)
        {
            var all = space.CoordinatesOf(block).ToArray();
            var extents = space.Extents(block);
            var canBeZero = all.Length > 0 && all.All(c => !(c.Lower > Rational.Zero) && !(c.Upper < Rational.Zero));
            if (all.Length > 0 && canBeZero && block.Set.Structure is null or Structure.Simplex)
            {
                for (var axis = extents.Count == 0 ? -1 : 0; axis < extents.Count; axis++)
                {
                    var unit = axis < 0 ? all : [.. all.Where(c => c.Positions[axis] == 0)];
                    yield return (new DropOut($"{Sliced(block, axis, "j")} = 0", block, [], unit.Length), [.. unit.Select(c => c.Index)], Set(unit, _ => 0));
                }
            }

            for (var axis = 0; axis < extents.Count; axis++)
            {
                var first = all.Where(c => c.Positions[axis] == 0).ToArray();
                var second = all.Where(c => c.Positions[axis] == 1).ToArray();
                if (first.Length > 0 && first.Length == second.Length && block.Set.Structure is null or Structure.RowStochastic && (block.Set.Structure is null || axis < extents.Count - 1))
                {
                    var source = second.Zip(first, (s, f) => (s, f)).ToDictionary(p => p.s.Index, p => p.f.Index);
                    yield return (
                        new DropOut($"{Sliced(block, axis, "i")} = {Sliced(block, axis, "j")}", block, [], second.Length) { IsCoincidence = true },
                        [.. first.Concat(second).Select(c => c.Index)],
                        point => [.. point.Select((v, i) => source.TryGetValue(i, out var f) ? point[f] : v)]);
                }
            }
        }
    }

    private static Func<IReadOnlyList<Rational>, Rational[]> Set(Coordinate[] coordinates, Func<Coordinate, Rational> value) => point =>
    {
        var moved = point.ToArray();
        foreach (var c in coordinates)
        {
            moved[c.Index] = value(c);
        }

        return moved;
    };

    private string Sliced(ParameterBlock block, int axis, string index)
    {
        var rank = space.Extents(block).Count;
        return rank == 0 ? block.Leaf.Name
            : rank == 1 || axis == 0 ? $"{block.Leaf.Name}[{index}]"
            : $"{block.Leaf.Name}[{string.Join(", ", Enumerable.Range(0, rank).Select(n => n == axis ? index : ":"))}]";
    }
}
