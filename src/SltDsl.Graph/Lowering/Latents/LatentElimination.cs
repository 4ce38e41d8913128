using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>
/// Sums latent variables out: single ones by mixtures, arrays position by position or along a chain (variable elimination in the
/// order of the axes; Koller and Friedman 2009, chapter 9). What has been observed before conditions the weights, so that the
/// laws of several observations multiply to the law of the whole row.
/// </summary>
internal sealed class LatentElimination(Workshop workshop, LogDensityLowering densities, LatentReads reads)
{
    /// <summary>The law of a value with the latent variables of a frame summed out.</summary>
    /// <param name="frame">The variables, with what has been observed before.</param>
    /// <param name="law">The law of the value given their states.</param>
    /// <exception cref="InseparableException">Members of arrays meet otherwise than by position or along a chain.</exception>
    public Law SumOut(Frame frame, Law law)
    {
        var settled = Settle(frame, law);
        var inner = settled.Law!;
        if (Connected(settled.Rest, inner).FirstOrDefault(f => reads.ReachedBy(inner.Scalars()).Any(f.Has)) is { } arrays)
        {
            inner = SumOutArrays(arrays, inner);
        }

        for (var n = settled.States.Count - 1; n >= 0; n--)
        {
            inner = new MixtureLaw(settled.States[n], settled.Counts[n], Weight(settled, n), inner, law.Span);
        }

        return inner;
    }

    /// <summary>The log density of what has been observed, with the latent variables summed out.</summary>
    public Scalar LogMarginal(Frame frame)
    {
        var settled = Settle(frame, null);
        return SumOver(settled, 0, LogJoint(settled));
    }

    /// <summary>The states of single members of a frame, and what is left given them.</summary>
    public Settled Settle(Frame frame, Law? law)
    {
        var single = frame.Members.Where(m => m.IsOne).ToArray();
        var states = single.Select(m => m.Variable.State ?? workshop.Index(m.Variable.Name, m.Variable.Count)).ToArray();
        var replacement = reads.Replacing(single.Select(m => m.Variable), (variable, positions) =>
        {
            var n = Array.FindIndex(single, m => m.Variable == variable);
            return ArePositions(positions, single[n].Path) ? states[n] + variable.Lower : throw new InseparableException();
        });
        var priors = single.Select((m, n) => Probability(densities, m.Variable, replacement.Of(m.Prior), states[n])).ToArray();
        var arrays = frame.Members.Where(m => !m.IsOne).Select(m => m with { Prior = replacement.Of(m.Prior) });
        var evidence = frame.Evidence.Select(e => e with { Law = replacement.Of(e.Law) });
        return new Settled(
            states,
            single.Select(m => m.Variable.Count).ToEquatableArray(),
            priors,
            new Frame(arrays.ToEquatableArray(), evidence.ToEquatableArray()),
            law is null ? null : replacement.Of(law));
    }

    /// <summary>The log of the joint density of states and observations, arrays summed out.</summary>
    public Scalar LogJoint(Settled settled)
    {
        var joint = settled.Priors.Aggregate((Scalar)0.0, (sum, prior) => sum + Log(prior));
        joint = settled.Rest.Evidence.Where(e => !reads.ReachedBy(e.Law.Scalars()).Any(settled.Rest.Has)).Aggregate(joint, (sum, e) => sum + LogDensity(e));
        return Connected(settled.Rest, null).Where(f => f.Evidence.Count > 0).Aggregate(joint, (sum, f) => sum + LogMarginalOfArrays(f));
    }

    /// <summary>The arrays of a frame in groups that meet neither in a prior nor in an observation, each with what is observed of it.</summary>
    /// <param name="frame">The arrays.</param>
    /// <param name="law">A law in which they may meet too, or null.</param>
    public IReadOnlyList<Frame> Connected(Frame frame, Law? law)
    {
        var groups = frame.Members.Select(m => new HashSet<LatentVariable> { m.Variable }).ToList();
        var links = frame.Members.Select(m => reads.ReachedBy(m.Prior.Scalars()).Append(m.Variable))
            .Concat(frame.Evidence.Select(e => e.Law).Concat(law is null ? [] : [law]).Select(l => reads.ReachedBy(l.Scalars())));
        foreach (var link in links.Select(l => l.ToArray()))
        {
            var met = groups.Where(g => g.Overlaps(link)).ToArray();
            foreach (var other in met.Skip(1))
            {
                met[0].UnionWith(other);
                groups.Remove(other);
            }
        }

        return [.. groups.Select(g => new Frame(
            frame.Members.Where(m => g.Contains(m.Variable)).ToEquatableArray(),
            frame.Evidence.Where(e => reads.ReachedBy(e.Law.Scalars()).Any(g.Contains)).ToEquatableArray()))];
    }

