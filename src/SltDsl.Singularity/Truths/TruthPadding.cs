using SltDsl.Algebra;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Truths;

/// <summary>A truth of smaller sizes as points of the model: what it lacks is 0, or repeats what it has.</summary>
internal static class TruthPadding
{
    /// <summary>Candidate points; whether they are zeros of the ideal is for the caller to check.</summary>
    public static IEnumerable<Rational[]> Points(TruthPoint truth, ParameterSpace space)
    {
        if (truth.Coordinates(space) is { } same)
        {
            return [same];
        }

        var own = space.Coordinates.Select(c => c.Block).Distinct()
            .ToDictionary(b => b, b => truth.Setting.Extents(b.Leaf));
        Rational? Value(Coordinate c, Func<Coordinate, IReadOnlyList<long>, Rational?> missing)
        {
            var extents = own[c.Block];
            return c.Positions.Select((p, axis) => p < extents[axis]).All(x => x) ? truth.Value(c.Block.Leaf.Name, c.Positions) : missing(c, extents);
        }

        Rational? Zero(Coordinate c, IReadOnlyList<long> extents) => c.Lower is { } low && low.Sign > 0 ? low : Rational.Zero;
        Rational? Repeated(Coordinate c, IReadOnlyList<long> extents) => extents.Any(e => e == 0)
            ? Rational.Zero
            : truth.Value(c.Block.Leaf.Name, [.. c.Positions.Select((p, axis) => p % extents[axis])]);
        Rational? Mixed(Coordinate c, IReadOnlyList<long> extents) => c.Block.Set.Structure is Language.Model.Structure.Simplex ? Rational.Zero : Repeated(c, extents);

        return new Func<Coordinate, IReadOnlyList<long>, Rational?>[] { Zero, Mixed, Repeated }
            .Select(missing => space.Coordinates.Select(c => Value(c, missing)).ToArray())
            .Where(point => point.All(v => v is not null))
            .Select(point => point.Select(v => v!.Value).ToArray());
    }
}
