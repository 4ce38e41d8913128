using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Rank;

/// <summary>The rank of the map from parameters to the law of a row at a point.</summary>
/// <param name="Space">The span of the derivatives; its orthogonal vectors are the directions that the data do not see.</param>
/// <param name="UsedSurrogates">Whether transcendental values without relations entered: the rank may then be too large.</param>
/// <param name="Operations">What it cost.</param>
internal sealed record JacobianRank(RowSpace Space, bool UsedSurrogates, long Operations)
{
    private const int Patience = 6;
    private const int PatienceWithPieces = 24;

    /// <summary>The rank.</summary>
    public int Rank => Space.Rank;

    /// <summary>The rank at a point: rows are added until they bring nothing new.</summary>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public static JacobianRank At(GenericPoint point, DataView view, int dimension, CancellationToken cancellation)
    {
        var space = new RowSpace(dimension);
        var before = point.Field.Operations;
        var idle = 0;
        int Wait() => view.Period > 1 ? view.Period : point.Field.UsedPieces ? PatienceWithPieces : Patience;
        for (var row = 0; row < view.Period + Patience + (4 * dimension) && idle < Wait() && space.Rank < dimension; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var rank = space.Rank;
            foreach (var seen in view.At(point, row).Where(s => !s.IsConstant))
            {
                space.Add(seen.Gradient.ToDense(dimension));
            }

            idle = space.Rank == rank ? idle + 1 : 0;
        }

        return new JacobianRank(space, point.Field.UsedSurrogates, point.Field.Operations - before + space.Operations);
    }
}
