using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <content>Values made from numbers, and reshaped or joined values.</content>
internal sealed partial class ExpressionLowering
{
    private Lowered LowerConstruction(Call call, Scope scope)
    {
        var extents = scope.Extents(call.Type);
        Lowered Argument(int n) => LowerShared(call.Arguments[n], scope);

        switch (call.Function)
        {
            case Function.Zeros:
                return workshop.Value(extents, _ => 0.0);
            case Function.Ones:
                return workshop.Value(extents, _ => 1.0);
            case Function.Rep:
                var repeated = Argument(0);
                return workshop.Value(extents, i => repeated.At([.. i.Skip(i.Count - repeated.Rank)]));
            case Function.Linspace:
                var (from, to, count) = (Argument(0).Body, Argument(1).Body, extents[0]);
                return workshop.Value(extents, i => from + ((to - from) * (i[0] / Max(count - 1, 1))));
            case Function.AppendRow:
                return Append(Argument(0), Argument(1), extents, axis: 0);
            case Function.AppendCol:
                return Append(Argument(0), Argument(1), extents, axis: extents.Count - 1);
            case Function.ToVector or Function.ToMatrix:
                return Reshape(Argument(0), extents);
            default:
                throw new UnsupportedConstructException($"'{NameOf(call)}'", call.Span);
        }
    }

    /// <summary>Two values along an axis; one that lacks the axis is a single row or column.</summary>
    private Lowered Append(Lowered first, Lowered second, Language.EquatableArray<Scalar> extents, int axis)
    {
        Scalar At(Lowered value, IReadOnlyList<Scalar> i, Scalar position)
        {
            var positions = i.ToList();
            positions[axis] = position;
            if (value.Rank < extents.Count)
            {
                positions.RemoveAt(axis);
            }

            return value.At(positions);
        }

        var length = first.Rank < extents.Count ? 1 : first.Extents[axis];
        return workshop.Value(extents, i => When(Less(i[axis], length), At(first, i, i[axis]), At(second, i, i[axis] - length)));
    }

    /// <summary>The same elements in row-major order.</summary>
    private Lowered Reshape(Lowered value, Language.EquatableArray<Scalar> extents) => workshop.Value(extents, i =>
    {
        var flat = i[0];
        for (var axis = 1; axis < i.Count; axis++)
        {
            flat = (flat * extents[axis]) + i[axis];
        }

        var positions = new Scalar[value.Rank];
        for (var axis = value.Rank - 1; axis > 0; axis--)
        {
            positions[axis] = Remainder(flat, value.Extents[axis]);
            flat = Quotient(flat, value.Extents[axis]);
        }

        if (positions.Length > 0)
        {
            positions[0] = flat;
        }

        return value.At(positions);
    });
}
