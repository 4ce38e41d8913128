using SltDsl.Algebra;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Rank;

/// <summary>Points inside the declared set, without any special relation between their coordinates.</summary>
internal static class PointDraw
{
    /// <summary>One rational a coordinate.</summary>
    public static Rational[] Coordinates(ParameterSpace space, SeededRandom random)
    {
        var point = new Rational[space.Dimension];
        foreach (var group in space.Coordinates.GroupBy(c => c.Block))
        {
            var structure = group.Key.Set.Structure;
            var extents = space.Extents(group.Key);
            foreach (var c in group)
            {
                point[c.Index] = structure switch
                {
                    // Small enough that what the others leave over stays positive.
                    Structure.Simplex or Structure.RowStochastic => random.Between(new Rational(1, 4 * extents[^1]), new Rational(1, extents[^1])),
                    Structure.UnitVector or Structure.Correlation or Structure.CholeskyCorrelation => random.Between(0, new Rational(1, 2 * extents[^1])),
                    Structure.Covariance or Structure.CholeskyCovariance => c.Positions[^1] == c.Positions[^2]
                        ? random.Between(1, 2)
                        : random.Between(0, new Rational(1, 2 * extents[^1])),
                    Structure.Ordered or Structure.PositiveOrdered => new Rational(c.Positions[^1], 1) + random.Between(new Rational(1, 4), 1),
                    _ => Inside(c, random),
                };
            }
        }

        return point;
    }

    private static Rational Inside(Coordinate coordinate, SeededRandom random) => (coordinate.Lower, coordinate.Upper) switch
    {
        ({ } low, { } high) => random.Between(low, high),
        ({ } low, null) => low + random.Between(new Rational(1, 4), 2),
        (null, { } high) => high - random.Between(new Rational(1, 4), 2),
        _ => random.Between(-2, 2),
    };
}
