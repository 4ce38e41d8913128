using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Symmetries;

/// <summary>The symmetries of a model's likelihood and how many unseen directions they explain.</summary>
/// <param name="Groups">The groups; those of one kind that share parameters are joined.</param>
/// <param name="Unexplained">The number of unseen directions beyond them and beyond unused parameters.</param>
internal sealed record SymmetrySearch(IReadOnlyList<SymmetryGroup> Groups, int Unexplained)
{
    // A linear system with one unknown for each coordinate, at several points.
    private const int MostForKernels = 64;

    /// <summary>Searches all kinds of symmetries.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="space">The coordinates.</param>
    /// <param name="rank">The rank at random points.</param>
    /// <param name="unseen">Parameters that reach no observation.</param>
    public static SymmetrySearch Of(ModelGraph graph, ParameterSpace space, GenericRank rank, IReadOnlyCollection<ParameterBlock> unseen)
    {
        var inert = new HashSet<int>(space.Coordinates.Where(c => unseen.Contains(c.Block)).Select(c => c.Index));
        var test = new TangentTest(rank, space);
        var axes = new AxisGroups(graph, space);
        var unused = test.Explain(inert.Select(i => (Func<ulong[], ulong[]>)(_ => Unit(i, space.Dimension))));

        // A coordinate that nothing sees, though it occurs, is missing rank and not a symmetry.
        inert.UnionWith(Enumerable.Range(0, space.Dimension).Where(i => !rank.Points[0].Rank.Space.Rows.Any(r => r[i] != 0)));
        var continuous = new List<SymmetryGroup>();
        if (rank.Rank < space.Dimension - unused)
        {
            continuous.AddRange(new LinearSymmetries(test, axes).Find());
            continuous.AddRange(new SliceSymmetries(test, axes, space, inert).Find());
            if (Left(rank, space, test) > 0 && space.Dimension <= MostForKernels)
            {
                continuous.AddRange(new TorusSymmetries(test, space, inert).Find());
                continuous.AddRange(new RelativeShifts(test, space, rank.Rank).Find());
            }
        }

        var absorbed = continuous.Select(g => g.Kind == SymmetryKind.Shift && g.Multiplier is null ? g with { IsAbsorbedByLaw = IsAbsorbed(graph, g) } : g).ToArray();
        var joined = Join(absorbed).ToArray();
        var discrete = new DiscreteSymmetries(axes, space, new SubstitutionTest(rank), joined, inert).Find();
        return new SymmetrySearch([.. joined, .. discrete], Left(rank, space, test));
    }

    private static int Left(GenericRank rank, ParameterSpace space, TangentTest test) => space.Dimension - rank.Rank - test.Explained.Rank;

    private static ulong[] Unit(int index, int dimension)
    {
        var unit = new ulong[dimension];
        unit[index] = 1;
        return unit;
    }

    /// <summary>Whether a shift changes the parameters of the family, so that it is the law that does not see it.</summary>
    private static bool IsAbsorbed(ModelGraph graph, SymmetryGroup group)
    {
        var laws = graph.Observations.Select(o => o.Law).OfType<TensorLaw>().Where(l => l.Family == "categorical_logit").ToArray();
        if (laws.Length == 0)
        {
            return false;
        }

        // A softmax absorbs what is added to all its arguments; a shift that cancels inside them leaves them as they are.
        var names = group.Weights.Select(w => w.Weight).Distinct().Count();
        return names == 1;
    }

    /// <summary>Groups of one kind that share parameters are one finding.</summary>
    private static IEnumerable<SymmetryGroup> Join(IEnumerable<SymmetryGroup> groups)
    {
        var joined = new List<SymmetryGroup>();
        foreach (var group in groups)
        {
            var at = joined.FindIndex(j => j.Kind == group.Kind && j.IsAbsorbedByLaw == group.IsAbsorbedByLaw && j.Multiplier == group.Multiplier
                && (j.Blocks.Intersect(group.Blocks).Any() || group.IsAbsorbedByLaw));
            if (at < 0)
            {
                joined.Add(group);
                continue;
            }

            var other = joined[at];
            joined[at] = other with
            {
                Blocks = [.. other.Blocks.Union(group.Blocks)],
                Dimension = other.Dimension + group.Dimension,
                Copies = other.Copies + group.Copies,
                Weights = [.. other.Weights.Union(group.Weights)],
                Extent = Math.Max(other.Extent, group.Extent),
                ExtentNames = [.. other.ExtentNames.Union(group.ExtentNames)],
            };
        }

        return joined;
    }
}
