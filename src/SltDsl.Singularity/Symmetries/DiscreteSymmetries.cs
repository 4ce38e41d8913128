using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Language.Model;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Symmetries;

/// <summary>Permutations of the positions of an axis and changes of sign, confirmed by substitution.</summary>
internal sealed class DiscreteSymmetries(AxisGroups axes, ParameterSpace space, SubstitutionTest test, IReadOnlyList<SymmetryGroup> continuous, ISet<int> inert)
{
    private const int MostSubsets = 32;

    /// <summary>The groups.</summary>
    public IEnumerable<SymmetryGroup> Find() => Relabellings().Concat(SignFlips());

    private IEnumerable<SymmetryGroup> Relabellings()
    {
        foreach (var (name, extent, all) in axes.All.Where(g => g.Extent >= 2))
        {
            var used = all.Where(a => space.CoordinatesOf(a.Block).Any(c => !inert.Contains(c.Index))).ToArray();
            if (continuous.Any(g => g.Kind is SymmetryKind.GeneralLinear or SymmetryKind.Rotation && g.ExtentNames.Contains(name)))
            {
                continue;
            }

            var subset = Subsets(used).FirstOrDefault(s => test.IsUnchanged(Permuted(s, i => i switch { 0 => 1, 1 => 0, _ => i }))
                && (extent == 2 || test.IsUnchanged(Permuted(s, i => (i + 1) % extent))));
            if (subset is null)
            {
                continue;
            }

            yield return new SymmetryGroup(SymmetryKind.Relabelling, [.. subset.Select(a => a.Block).Distinct()], 0)
            {
                Extent = extent,
                ExtentName = name,
                IsBrokenByType = subset.Any(a => a.Block.Set.Structure is Structure.Ordered or Structure.PositiveOrdered),
            };
        }
    }

    private IEnumerable<SymmetryGroup> SignFlips()
    {
        var done = new HashSet<string>();
        foreach (var (name, extent, all) in axes.All)
        {
            var signed = all.Where(a => HasBothSigns(a.Block)).ToArray();
            foreach (var subset in Subsets(signed).Reverse())
            {
                var key = string.Join(",", subset.Select(a => a.Block.Leaf.Name).OrderBy(n => n, StringComparer.Ordinal));
                if (done.Any(d => IsInside(d, key)) || IsInContinuous(subset.Select(a => a.Block)) || !test.IsUnchanged(Flipped(c => subset.Any(a => a.Block == c.Block && c.Positions[a.Axis] == 0))))
                {
                    continue;
                }

                done.Add(key);
                yield return Sign(subset.Select(a => a.Block), extent, name);
            }
        }

        foreach (var subset in Subsets(space.Coordinates.Select(c => c.Block).Distinct().Where(HasBothSigns).Select(b => new BlockAxis(b, -1)).ToArray()).Reverse())
        {
            var key = string.Join(",", subset.Select(a => a.Block.Leaf.Name).OrderBy(n => n, StringComparer.Ordinal));
            if (!done.Any(d => IsInside(d, key)) && !IsInContinuous(subset.Select(a => a.Block)) && test.IsUnchanged(Flipped(c => subset.Any(a => a.Block == c.Block))))
            {
                done.Add(key);
                yield return Sign(subset.Select(a => a.Block), 1, null);
            }
        }
    }

    private static SymmetryGroup Sign(IEnumerable<ParameterBlock> blocks, int copies, string? name)
    {
        ParameterBlock[] moved = [.. blocks.Distinct()];
        return new SymmetryGroup(moved.Length == 1 ? SymmetryKind.Even : SymmetryKind.SignFlip, moved, 0) { Copies = copies, Extent = copies, ExtentName = name };
    }

    private static bool IsInside(string small, string large)
    {
        var names = large.Split(',');
        return small.Split(',').All(names.Contains);
    }

    private bool IsInContinuous(IEnumerable<ParameterBlock> blocks) =>
        continuous.Any(g => g.Kind != SymmetryKind.Shift && blocks.All(b => g.Blocks.Contains(b)));

    private bool HasBothSigns(ParameterBlock block) => block.Set is { Structure: null, Lower: null, Upper: null }
        && block.Leaf.ElementKind == ElementKind.Real && space.CoordinatesOf(block).Any(c => !inert.Contains(c.Index));

    /// <summary>All subsets that are not empty, the whole first.</summary>
    private static IEnumerable<BlockAxis[]> Subsets(BlockAxis[] all) => all.Length == 0
        ? []
        : Enumerable.Range(1, Math.Min((1 << Math.Min(all.Length, 20)) - 1, MostSubsets))
            .Select(mask => ((1 << Math.Min(all.Length, 20)) - mask))
            .Select(mask => all.Where((_, i) => (mask >> i & 1) != 0).ToArray()).Where(s => s.Length > 0);

    private Func<IReadOnlyList<Rational>, Rational[]> Flipped(Func<Coordinate, bool> isFlipped) =>
        point => [.. space.Coordinates.Select(c => isFlipped(c) ? -point[c.Index] : point[c.Index])];

    private Func<IReadOnlyList<Rational>, Rational[]> Permuted(IReadOnlyList<BlockAxis> subset, Func<long, long> permutation) => point =>
        [.. space.Coordinates.Select(c =>
        {
            var moved = subset.Where(a => a.Block == c.Block).Select(a => a.Axis).ToArray();
            return moved.Length == 0 ? point[c.Index] : Element(c.Block, [.. c.Positions.Select((p, axis) => moved.Contains(axis) ? permutation(p) : p)], point);
        })];

    private Rational Element(ParameterBlock block, IReadOnlyList<long> positions, IReadOnlyList<Rational> point) => space.Form(block.Leaf, positions) is AffineForm affine
        ? affine.Terms.Aggregate(affine.Constant, (sum, term) => sum + (term.Sign * point[term.Coordinate]))
        : throw new Graph.Instantiation.NotInstantiableException("The declared set is curved.");
}
