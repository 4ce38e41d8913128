using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>
/// Latent arrays whose members depend on earlier ones, as one hidden Markov chain: its state is that of all members at a position,
/// and of as many before them as are read from there. Several arrays make a factorial chain.
/// </summary>
internal sealed class LatentChain
{
    private readonly Workshop _workshop;
    private readonly LogDensityLowering _densities;
    private readonly LatentReads _reads;
    private readonly EquatableArray<Members> _members;
    private readonly int[] _copies;
    private readonly HiddenMarkovLaw _chain;

    private LatentChain(Frame frame, int[] copies, Workshop workshop, LogDensityLowering densities, LatentReads reads)
    {
        (_workshop, _densities, _reads, _members, _copies) = (workshop, densities, reads, frame.Members, copies);
        Span = frame.Members[0].Variable.Declaration.Span;
        Length = frame.Members[0].Length;
        Count = _members.Select((m, n) => Enumerable.Repeat(m.Variable.Count, copies[n])).SelectMany(c => c).Aggregate((Scalar)1, (product, count) => product * count);
        _chain = Markov();
    }

    private LatentChain(LatentChain other, HiddenMarkovLaw chain)
    {
        (_workshop, _densities, _reads, _members, _copies) = (other._workshop, other._densities, other._reads, other._members, other._copies);
        (Span, Length, Count, _chain) = (other.Span, other.Length, other.Count, chain);
    }

    /// <summary>The number of steps.</summary>
    public Scalar Length { get; }

    /// <summary>The number of joint states.</summary>
    public Scalar Count { get; }

    private SourceSpan Span { get; }

    /// <summary>The chain along which the arrays of a frame step, or null where no law reads a member at another position.</summary>
    /// <param name="frame">The arrays, with what has been observed.</param>
    /// <param name="law">The law of the value that is looked at, or null.</param>
    /// <param name="workshop">Makes indices and definitions.</param>
    /// <param name="densities">The densities of laws.</param>
    /// <param name="reads">Where members are read.</param>
    /// <exception cref="InseparableException">A law reads a member that is not a fixed number of steps before.</exception>
    public static LatentChain? Of(Frame frame, Law? law, Workshop workshop, LogDensityLowering densities, LatentReads reads)
    {
        var length = frame.Members[0].Length;
        var position = workshop.Index("t", length);
        if (frame.Members.Any(m => m.IsOne || m.Length != length))
        {
            throw new InseparableException();
        }

        // What a step reads of the step before is in the state before it; what an observation reads is in the state itself.
        var copies = frame.Members.Select(_ => 1).ToArray();
        var isChain = false;
        foreach (var member in frame.Members)
        {
            Look(member.Prior, 0);
        }

        foreach (var observed in frame.Evidence.Select(e => e.Law).Concat(law is null ? [] : [law]))
        {
            Look(observed, 1);
        }

        return !isChain ? null
            : frame.Members.All(m => m.IsSequence) ? new LatentChain(frame, copies, workshop, densities, reads)
            : throw new InseparableException();

        void Look(Law whole, int own)
        {
            foreach (var (variable, positions) in reads.Of(LawAxes.ElementAt(whole, length, position)))
            {
                var n = 0;
                while (n < frame.Members.Count && frame.Members[n].Variable != variable)
                {
                    n++;
                }

                if (n == frame.Members.Count)
                {
                    continue;
                }

                var path = frame.Members[n].Path;
                var lag = IndexDifference.Between(position, positions[path.Count]);
                if (lag is null or < 0 or > 8 || !positions.Take(path.Count).Zip(path, IndexDifference.Between).All(d => d == 0))
                {
                    throw new InseparableException();
                }

                isChain |= lag > 0;
                copies[n] = Math.Max(copies[n], (int)lag + own);
            }
        }
    }

    /// <summary>The law of a value along the chain.</summary>
    /// <param name="position">The step.</param>
    /// <param name="element">The law of one element given the members.</param>
    public HiddenMarkovLaw Law(IndexVariable position, Law element)
    {
        var state = _workshop.Index("state", Count);
        return _chain with { State = state, Step = position, Emission = AtState(position, state).Of(element), Span = element.Span };
    }

