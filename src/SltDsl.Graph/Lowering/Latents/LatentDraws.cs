using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>Draws of latent variables given the row and w: joint states of those that meet, in the order in which they are summed out.</summary>
internal sealed class LatentDraws(Workshop workshop, LatentElimination elimination, LatentReads reads)
{
    private readonly Dictionary<LatentVariable, Func<IReadOnlyList<Scalar>, Scalar>> _drawn = [];

    /// <summary>Whether a variable is drawn.</summary>
    public bool Has(LatentVariable variable) => _drawn.ContainsKey(variable);

    /// <summary>A scalar with draws in place of states and members.</summary>
    public Scalar Drawn(Scalar scalar) => SingleStates(Replacement().Of(scalar));

    /// <summary>A law with draws in place of states and members.</summary>
    public Law Drawn(Law law) => LawIndices.Map(Replacement().Of(law), SingleStates);

    /// <summary>Draws of the variables of a frame, each quantity reading those before it.</summary>
    public IReadOnlyList<GeneratedQuantity> Draw(Frame frame)
    {
        var quantities = new List<GeneratedQuantity>();
        Draw(frame, [], quantities);
        return quantities;
    }

    /// <summary>A draw of the joint state of all variables of a frame.</summary>
    public GeneratedQuantity Draw(Frame frame, JointStates joint, IndexVariable state, Scalar weight)
    {
        var drawn = Quantity(frame.Members, [], [], state, new Integer(joint.Count), weight);
        foreach (var member in frame.Members)
        {
            _drawn[member.Variable] = positions => joint.Member(member.Variable, positions, drawn.Value[[]]);
        }

        return drawn;
    }

    private void Draw(Frame frame, EquatableArray<IndexVariable> path, List<GeneratedQuantity> quantities)
    {
        var settled = elimination.Settle(frame, null);
        if (settled.States.Count > 0)
        {
            quantities.Add(DrawSingle(frame, settled, path));
        }

        // What is left is given the draws.
        var states = frame.Members.Where(m => m.IsOne).Select((m, n) => (settled.States[n], _drawn[m.Variable](m.Path) - m.Variable.Lower)).ToDictionary(p => p.Item1, p => p.Item2);
        Law AtDraws(Law law) => LawIndices.Map(law, s => s.Substitute(states));
        var rest = new Frame(
            settled.Rest.Members.Select(m => m with { Prior = AtDraws(m.Prior) }).ToEquatableArray(),
            settled.Rest.Evidence.Select(e => e with { Law = AtDraws(e.Law) }).ToEquatableArray());
        foreach (var arrays in elimination.Connected(rest, null))
        {
            if (elimination.ChainOf(arrays, null) is { } chain)
            {
                quantities.Add(DrawChain(arrays, chain, path));
            }
            else
            {
                var position = workshop.Index("t", arrays.Members[0].Length);
                Draw(elimination.At(arrays, position), [.. path, position], quantities);
            }
        }
    }

    private GeneratedQuantity DrawSingle(Frame frame, Settled settled, EquatableArray<IndexVariable> path)
    {
        var single = frame.Members.Where(m => m.IsOne).ToEquatableArray();
        var count = settled.Counts.Aggregate((Scalar)1, (product, c) => product * c);
        var joint = workshop.Index("state", count);
        var digits = Digits(joint, settled.Counts);
        var states = settled.States.Zip(digits, (state, digit) => (state, digit)).ToDictionary(p => p.state, p => p.digit);
        var logWeight = elimination.LogJoint(settled).Substitute(states);
        var weight = elimination.Normalised(logWeight, weights => new Reduce(ReduceKind.LogSumExp, joint, 0, count, weights), single[0].Variable.Declaration.Span);
        var drawn = Quantity(single, path, path.Select(p => workshop.Range(p).Upper).ToEquatableArray(), joint, count, weight);
        for (var n = 0; n < single.Count; n++)
        {
            var (variable, place) = (single[n].Variable, n);
            _drawn[variable] = positions => Digits(drawn.Value[[.. positions]], settled.Counts)[place] + variable.Lower;
        }

        return drawn;
    }

    private GeneratedQuantity DrawChain(Frame arrays, LatentChain chain, EquatableArray<IndexVariable> path)
    {
        var time = workshop.Index("t", chain.Length);
        var state = workshop.Index("state", chain.Count);
        EquatableArray<IndexVariable> axes = [.. path, time];
        EquatableArray<Scalar> extents = [.. path.Select(p => workshop.Range(p).Upper), chain.Length];
        var leaf = LeafOf(arrays.Members, extents);
        var weight = chain.BackwardWeight(arrays, elimination.LogDensity, time, state, at => leaf[[.. path, at]]);
        foreach (var member in arrays.Members)
        {
            // Draws run against time.
            _drawn[member.Variable] = positions =>
                chain.StateOf(member.Variable, leaf[[.. positions.Take(path.Count), chain.Length - 1 - positions[path.Count]]]) + member.Variable.Lower;
        }

        return Quantity(leaf, axes, state, chain.Count, weight);
    }

    private static GeneratedQuantity Quantity(
        EquatableArray<Members> members, EquatableArray<IndexVariable> axes, EquatableArray<Scalar> extents, IndexVariable state, Scalar count, Scalar weight) =>
        Quantity(LeafOf(members, extents), axes, state, count, weight);

    private static GeneratedQuantity Quantity(Leaf leaf, EquatableArray<IndexVariable> axes, IndexVariable state, Scalar count, Scalar weight)
    {
        var span = leaf.Origin;
        Law law = new MixtureLaw(state, count, weight, new ScalarLaw("dirac", [], [Of(Primitive.ToReal, state)], span), span);
        for (var axis = axes.Count - 1; axis >= 0; axis--)
        {
            law = new PlateLaw(axes[axis], 0, leaf.Extents[axis], law, span);
        }

        return new GeneratedQuantity(leaf.Symbol, leaf, law, IsShown: false);
    }

    private static Leaf LeafOf(EquatableArray<Members> members, EquatableArray<Scalar> extents)
    {
        var first = members[0].Variable.Declaration.Symbol;
        return new Leaf(first with { Name = string.Join("_", members.Select(m => m.Variable.Name)), Level = Level.Row }, extents);
    }

    private static Scalar[] Digits(Scalar state, EquatableArray<Scalar> counts)
    {
        var digits = new Scalar[counts.Count];
        for (var n = 0; n < counts.Count; n++)
        {
            digits[n] = n == counts.Count - 1 ? state : Remainder(state, counts[n]);
            state = n == counts.Count - 1 ? state : Quotient(state, counts[n]);
        }

        return digits;
    }

    private LatentReplacement Replacement() => reads.Replacing(_drawn.Keys, (variable, positions) => _drawn[variable](positions));

    private Scalar SingleStates(Scalar scalar) =>
        scalar.Substitute(_drawn.Where(d => d.Key.State is not null).ToDictionary(d => d.Key.State!, d => d.Value([]) - d.Key.Lower));
}
