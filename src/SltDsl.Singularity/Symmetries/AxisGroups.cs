using SltDsl.Graph;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Symmetries;

/// <summary>An axis of a parameter.</summary>
internal sealed record BlockAxis(ParameterBlock Block, int Axis);

/// <summary>The axes of the parameters, by the size that the modeller wrote for them.</summary>
internal sealed class AxisGroups
{
    private readonly ParameterSpace _space;
    private readonly ModelGraph _graph;

    public AxisGroups(ModelGraph graph, ParameterSpace space)
    {
        _graph = graph;
        _space = space;
    }

    /// <summary>Axes of one extent: its name, its value, the axes.</summary>
    public IEnumerable<(string Name, int Extent, IReadOnlyList<BlockAxis> Axes)> All =>
        from block in _graph.Parameters
        from axis in Enumerable.Range(0, _space.Extents(block).Count)
        group new BlockAxis(block, axis) by block.Leaf.Symbol.Type.Extents[axis].ToString() into axes
        let extent = (int)_space.Extents(axes.First().Block)[axes.First().Axis]
        where extent > 0
        select (axes.Key, extent, (IReadOnlyList<BlockAxis>)[.. axes]);

    /// <summary>Whether a parameter's elements are coordinates that positive scalings and common shifts keep in their set.</summary>
    public static bool IsFree(ParameterBlock block) => block.Set.Structure is null or Language.Model.Structure.Ordered;

    /// <summary>The direction in which a matrix moves a parameter along an axis.</summary>
    /// <param name="target">Receives the components.</param>
    /// <param name="point">The coordinates.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="entry">The matrix.</param>
    public void Act(ulong[] target, ulong[] point, BlockAxis axis, Func<int, int, ulong> entry)
    {
        var field = PrimeModulus.Field;
        var extents = _space.Extents(axis.Block);
        var stride = extents.Skip(axis.Axis + 1).Aggregate(1L, (n, e) => n * e);
        var extent = (int)extents[axis.Axis];
        var first = _space.CoordinatesOf(axis.Block).First().Index;
        foreach (var coordinate in _space.CoordinatesOf(axis.Block))
        {
            var i = (int)coordinate.Positions[axis.Axis];
            var start = coordinate.Index - (int)(i * stride);
            for (var k = 0; k < extent; k++)
            {
                var weight = entry(i, k);
                if (weight != 0)
                {
                    target[coordinate.Index] = field.Add(target[coordinate.Index], field.Multiply(weight, point[start + (int)(k * stride)]));
                }
            }
        }
    }
}
