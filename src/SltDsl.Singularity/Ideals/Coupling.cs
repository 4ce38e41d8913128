using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Language.Model;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Ideals;

/// <summary>An open set that couples the coordinates of one parameter: an order, or a cone of matrices.</summary>
/// <param name="Structure">Which set.</param>
/// <param name="Coordinates">The coordinates, in the order of the space.</param>
/// <param name="Size">For a matrix, the number of its rows.</param>
internal sealed record Coupling(Structure Structure, IReadOnlyList<Coordinate> Coordinates, int Size)
{
    /// <summary>The couplings of a space, one for each vector or matrix.</summary>
    public static IEnumerable<Coupling> Of(ParameterSpace space) =>
        from c in space.Coordinates
        let structure = c.Block.Set.Structure
        where structure is Structure.Ordered or Structure.PositiveOrdered || IsCone(c.Block)
        let own = structure is Structure.Ordered or Structure.PositiveOrdered ? 1 : 2
        group c by (c.Block, Place: string.Join(",", c.Positions.Take(c.Positions.Count - own))) into one
        select new Coupling(one.Key.Block.Set.Structure!.Value, [.. one], (int)space.Extents(one.Key.Block)[^1]);

    /// <summary>Whether a parameter is a matrix in an open cone.</summary>
    public static bool IsCone(ParameterBlock block) => block.Set.Structure is Structure.Covariance or Structure.Correlation or Structure.CholeskyCovariance
        or Structure.CholeskyCorrelation or Structure.UnitVector;

    /// <summary>Whether a point lies inside.</summary>
    public bool IsInside(IReadOnlyList<Rational> point)
    {
        switch (Structure)
        {
            case Structure.Ordered or Structure.PositiveOrdered:
                return Coordinates.Zip(Coordinates.Skip(1), (a, b) => point[a.Index] < point[b.Index]).All(x => x)
                    && (Structure == Structure.Ordered || point[Coordinates[0].Index].Sign > 0);
            case Structure.CholeskyCovariance:
                return Coordinates.Where(c => c.Positions[^1] == c.Positions[^2]).All(c => point[c.Index].Sign > 0);
            case Structure.Covariance or Structure.Correlation:
                var lower = new double[Size * (Size + 1) / 2];
                for (var i = 0; i < Size; i++)
                {
                    lower[(i * (i + 1) / 2) + i] = 1;
                }

                foreach (var c in Coordinates)
                {
                    lower[(c.Positions[^2] * (c.Positions[^2] + 1) / 2) + c.Positions[^1]] = (double)point[c.Index];
                }

                return RegularFamilies.IsPositiveDefinite(lower, Size);
            default:
                return false;
        }
    }
}