    /// <summary>The probability of a state as e to the log weight less the log total.</summary>
    public Scalar Normalised(Scalar logWeight, Func<Scalar, Scalar> total, SourceSpan origin)
    {
        var weights = workshop.Shared(Lowered.Scalar(logWeight), "log_weights", ElementKind.Real, origin).Body;
        var sum = workshop.Shared(Lowered.Scalar(total(weights)), "log_total", ElementKind.Real, origin).Body;
        return workshop.Shared(Lowered.Scalar(Exp(weights - sum)), "posterior", ElementKind.Real, origin).Body;
    }

    /// <summary>A frame at a position on the next axis of its arrays.</summary>
    public Frame At(Frame frame, Scalar position)
    {
        var length = frame.Members[0].Length;
        return frame.Members.Any(m => m.IsOne || m.Length != length)
            ? throw new InseparableException()
            : new Frame(
                frame.Members.Select(m => new Members(m.Variable, [.. m.Path, position], LawAxes.ElementAt(m.Prior, length, position))).ToEquatableArray(),
                frame.Evidence.Select(e => ElementOf(e, length, position)).ToEquatableArray());
    }

    /// <summary>The chain along which the arrays of a frame step, or null where members at different positions do not meet.</summary>
    public LatentChain? ChainOf(Frame frame, Law? law) => LatentChain.Of(frame, law, workshop, densities, reads);

    /// <summary>The log density of an observation; a missing one says nothing about the states.</summary>
    public Scalar LogDensity(Evidence evidence)
    {
        var density = densities.LogDensity(evidence.Law, evidence.Value);
        return evidence.Value.Rank == 0 && evidence.Value.Body is Element ? When(LessOrEqual(Abs(evidence.Value.Body), double.PositiveInfinity), density, 0.0) : density;
    }

    private Law SumOutArrays(Frame frame, Law law)
    {
        var length = frame.Members[0].Length;
        var position = workshop.Index("t", length);
        var chain = ChainOf(frame, law);
        var element = LawAxes.ElementAt(law, length, position);
        return chain is null
            ? new PlateLaw(position, 0, length, SumOut(At(frame, position), element), law.Span)
            : chain.Given(frame, LogDensity).Law(position, element);
    }

    private Scalar LogMarginalOfArrays(Frame frame)
    {
        var length = frame.Members[0].Length;
        if (ChainOf(frame, null) is { } chain)
        {
            return chain.LogMarginal(frame, LogDensity);
        }

        var position = workshop.Index("t", length);
        return new Reduce(ReduceKind.Sum, position, 0, length, LogMarginal(At(frame, position)));
    }

    private Evidence ElementOf(Evidence evidence, Scalar length, Scalar position) => evidence.Value.Rank == 0 || evidence.Value.Extents[0] != length
        ? throw new InseparableException()
        : new Evidence(
            LawAxes.ElementAt(evidence.Law, length, position),
            workshop.Value(evidence.Value.Extents.Skip(1).ToEquatableArray(), i => evidence.Value.At([position, .. i])));

    /// <summary>The probability of a state given the states before it, and what has been observed.</summary>
    private Scalar Weight(Settled settled, int place)
    {
        if (settled.Rest.Evidence.Count == 0)
        {
            return settled.Priors[place];
        }

        var (state, count) = (settled.States[place], settled.Counts[place]);
        return Normalised(
            SumOver(settled, place + 1, LogJoint(settled)),
            weights => new Reduce(ReduceKind.LogSumExp, state, 0, count, weights),
            settled.Rest.Evidence[0].Law.Span);
    }

    private static Scalar SumOver(Settled settled, int from, Scalar joint)
    {
        for (var n = settled.States.Count - 1; n >= from; n--)
        {
            joint = new Reduce(ReduceKind.LogSumExp, settled.States[n], 0, settled.Counts[n], joint);
        }

        return joint;
    }

    /// <summary>The probability of a state, from 0.</summary>
    public static Scalar Probability(LogDensityLowering densities, LatentVariable variable, Law prior, Scalar state) =>
        prior is TensorLaw { Family: "categorical" } categorical && variable.Lower.Constant == 1
            ? categorical.Arguments[0][state]
            : Exp(densities.LogDensity(prior, Lowered.Scalar(state + variable.Lower)));

    private static bool ArePositions(EquatableArray<Scalar> positions, EquatableArray<Scalar> path) =>
        positions.Zip(path, IndexDifference.Between).All(difference => difference == 0);
}

/// <summary>Single members at their states.</summary>
/// <param name="States">The state of each, from 0.</param>
/// <param name="Counts">How many states each has.</param>
/// <param name="Priors">The probability of each state, given those before.</param>
/// <param name="Rest">The arrays that are left, and what has been observed.</param>
/// <param name="Law">The law of the value that is looked at, or null.</param>
internal sealed record Settled(EquatableArray<IndexVariable> States, EquatableArray<Scalar> Counts, EquatableArray<Scalar> Priors, Frame Rest, Law? Law);
