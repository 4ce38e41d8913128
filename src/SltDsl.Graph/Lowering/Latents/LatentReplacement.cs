using SltDsl.Graph.Expressions;
using SltDsl.Language;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>
/// Puts states in place of the members of latent arrays. A definition that depends on members is made anew for the states, once
/// for each way in which it is read.
/// </summary>
internal sealed class LatentReplacement(
    Workshop workshop, LatentReads reads, HashSet<LatentVariable> variables, Func<LatentVariable, EquatableArray<Scalar>, Scalar> read, Func<Scalar, Scalar> simplify)
{
    private readonly Dictionary<Element, Scalar> _specialised = [];
    private readonly Dictionary<(Tensor, EquatableArray<Scalar>), Lowered> _recurrences = [];

    /// <summary>The law with states for members.</summary>
    public Law Of(Law law) => LawIndices.Map(law, Of, Of);

    /// <summary>The scalar with states for members.</summary>
    public Scalar Of(Scalar scalar)
    {
        switch (scalar)
        {
            case Element element when reads.VariableOf(element.Tensor) is { } variable && variables.Contains(variable):
                return read(variable, element.Indices.Select(Of).ToEquatableArray());
            case Element element when IsReached(element.Tensor):
                return Specialised(element with { Indices = element.Indices.Select(Of).ToEquatableArray() });
            case Select select:
                var condition = Of(select.Condition);
                return condition.Constant is { } known ? Of(known != 0 ? select.Then : select.Else) : new Select(condition, Of(select.Then), Of(select.Else));
            default:
                return simplify(scalar.Map(Of));
        }
    }

    private TensorArgument Of(TensorArgument argument)
    {
        var leading = argument.Leading.Select(Of).ToEquatableArray();
        if (!IsReached(argument.Tensor))
        {
            return argument with { Leading = leading };
        }

        var value = workshop.Value(argument.Extents, i => argument.Tensor is Definition { IsRecurrence: false } definition
            ? BodyOf(definition, [.. leading, .. i])
            : Specialised(argument.Tensor[[.. leading, .. i]]));
        return workshop.ArgumentOf(value, argument.Tensor.Name, argument.Tensor.ElementKind, argument.Tensor.Origin);
    }

    private bool IsReached(Tensor tensor) => reads.ReachedBy(tensor).Any(leaf => variables.Contains(reads.VariableOf(leaf)!));

    private Scalar Specialised(Element element)
    {
        if (!_specialised.TryGetValue(element, out var specialised))
        {
            specialised = element.Tensor switch
            {
                Definition { IsRecurrence: true } recurrence => OfRecurrence(recurrence, element.Indices),
                Definition definition => workshop.Shared(Lowered.Scalar(BodyOf(definition, element.Indices)), definition.Name, definition.ElementKind, definition.Origin).Body,
                RoutineResult routine => OfRoutine(routine)[[.. element.Indices]],
                _ => element,
            };
            _specialised.Add(element, specialised);
        }

        return specialised;
    }

    // A definition may cover fewer positions than the index at which it is read: what a range leaves out has no value.
    private Scalar BodyOf(Definition definition, EquatableArray<Scalar> positions)
    {
        var inside = (Scalar)1;
        for (var axis = 0; axis < positions.Count; axis++)
        {
            if (positions[axis].FreeIndices() is [var index]
                && IndexDifference.Between(positions[axis], index) is { } shift
                && (IndexDifference.Between(workshop.Range(index).Lower, (Scalar)0) is not { } least || least + shift < 0
                    || IndexDifference.Between(definition.Extents[axis], workshop.Range(index).Upper) is not { } rest || rest < shift))
            {
                inside = And(inside, And(LessOrEqual(0, positions[axis]), Less(positions[axis], definition.Extents[axis])));
            }
        }

        return When(simplify(inside), Of(definition.BodyAt(positions)), 0.0);
    }

    // The leading axes that a recurrence keeps are not its own steps: it is made anew at the positions on them.
    private Scalar OfRecurrence(Definition recurrence, EquatableArray<Scalar> positions)
    {
        var earlierReads = recurrence.Body.Elements().Where(e => e.Tensor == recurrence).ToArray();
        var kept = 0;
        while (kept < recurrence.Indices.Count && earlierReads.All(e => e.Indices[kept] == recurrence.Indices[kept]))
        {
            kept++;
        }

        var outer = positions.Take(kept).ToEquatableArray();
        if (!_recurrences.TryGetValue((recurrence, outer), out var made))
        {
            made = workshop.Recurrence(
                recurrence.Name,
                recurrence.Extents.Skip(kept).ToEquatableArray(),
                (earlier, i) => Retarget(recurrence.BodyAt([.. outer, .. i]), recurrence, kept, earlier),
                recurrence.Origin,
                recurrence.ElementKind);
            _recurrences.Add((recurrence, outer), made);
        }

        return made.At([.. positions.Skip(kept)]);
    }

    private Scalar Retarget(Scalar body, Definition recurrence, int kept, Func<Scalar[], Scalar> earlier) => body is Element element && element.Tensor == recurrence
        ? earlier([.. element.Indices.Skip(kept).Select(i => Retarget(i, recurrence, kept, earlier))])
        : body is Element other && (IsReached(other.Tensor) || reads.VariableOf(other.Tensor) is not null) ? Of(other)
        : simplify(body.Map(part => Retarget(part, recurrence, kept, earlier)));

    private RoutineResult OfRoutine(RoutineResult routine)
    {
        var operands = routine.Operands.Select(o => workshop.TensorOf(workshop.Value(o.Extents, i => Of(o[[.. i]])), o.Name, o.ElementKind, o.Origin));
        return new RoutineResult(routine.Name, routine.Routine, operands.ToEquatableArray(), routine.Level, routine.Extents, routine.Origin);
    }
}
