using SltDsl.Algebra;
using SltDsl.Graph;

namespace SltDsl.Singularity.Space;

/// <summary>A natural coordinate of the parameter space.</summary>
/// <param name="Index">Its place among all coordinates.</param>
/// <param name="Block">The parameter that it belongs to.</param>
/// <param name="Positions">Which element of the parameter it is, from 0.</param>
/// <param name="Lower">The lower end of its range, when it is a number.</param>
/// <param name="Upper">The upper end of its range, when it is a number.</param>
internal sealed record Coordinate(int Index, ParameterBlock Block, IReadOnlyList<long> Positions, Rational? Lower, Rational? Upper)
{
    /// <summary>The coordinate as the modeller writes it, such as <c>A[1,2]</c>.</summary>
    public string Name => ElementName.Of(Block.Leaf.Name, Positions);
}

/// <summary>Names of elements as the modeller writes them.</summary>
internal static class ElementName
{
    /// <summary>A name with positions counted from 1.</summary>
    public static string Of(string name, IReadOnlyList<long> positions) =>
        positions.Count == 0 ? name : $"{name}[{string.Join(",", positions.Select(p => p + 1))}]";
}
