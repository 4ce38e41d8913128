using SltDsl.Algebra;
using SltDsl.Language.Model;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Rank;

/// <summary>A point with small rational coordinates inside the declared set, so that directions there have small components.</summary>
internal static class SmallPoint
{
    /// <summary>One rational a coordinate; another scale gives another point.</summary>
    public static Rational[] Coordinates(ParameterSpace space, int scale)
    {
        var point = new Rational[space.Dimension];
        foreach (var c in space.Coordinates)
        {
            var extents = space.Extents(c.Block);
            var place = (int)((c.Index * (long)(scale + 1)) % 7) + 1;
            point[c.Index] = c.Block.Set.Structure switch
            {
                Structure.Simplex or Structure.RowStochastic => new Rational(1 + (place % 2), 3 * extents[^1]),
                Structure.UnitVector or Structure.Correlation or Structure.CholeskyCorrelation => new Rational(1, place + extents[^1] + 2),
                Structure.Covariance or Structure.CholeskyCovariance => c.Positions[^1] == c.Positions[^2] ? place : new Rational(1, place + extents[^1] + 2),
                Structure.Ordered or Structure.PositiveOrdered => new Rational(1 + (c.Positions[^1] * scale), 1),
                _ => (c.Lower, c.Upper) switch
                {
                    ({ } low, { } high) => low + ((high - low) * new Rational(place, 8)),
                    ({ } low, null) => low + place,
                    (null, { } high) => high - place,
                    _ => place % 2 == 0 ? -place : place,
                },
            };
        }

        return point;
    }
}
