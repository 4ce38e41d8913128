using SltDsl.Graph.Expressions;
using SltDsl.Language;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>
/// Latent variables whose members meet in any way, with one joint state: a number with a digit for each member. It serves where
/// there is no position by position and no chain, and the joint states are few.
/// </summary>
internal sealed class JointStates
{
    private readonly LatentReads _reads;
    private readonly Workshop _workshop;
    private readonly EquatableArray<Members> _members;
    private readonly long[] _states;
    private readonly int[] _places;
    private readonly long[] _strides;

    private JointStates(Frame frame, long[] states, int[] places, Workshop workshop, LatentReads reads)
    {
        (_members, _states, _places, _workshop, _reads) = (frame.Members, states, places, workshop, reads);
        _strides = new long[states.Length];
        Count = 1;
        for (var n = 0; n < states.Length; n++)
        {
            _strides[n] = Count;
            Count *= (long)Math.Pow(states[n], places[n]);
        }
    }

    /// <summary>The number of joint states.</summary>
    public long Count { get; }

    /// <summary>The joint states of variables; null where their number is not known when the model is compiled, or too large.</summary>
    /// <param name="frame">The variables.</param>
    /// <param name="most">The largest number of states.</param>
    /// <param name="valueOf">The value of an integer that is a constant of the model, else null.</param>
    /// <param name="workshop">Makes indices and definitions.</param>
    /// <param name="reads">Where members are read.</param>
    /// <param name="count">How many states there are; null where it is not known.</param>
    public static JointStates? Of(Frame frame, long most, Func<Scalar, long?> valueOf, Workshop workshop, LatentReads reads, out double? count)
    {
        count = 1;
        var states = frame.Members.Select(m => valueOf(m.Variable.Count)).ToArray();
        var places = frame.Members.Select(m => m.Variable.Extents.Aggregate((long?)1, (product, extent) => product * valueOf(extent))).ToArray();
        for (var n = 0; n < states.Length; n++)
        {
            count *= states[n] is { } k && places[n] is { } length ? Math.Pow(k, length) : null;
        }

        return count <= most ? new JointStates(frame, [.. states.Select(s => s!.Value)], [.. places.Select(p => (int)p!.Value)], workshop, reads) : null;
    }

    /// <summary>Replaces reads by the members of a joint state.</summary>
    public LatentReplacement At(Scalar state) => _reads.Replacing(_members.Select(m => m.Variable), (variable, positions) => Member(variable, positions, state));

    /// <summary>The members in a joint state.</summary>
    public Scalar Member(LatentVariable variable, IReadOnlyList<Scalar> positions, Scalar state)
    {
        var n = 0;
        while (_members[n].Variable != variable)
        {
            n++;
        }

        var place = (Scalar)0;
        for (var axis = 0; axis < positions.Count; axis++)
        {
            place = (place * variable.Extents[axis]) + positions[axis];
        }

        var member = Digit(n, _places[n] - 1, state);
        for (var at = _places[n] - 2; at >= 0; at--)
        {
            member = When(AreEqual(place, at), Digit(n, at, state), member);
        }

        return member + variable.Lower;
    }

    /// <summary>The states of single variables in a joint state, by their index.</summary>
    public Dictionary<IndexVariable, Scalar> SingleStates(Scalar state) =>
        _members.Where(m => m.Variable.State is not null).ToDictionary(m => m.Variable.State!, m => Member(m.Variable, [], state) - m.Variable.Lower);

    /// <summary>The log probability of a joint state.</summary>
    public Scalar LogPrior(LogDensityLowering densities, Scalar state)
    {
        var replacement = At(state);
        var single = SingleStates(state);
        return _members.Select(m =>
        {
            var value = _workshop.Value(m.Variable.Extents, i => Member(m.Variable, i, state));
            return densities.LogDensity(LawIndices.Map(replacement.Of(m.Variable.Prior), s => s.Substitute(single)), value);
        }).Aggregate((sum, term) => sum + term);
    }

    private Scalar Digit(int member, int place, Scalar state)
    {
        var stride = _strides[member] * (long)Math.Pow(_states[member], place);
        var higher = stride == 1 ? state : Quotient(state, new Integer(stride));
        return stride * _states[member] == Count ? higher : Remainder(higher, new Integer(_states[member]));
    }
}
