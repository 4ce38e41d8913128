using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Rank;

/// <summary>The rank at generic points, with the points and the spans of the derivatives there.</summary>
internal sealed class GenericRank
{
    private const ulong Seed = 0x51_7D51;
    private const int MostAttempts = 48;

    // In a network the largest rank is that of the cells in which every unit matters.
    private const int PiecewiseDraws = 5;

    // Beyond this one elimination is dear, and a large model shows its rank at one point.
    private const int LargeDimension = 64;

    private readonly Func<ulong, GenericPoint> _draw;
    private readonly int _dimension;
    private readonly CancellationToken _cancellation;
    private readonly List<(GenericPoint Point, JacobianRank Rank)> _points = [];
    private ulong _next = Seed;

    private GenericRank(DataView view, int dimension, Func<ulong, GenericPoint> draw, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        View = view;
        _dimension = dimension;
        _draw = draw;
    }

    /// <summary>The two random points of the largest ranks met (one for a large model), with the rank at each.</summary>
    public IReadOnlyList<(GenericPoint Point, JacobianRank Rank)> Points => [.. _points.OrderByDescending(p => p.Rank.Rank).Take(2)];

    /// <summary>The rows of data used.</summary>
    public DataView View { get; }

    /// <summary>The rank.</summary>
    public int Rank => _points.Max(p => p.Rank.Rank);

    /// <summary>Whether every value had an image that keeps its relations.</summary>
    public bool IsExact => _points.All(p => !p.Rank.UsedSurrogates);

    /// <summary>Whether the functions have pieces, so that the rank may differ from cell to cell.</summary>
    public bool IsPiecewise => _points.Any(p => p.Point.Field.UsedPieces);

    /// <summary>The rank at random points, or null where the model has no image modulo the prime or time is up.</summary>
    public static GenericRank? Of(ModelGraph graph, Setting setting, ParameterSpace space, CancellationToken cancellation)
    {
        var rank = new GenericRank(new DataView(graph, setting, Seed), space.Dimension, seed => GenericPoint.Draw(graph, setting, space, seed), cancellation);
        while (rank._points.Count < (space.Dimension > LargeDimension ? 1 : rank.IsPiecewise ? PiecewiseDraws : 2))
        {
            if (rank.Another() is null)
            {
                return null;
            }
        }

        return rank;
    }

    /// <summary>Another random point with derivatives of some rows, or null where none has an image.</summary>
    public (GenericPoint Point, GradientSample Derivatives)? Sample() =>
        Drawn<(GenericPoint Point, GradientSample Derivatives)>(point => (point, GradientSample.At(point, View, _dimension)));

    /// <summary>The rank at another random point, or null where none has an image.</summary>
    public (GenericPoint Point, JacobianRank Rank)? Another()
    {
        var found = Drawn<(GenericPoint Point, JacobianRank Rank)>(point => (point, JacobianRank.At(point, View, _dimension, _cancellation)));
        if (found is { } another)
        {
            _points.Add(another);
        }

        return found;
    }

    private T? Drawn<T>(Func<GenericPoint, T> measure)
        where T : struct
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            try
            {
                return measure(_draw(_next++));
            }
            catch (UnluckyPointException)
            {
                // Another point may have an image.
            }
            catch (Exception e) when (e is NotInstantiableException or OperationCanceledException)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Sparse directions that the data do not see, at a point with small coordinates whose rank is the generic one; none where no such point is found or the model is large.</summary>
    public IReadOnlyList<IReadOnlyList<(Coordinate Coordinate, Rational Value)>> NullDirections(ParameterSpace space)
    {
        if (Rank == space.Dimension || space.Dimension > LargeDimension)
        {
            return [];
        }

        foreach (var scale in new[] { 1, 2, 3 })
        {
            try
            {
                var point = Points[0].Point.At(SmallPoint.Coordinates(space, scale));
                var rank = JacobianRank.At(point, View, space.Dimension, _cancellation);
                if (rank.Rank == Rank && Reconstruct(rank.Space.OrthogonalBasis(), space) is { } directions)
                {
                    return directions;
                }
            }
            catch (UnluckyPointException)
            {
                // The next point may have an image.
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return [];
    }

    private static IReadOnlyList<IReadOnlyList<(Coordinate, Rational)>>? Reconstruct(IReadOnlyList<ulong[]> basis, ParameterSpace space)
    {
        var directions = basis.Select(vector => vector
            .Select((value, n) => (Coordinate: space.Coordinates[n], Value: value == 0 ? Rational.Zero : RationalReconstruction.Of(value)))
            .Where(c => c.Value is not { Sign: 0 }).ToArray()).ToArray();
        return directions.All(d => d.All(c => c.Value is not null)) ? [.. directions.Select(d => d.Select(c => (c.Coordinate, c.Value!.Value)).ToArray())] : null;
    }
}