    /// <summary>The log density of what has been observed of the chain.</summary>
    public Scalar LogMarginal(Frame frame, Func<Evidence, Scalar> logDensity)
    {
        var forward = Forward(frame, logDensity);
        return _workshop.Reduce(ReduceKind.LogSumExp, "s", Count, s => forward.At(Length - 1, s));
    }

    /// <summary>The chain given what has been observed: a Markov chain again, its steps weighted by what follows them.</summary>
    public LatentChain Given(Frame frame, Func<Evidence, Scalar> logDensity)
    {
        if (frame.Evidence.Count == 0)
        {
            return this;
        }

        var emitted = Emitted(frame, logDensity);

        // Row i is step Length − 1 − i: the log density of all that follows that step, given its state.
        var backward = _workshop.Recurrence(
            "backward",
            [Length, Count],
            (earlier, i) => When(
                AreEqual(i[0], 0),
                0.0,
                _workshop.Reduce(ReduceKind.LogSumExp, "s", Count, s =>
                    Log(_chain.TransitionFrom(Length - i[0], i[1])[s]) + emitted.At(Length - i[0], s) + earlier([i[0] - 1, s]))),
            Span);
        Scalar Message(Scalar step, Scalar state) => emitted.At(step, state) + backward.At(Length - 1 - step, state);
        var (from, to, step) = (_workshop.Index("previous", Count), _workshop.Index("state", Count), _workshop.Index("t", Length));
        var first = Log(_chain.Start[to]) + Message(0, to);
        var total = _workshop.Shared(Lowered.Scalar(new Reduce(ReduceKind.LogSumExp, to, 0, Count, first)), "log_total", ElementKind.Real, Span).Body;
        var before = backward.At(Length - step, from);
        var weight = Exp(Log(_chain.TransitionFrom(step, from)[to]) + Message(step, to) - before);
        var next = When(AreEqual(step, 0), 0.0, When(AreEqual(before, double.NegativeInfinity), 0.0, weight));
        return new LatentChain(this, _chain with
        {
            Start = _workshop.ArgumentOf(new Lowered([Count], [to], Exp(first - total)), "start", ElementKind.Real, Span),
            Transition = _workshop.ArgumentOf(new Lowered([Length, Count, Count], [step, from, to], next), "transition", ElementKind.Real, Span),
        });
    }

    /// <summary>
    /// The probabilities of a joint state for draws against time, given all that has been observed (forward filtering, backward
    /// sampling: Frühwirth-Schnatter 2006, section 11.2.2).
    /// </summary>
    /// <param name="frame">The arrays and what has been observed.</param>
    /// <param name="logDensity">The log density of an observation.</param>
    /// <param name="time">The draw's number; draw 0 is the last step.</param>
    /// <param name="state">The joint state.</param>
    /// <param name="later">The draw of a number.</param>
    public Scalar BackwardWeight(Frame frame, Func<Evidence, Scalar> logDensity, Scalar time, IndexVariable state, Func<Scalar, Scalar> later)
    {
        var message = Forward(frame, logDensity).At(Length - 1 - time, state);
        var logWeight = message + When(AreEqual(time, 0), 0.0, Log(_chain.TransitionFrom(Length - time, state)[later(time - 1)]));
        return Exp(logWeight - new Reduce(ReduceKind.LogSumExp, state, 0, Count, logWeight));
    }

    /// <summary>The state of a variable's own member in a joint state.</summary>
    public Scalar StateOf(LatentVariable variable, Scalar state)
    {
        var n = 0;
        while (_members[n].Variable != variable)
        {
            n++;
        }

        return Digit(state, n, 0);
    }

    private Lowered Forward(Frame frame, Func<Evidence, Scalar> logDensity) => _densities.ForwardMessages(_chain, Emitted(frame, logDensity));

