using SltDsl.CodeGen.Emit;
using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Vectorisation;

/// <summary>Scalars as C# expressions of lanes.</summary>
/// <param name="rows">What differs from row to row.</param>
/// <param name="names">The names of the method.</param>
/// <param name="row">The reference to the first element of a buffer that differs from row to row.</param>
internal sealed class LaneExpressions(RowLanes rows, MethodNames names, Func<Buffer, string> row)
{
    /// <summary>The mask of the statement that is written; null where all lanes count.</summary>
    public string? Active { get; set; }

    /// <summary>A number in each lane; a position in an array is one too.</summary>
    public string Number(Scalar scalar)
    {
        if (!rows.IsVarying(scalar))
        {
            return $"T.Create({names.Scalars.Real(scalar)})";
        }

        if (scalar.KindOf() == ValueKind.Bool)
        {
            return $"T.Select({Mask(scalar)}, T.Create(1.0), T.Create(0.0))";
        }

        return scalar switch
        {
            Local local => names.Of(local),
            Load load => Element(load),
            ToIndex index => Number(index.Value),
            Select select => Choice(select),
            Apply apply => Function(apply),
            _ => throw new InvalidOperationException($"'{scalar.GetType().Name}' has no form for lanes."),
        };
    }

    /// <summary>The same, in brackets where an operator before or after it would take it apart.</summary>
    public string Operand(Scalar scalar) => scalar is Local or Load || !rows.IsVarying(scalar) ? Number(scalar) : $"({Number(scalar)})";

