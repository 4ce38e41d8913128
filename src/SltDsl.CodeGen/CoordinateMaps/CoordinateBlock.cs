using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.CoordinateMaps;

/// <summary>A parameter in one system of coordinates: the maps between its coordinates and its values, as graphs.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Point">Its coordinates, given.</param>
/// <param name="Value">Its values, in terms of <paramref name="Point"/>.</param>
/// <param name="LogJacobian">log |∂ natural coordinates / ∂ point|; −∞ where a natural point lies outside the declared set.</param>
/// <param name="Inverse">Its coordinates, in terms of the parameter's values.</param>
internal sealed record CoordinateBlock(ParameterBlock Parameter, Leaf Point, Definition Value, Scalar LogJacobian, Definition Inverse)
{
    /// <summary>The number of coordinates.</summary>
    public Scalar Count => Point.Extents.Aggregate((Scalar)1, (product, extent) => product * extent);
}

/// <summary>Makes definitions with indices of their own.</summary>
internal sealed class DefinitionFactory
{
    private int _lastId;

    /// <summary>A definition; its element may read earlier elements of itself.</summary>
    public Definition Define(string name, EquatableArray<Scalar> extents, Func<Definition, IReadOnlyList<Scalar>, Scalar> element, Level level = Level.Parameter)
    {
        var indices = extents.Select((_, axis) => new IndexVariable(axis < 4 ? "ijkl"[axis].ToString() : $"i{axis}", --_lastId)).ToArray();
        return new Definition(name, ElementKind.Real, level, extents, indices, self => element(self, indices), default);
    }

    /// <summary>Σ over a range.</summary>
    public Scalar Sum(Scalar lower, Scalar upper, Func<Scalar, Scalar> body)
    {
        var index = new IndexVariable("k", --_lastId);
        return new Reduce(ReduceKind.Sum, index, lower, upper, body(index));
    }

    /// <summary>Σ over all positions of these extents.</summary>
    public Scalar SumOver(IReadOnlyList<Scalar> extents, Func<Scalar[], Scalar> body)
    {
        return Visit([]);

        Scalar Visit(Scalar[] positions) => positions.Length == extents.Count
            ? body(positions)
            : Sum(0, extents[positions.Length], k => Visit([.. positions, k]));
    }
}