    /// <summary>The log density of what is observed at a step, by joint state.</summary>
    private Lowered Emitted(Frame frame, Func<Evidence, Scalar> logDensity)
    {
        var (step, state) = (_workshop.Index("t", Length), _workshop.Index("state", Count));
        var replacement = AtState(step, state);
        var density = frame.Evidence
            .Select(e => logDensity(new Evidence(
                replacement.Of(LawAxes.ElementAt(e.Law, Length, step)),
                _workshop.Value(e.Value.Extents.Skip(1).ToEquatableArray(), i => e.Value.At([step, .. i])))))
            .Aggregate((Scalar)0.0, (sum, term) => sum + term);
        return _workshop.Materialise(new Lowered([Length, Count], [step, state], density), "emission", ElementKind.Real, Span);
    }

    private LatentReplacement AtState(IndexVariable position, Scalar state) =>
        _reads.Replacing(_members.Select(m => m.Variable), (variable, positions) => Read(variable, positions, position, state, null));

    /// <summary>A member read at a position: of the state itself, or of the one before for what the state does not hold.</summary>
    private Scalar Read(LatentVariable variable, EquatableArray<Scalar> positions, Scalar position, Scalar state, Func<int, int, Scalar>? before)
    {
        var n = 0;
        while (_members[n].Variable != variable)
        {
            n++;
        }

        var lag = (int)(IndexDifference.Between(position, positions[_members[n].Path.Count]) ?? throw new InseparableException());
        return variable.Lower + (lag == 0 || before is null ? Digit(state, n, lag) : before(n, lag - 1));
    }

    private HiddenMarkovLaw Markov()
    {
        var (state, previous) = (_workshop.Index("state", Count), _workshop.Index("previous", Count));
        var step = _workshop.Index("t", 1, Length);

        // Nothing comes before the first step: what a guard keeps from being read is state 0.
        var first = _reads.Replacing(_members.Select(m => m.Variable), (variable, positions) => Read(variable, positions, 0, state, (_, _) => 0));
        var next = _reads.Replacing(
            _members.Select(m => m.Variable),
            (variable, positions) => Read(variable, positions, step, state, (n, copy) => Digit(previous, n, copy)),
            scalar => IndexDifference.From(scalar, step, 1));
        Scalar Probability(LatentReplacement replacement, Scalar position) => _members
            .Select((m, n) => LatentElimination.Probability(_densities, m.Variable, replacement.Of(LawAxes.ElementAt(m.Prior, Length, position)), Digit(state, n, 0)))
            .Aggregate((Scalar)1.0, (product, p) => product * p);
        var start = When(Copies((n, copy) => AreEqual(Digit(state, n, copy), 0)), Probability(first, 0), 0.0);
        var body = When(Copies((n, copy) => AreEqual(Digit(state, n, copy), Digit(previous, n, copy - 1))), Probability(next, step), 0.0);

        // The first step has no transition, and what one reads may not exist there.
        var transition = body.FreeIndices().Contains(step)
            ? new Lowered([Length, Count, Count], [step, previous, state], When(AreEqual(step, 0), 0.0, body))
            : new Lowered([Count, Count], [previous, state], body);
        return new HiddenMarkovLaw(
            state,
            _workshop.ArgumentOf(new Lowered([Count], [state], start), "start", ElementKind.Real, Span),
            _workshop.ArgumentOf(transition, "transition", ElementKind.Real, Span),
            step,
            new ProductLaw([], Span),
            Span);
    }

    private Scalar Copies(Func<int, int, Scalar> holds)
    {
        var all = (Scalar)1;
        for (var n = 0; n < _members.Count; n++)
        {
            for (var copy = 1; copy < _copies[n]; copy++)
            {
                all = And(all, holds(n, copy));
            }
        }

        return all;
    }

    /// <summary>A member's state in the joint state, a number with a digit for each copy of each member.</summary>
    private Scalar Digit(Scalar state, int member, int copy)
    {
        var (digits, place) = ((Scalar)1, (Scalar)1);
        for (var n = 0; n < _members.Count; n++)
        {
            for (var c = 0; c < _copies[n]; c++)
            {
                place = (n, c) == (member, copy) ? digits : place;
                digits *= _members[n].Variable.Count;
            }
        }

        var isLast = member == _members.Count - 1 && copy == _copies[member] - 1;
        var higher = place.Constant == 1 ? state : Quotient(state, place);
        return isLast ? higher : Remainder(higher, _members[member].Variable.Count);
    }
}