    /// <summary>The sum of a number and a product, rounded once, where a value is one.</summary>
    public string Sum(string number, Scalar added, bool isNegated = false) => added switch
    {
        Apply { Primitive: Primitive.Negate, Arguments: [var a] } => Sum(number, a, !isNegated),
        Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } when rows.IsVarying(added) =>
            $"T.MultiplyAdd({(isNegated ? $"-{Operand(a)}" : Number(a))}, {Number(b)}, {number})",
        _ => $"{number} {(isNegated ? '-' : '+')} {Operand(added)}",
    };

    /// <summary>A mask of the lanes where a condition holds.</summary>
    public string Mask(Scalar condition)
    {
        if (!rows.IsVarying(condition))
        {
            return $"({names.Scalars.Condition(condition)} ? T.Equal(T.Create(0.0), T.Create(0.0)) : T.Create(0.0))";
        }

        return condition switch
        {
            Local { Kind: ValueKind.Bool } local => names.Of(local),
            Apply { Primitive: Primitive.Equal or Primitive.Less or Primitive.LessOrEqual, Arguments: [var a, var b] } apply =>
                $"T.{apply.Primitive}({Number(a)}, {Number(b)})",
            Apply { Primitive: Primitive.NotEqual, Arguments: [var a, var b] } => Not($"T.Equal({Number(a)}, {Number(b)})"),
            Apply { Primitive: Primitive.Not, Arguments: [var a] } => Not(Mask(a)),
            Apply { Primitive: Primitive.And, Arguments: [var a, var b] } => Both(Mask(a), Mask(b)),
            Apply { Primitive: Primitive.Or, Arguments: [var a, var b] } => $"T.Select({Mask(a)}, {Mask(a)}, {Mask(b)})",
            _ => Not($"T.Equal({Number(condition)}, T.Create(0.0))"),
        };
    }

    /// <summary>A mask of the lanes where both masks are set.</summary>
    public static string Both(string a, string b) => $"T.Select({a}, {b}, T.Create(0.0))";

    /// <summary>A mask of the lanes where a mask is not set.</summary>
    public static string Not(string mask) => $"T.Select({mask}, T.Create(0.0), T.Equal(T.Create(0.0), T.Create(0.0)))";

    /// <summary>The position of an element's lanes.</summary>
    public string Position(Buffer buffer, Scalar index)
    {
        if (buffer.Storage == Storage.Column)
        {
            return index.Constant == 0 ? "row" : $"{names.Scalars.Operand(index)} * rows + row";
        }

        if (buffer.IsByBlock)
        {
            return index.Constant == 0 ? "place" : $"{names.Scalars.Operand(index)} * RowProducts.BlockRows + place";
        }

        return index.Constant == 0 ? "0" : $"{names.Scalars.Operand(index)} * T.Count";
    }

    /// <summary>What reading or adding to elements takes that a row's own values choose: the array, the positions and where its elements are.</summary>
    public string Chosen(Buffer buffer, Scalar index)
    {
        // The position of a row that does not count may be no element's.
        var at = Active is null ? Number(index) : $"T.Select({Active}, {Number(index)}, T.Create(0.0))";
        if (!buffer.IsRow)
        {
            var array = names.Of(buffer);
            var source = buffer.Storage == Storage.Block ? $"MemoryMarshal.GetReference({array})" : $"MemoryMarshal.GetArrayDataReference({array})";
            return $"ref {source}, {at}, LanePlaces.Shared({array}.Length)";
        }

        var (stride, first) = buffer.Storage == Storage.Column ? ("rows", "row") : buffer.IsByBlock ? ("RowProducts.BlockRows", "place") : ("T.Count", "0");
        return $"ref {row(buffer)}, {at}, LanePlaces.Own({names.Scalars.Print(buffer.Count)}, {stride}, {first})";
    }

    private string Element(Load load) => rows.IsVarying(load.Index) ? $"T.Gather({Chosen(load.Buffer, load.Index)})" : $"T.Load(ref {row(load.Buffer)}, {Position(load.Buffer, load.Index)})";

    private string Choice(Select select) => rows.IsVarying(select.Condition)
        ? $"T.Select({Mask(select.Condition)}, {Number(select.Then)}, {Number(select.Else)})"
        : $"({names.Scalars.Condition(select.Condition)} ? {Number(select.Then)} : {Number(select.Else)})";

    private string Function(Apply apply)
    {
        var a = apply.Arguments[0];
        switch (apply.Primitive)
        {
            case Primitive.Add when apply.Arguments[1] is Apply { Primitive: Primitive.Multiply }:
                return Sum(Operand(a), apply.Arguments[1]);
            case Primitive.Add when a is Apply { Primitive: Primitive.Multiply }:
                return Sum(Operand(apply.Arguments[1]), a);
            case Primitive.Add:
                return $"{Number(a)} + {Operand(apply.Arguments[1])}";
            case Primitive.Subtract when apply.Arguments[1] is Apply { Primitive: Primitive.Multiply }:
                return Sum(Operand(a), apply.Arguments[1], isNegated: true);
            case Primitive.Subtract:
                return $"{Number(a)} - {Operand(apply.Arguments[1])}";
            case Primitive.Multiply:
                return $"{Operand(a)} * {Operand(apply.Arguments[1])}";
            case Primitive.Divide:
                return $"{Operand(a)} / {Operand(apply.Arguments[1])}";
            case Primitive.Negate:
                return $"-{Operand(a)}";
            case Primitive.ToReal:
                return Number(a);
            case Primitive.Sqrt or Primitive.Abs:
                return $"T.{apply.Primitive}({Number(a)})";
            case Primitive.Max or Primitive.Min:
                return $"T.{apply.Primitive}({Number(a)}, {Number(apply.Arguments[1])})";
            case Primitive.Power:
                return apply.Arguments[1].Constant switch
                {
                    2 => $"{Operand(a)} * {Operand(a)}",
                    3 => $"{Operand(a)} * {Operand(a)} * {Operand(a)}",
                    -1 => $"T.Create(1.0) / {Operand(a)}",
                    _ => $"T.Sqrt({Number(a)})",
                };
            default:
                return $"{(rows.CallsFunctions && RowLanes.IsElementary(apply.Primitive) ? "CalledVectorFunctions" : "VectorFunctions")}.{apply.Primitive}({Number(a)})";
        }
    }
}
