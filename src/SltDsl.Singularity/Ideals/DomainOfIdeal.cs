using SltDsl.Algebra;
using SltDsl.Singularity.Space;
using SltDsl.Singularity.Truths;

namespace SltDsl.Singularity.Ideals;

/// <summary>The range of a coordinate and how the prior behaves at its ends.</summary>
internal sealed record CoordinateRange(Rational? Lower, EndExponent AtLower, Rational? Upper, EndExponent AtUpper)
{
    /// <summary>Whether the coordinate is an entry of a matrix in an open cone, at whose border the prior is not looked at.</summary>
    public bool IsInCone { get; init; }

    public static CoordinateRange Line { get; } = new(null, EndExponent.Plain, null, EndExponent.Plain);

    /// <summary>Whether nothing is known of the prior at some end.</summary>
    public bool IsUnknown => AtLower.IsUnknown || AtUpper.IsUnknown || IsInCone;

    /// <summary>The ends at which the prior is infinite.</summary>
    public IEnumerable<RangeEnd> InfiniteEnds => Ends.Where(e => e.Exponent.Power is { Sign: < 0 });

    /// <summary>The ends that a search over the whole space has to look at one by one: the infinite ones, else one at which the prior vanishes.</summary>
    public IEnumerable<RangeEnd> EndsToSearch =>
        InfiniteEnds.Any() ? InfiniteEnds : Ends.Where(e => e.Exponent.Power is { Sign: > 0 }).Take(1);

    private IEnumerable<RangeEnd> Ends
    {
        get
        {
            if (Lower is { } low)
            {
                yield return new(low, IsUpper: false, AtLower);
            }

            if (Upper is { } high)
            {
                yield return new(high, IsUpper: true, AtUpper);
            }
        }
    }

    public bool Contains(Rational value) => !(value < Lower) && !(value > Upper);

    public bool IsInside(Rational value) => !(value <= Lower) && !(value >= Upper);
}

/// <summary>An end of a coordinate's range and the prior there.</summary>
internal sealed record RangeEnd(Rational End, bool IsUpper, EndExponent Exponent);

/// <summary>Coordinates of one simplex: they are not negative and sum to at most 1; what is left over is the last element.</summary>
/// <param name="Coordinates">The free coordinates.</param>
/// <param name="AtLast">How the prior behaves where the last element is 0.</param>
internal sealed record SimplexGroup(IReadOnlyList<int> Coordinates, EndExponent AtLast);

/// <summary>The declared set with the prior's exponents, for coordinates by index.</summary>
internal sealed record DomainOfIdeal(IReadOnlyList<CoordinateRange> Ranges, IReadOnlyList<SimplexGroup> Simplexes, IReadOnlyList<Coupling> Couplings)
{
    /// <summary>The domain of a model.</summary>
    public static DomainOfIdeal Of(ParameterSpace space, PriorExponents exponents)
    {
        var ranges = space.Coordinates.Select(c => Coupling.IsCone(c.Block) ? CoordinateRange.Line with { IsInCone = true } : new CoordinateRange(
            c.Lower,
            c.Lower is null ? EndExponent.Plain : exponents.AtLower(c.Block, c.Positions),
            IsSimplex(c) ? null : c.Upper,
            c.Upper is null ? EndExponent.Plain : exponents.AtUpper(c.Block, c.Positions))).ToArray();
        var simplexes = space.Coordinates.Where(IsSimplex)
            .GroupBy(c => (c.Block.Leaf, Row: string.Join(",", c.Positions.Take(c.Positions.Count - 1))))
            .Select(g => new SimplexGroup(
                [.. g.Select(c => c.Index)],
                exponents.AtLower(g.First().Block, [.. g.First().Positions.Take(g.First().Positions.Count - 1), g.Count()])));
        return new DomainOfIdeal(ranges, [.. simplexes], [.. Coupling.Of(space)]);
    }

    /// <summary>The domain with a prior that vanishes one power faster at the ends of some coordinates.</summary>
    public DomainOfIdeal Steeper(IReadOnlyCollection<int> coordinates)
    {
        static EndExponent Raised(EndExponent exponent) => exponent with { Power = exponent.Power + 1 };
        return new DomainOfIdeal(
            [.. Ranges.Select((r, i) => coordinates.Contains(i) ? r with { AtLower = Raised(r.AtLower), AtUpper = Raised(r.AtUpper) } : r)],
            [.. Simplexes.Select(s => s.Coordinates.Any(coordinates.Contains) ? s with { AtLast = Raised(s.AtLast) } : s)],
            Couplings);
    }

    /// <summary>Whether a coordinate may be solved for: the prior is positive and bounded along its whole range.</summary>
    public bool IsPlainAlong(int coordinate) =>
        Ranges[coordinate] is { AtLower: { IsUnknown: false, Power: null or { Sign: 0 } }, AtUpper: { IsUnknown: false, Power: null or { Sign: 0 } } }
        && Simplexes.Where(s => s.Coordinates.Contains(coordinate)).All(s => s.AtLast.IsPlain);

    /// <summary>Whether a point lies in the declared set, and inside where the set couples coordinates in another way than a simplex does.</summary>
    public bool Contains(IReadOnlyList<Rational> point) =>
        Ranges.Select((r, i) => r.Contains(point[i])).All(x => x) && Simplexes.All(s => Rest(s, point).Sign >= 0) && Couplings.All(c => c.IsInside(point));

    /// <summary>The last element of a simplex.</summary>
    public static Rational Rest(SimplexGroup simplex, IReadOnlyList<Rational> point) =>
        simplex.Coordinates.Aggregate(Rational.One, (rest, c) => rest - point[c]);

    private static bool IsSimplex(Coordinate c) =>
        c.Block.Set.Structure is Language.Model.Structure.Simplex or Language.Model.Structure.RowStochastic;
}
