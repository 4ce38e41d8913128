using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Optimisation;

/// <summary>
/// Finds the log likelihoods of hidden Markov models, which the graph has as a recurrence of logarithms, and leaves them to a
/// routine that works with scaled probabilities: it takes no logarithm or exponential of sums.
/// </summary>
internal sealed class ForwardAlgorithm
{
    private readonly Dictionary<Tensor, RoutineResult> _known = [];

    /// <summary>The likelihood that a reduction over the states of the last step is; null where it is none.</summary>
    /// <param name="last">The reduction.</param>
    /// <param name="rewrite">Makes the tensor of the emissions' log densities that counts.</param>
    public Scalar? Find(Reduce last, Func<Tensor, Tensor> rewrite)
    {
        if (last is not { Kind: ReduceKind.LogSumExp, Lower.Constant: 0, Body: Element { Tensor: Definition { Indices: [var step, var state], Extents: [var steps, var states] } forward, Indices: [var end, var at] } }
            || at != last.Index
            || last.Upper != states
            || !end.Equals(steps - 1))
        {
            return null;
        }

        if (!_known.TryGetValue(forward, out var result))
        {
            if (forward.Body is not Apply { Primitive: Primitive.Add, Arguments: [Element emission, Select { Then: Apply { Primitive: Primitive.Log, Arguments: [var start] } } choice] }
                || !emission.Indices.SequenceEqual([step, state])
                || !choice.Condition.Equals(ScalarFunctions.AreEqual(step, 0))
                || start.FreeIndices().Contains(step)
                || Transition(choice.Else, forward) is not var (from, transition))
            {
                return null;
            }

            result = new RoutineResult(
                "likelihood",
                Routine.ForwardAlgorithm,
                [
                    ElementFamily.TensorOf(start, "start", [state], [states]),
                    ElementFamily.TensorOf(transition, "transition", [from, state], [states, states]),
                    rewrite(emission.Tensor),
                ],
                forward.Level,
                [],
                forward.Origin);
            _known.Add(forward, result);
        }

        return new Element(result, []);
    }

    /// <summary>The index of the earlier state, and the probability of the transition to this one.</summary>
    private static (IndexVariable From, Scalar Probability)? Transition(Scalar scalar, Definition forward)
    {
        var (step, state) = (forward.Indices[0], forward.Indices[1]);
        return scalar is Reduce
        {
            Kind: ReduceKind.LogSumExp,
            Lower.Constant: 0,
            Body: Apply { Primitive: Primitive.Add, Arguments: [Element { Indices: [var before, var from] } earlier, Apply { Primitive: Primitive.Log, Arguments: [var probability] }] },
        } sum
            && earlier.Tensor == forward
            && sum.Upper == forward.Extents[1]
            && from == sum.Index
            && before.Equals(step - 1)
            && !probability.FreeIndices().Contains(step)
            && probability.FreeIndices().All(i => i == sum.Index || i == state)
            ? (sum.Index, probability)
            : null;
    }
}
