using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.CoordinateMaps;

/// <summary>
/// A system of coordinates for all of w. The maps are graphs, so that their gradients come from the same differentiation as
/// those of densities. A map reads the values of other parameters, which it may depend on, as the parameters' leaves.
/// </summary>
/// <param name="Blocks">The parameters, in file order.</param>
internal sealed record CoordinateSystem(IReadOnlyList<CoordinateBlock> Blocks)
{
    /// <summary>The number of coordinates.</summary>
    public Scalar Dimension => Blocks.Aggregate((Scalar)0, (sum, block) => sum + block.Count);

    /// <summary>The coordinates in which the prior density and λ are defined.</summary>
    public static CoordinateSystem Natural(ModelGraph graph)
    {
        var make = new DefinitionFactory();
        var (elements, vectors, matrices) = (new ElementwiseMaps(make), new VectorMaps(make), new MatrixMaps(make));
        return new CoordinateSystem([.. graph.Parameters.Select(p => p.Set.Structure switch
        {
            null => elements.Natural(p, PointOf(p)),
            Structure.UnitVector => vectors.Direction(p, PointOf(p)),
            _ when IsMatrix(p) => matrices.Natural(p, PointOf(p)),
            _ => vectors.Natural(p, PointOf(p)),
        })]);
    }

    /// <summary>The coordinates of samplers.</summary>
    public static CoordinateSystem Unconstrained(ModelGraph graph)
    {
        var make = new DefinitionFactory();
        var (elements, vectors, matrices) = (new ElementwiseMaps(make), new VectorMaps(make), new MatrixMaps(make));
        return new CoordinateSystem([.. graph.Parameters.Select(p => p.Set.Structure switch
        {
            null => elements.Unconstrained(p, PointOf(p)),
            _ when IsMatrix(p) => matrices.Unconstrained(p, PointOf(p)),
            _ => vectors.Unconstrained(p, PointOf(p)),
        })]);
    }

    private static bool IsMatrix(ParameterBlock parameter) =>
        parameter.Set.Structure is Structure.Covariance or Structure.Correlation or Structure.CholeskyCovariance or Structure.CholeskyCorrelation;

    private static Leaf PointOf(ParameterBlock parameter)
    {
        var extents = parameter.Leaf.Extents;
        var own = parameter.Set.Structure switch
        {
            null => extents,
            { } structure when IsMatrix(parameter) => extents.Take(extents.Count - 2).Append(MatrixMaps.Count(structure, extents[^1])).ToEquatableArray(),
            { } structure => extents.Take(extents.Count - 1).Append(VectorMaps.Count(structure, extents[^1])).ToEquatableArray(),
        };
        return new Leaf(parameter.Leaf.Symbol, own);
    }
}
