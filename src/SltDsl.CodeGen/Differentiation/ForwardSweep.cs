using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Differentiation;

/// <summary>Writes the computation of a program's values.</summary>
/// <param name="keepsMarks">Whether to keep what the reverse sweep reads: where an extremum is attained, the zeros of a product.</param>
internal sealed class ForwardSweep(bool keepsMarks)
{
    /// <summary>Whether values are computed once more, in the reverse sweep: what has been stored is there.</summary>
    public bool IsAgain { get; init; }

    /// <summary>The values of a block.</summary>
    public void Write(Block block, StatementScope scope)
    {
        foreach (var node in block.Nodes)
        {
            Write(node, scope);
        }
    }

    private void Write(Node node, StatementScope scope)
    {
        switch (node)
        {
            case OriginNode origin:
                scope.Add(new At(origin.Origin));
                break;
            case LetNode { Kept: { } kept } let when IsAgain:
                scope.Let(let.Target, kept);
                break;
            case LetNode let:
                scope.Let(let.Target, let.Value);
                Keep(let.Target, let.Kept, scope);
                break;
            case BranchNode branch:
                Write(branch, scope);
                break;
            case ReduceNode { Kept: { } kept } reduce when IsAgain:
                scope.Let(reduce.Target, kept);
                break;
            case ReduceNode reduce:
                Write(reduce, scope);
                Keep(reduce.Target, reduce.Kept, scope);
                break;
            case LoopNode loop when !IsAgain:
                var inner = scope.Inner(loop.Index);
                Write(loop.Body, inner);
                scope.Add(new At(loop.Origin));
                scope.Add(new Loop(loop.Index, loop.Lower, loop.Upper, false, inner.Statements));
                scope.Add(new At(default));
                break;
            case StoreNode store when !IsAgain:
                scope.Add(new Store(store.Buffer, store.Position, store.Value));
                break;
            case DrawNode draw:
                scope.Add(new Draw(draw.Target, draw.Generator, draw.Arguments, draw.Output));
                break;
            case ChoiceNode choice:
                var (then, other) = (scope.Branch(), scope.Branch());
                Write(choice.Then, then);
                Write(choice.Else, other);
                scope.Add(new If(choice.Condition, then.Statements, other.Statements));
                break;
            case RepeatNode repeat:
                var body = scope.Branch();
                Write(repeat.Body, body);
                body.Add(new BreakIf(repeat.Accept, repeat.Subject));
                scope.Add(new Repeat(body.Statements));
                break;
            case ProductNode product when !IsAgain:
                scope.Add(new Multiply(product.Target, product.Matrix, product.Vector));
                break;
            case RoutineNode routine when !IsAgain:
                scope.Add(new CallRoutine(routine.Buffer, routine.Routine, routine.Operands, routine.Work));
                break;
        }
    }

    private void Keep(Local value, Load? kept, StatementScope scope)
    {
        if (kept is not null && keepsMarks)
        {
            scope.Add(new Store(kept.Buffer, kept.Index, value));
        }
    }

    private void Write(BranchNode branch, StatementScope scope)
    {
        var target = branch.Target;
        scope.Declare(target, null);
        var (then, other) = (scope.Branch(), scope.Branch());
        Write(branch.Then, then);
        then.Add(new Assign(target, branch.ThenResult));
        Write(branch.Else, other);
        other.Add(new Assign(target, branch.ElseResult));
        scope.Add(new If(branch.Condition, then.Statements, other.Statements));
    }

    private void Write(ReduceNode reduce, StatementScope scope)
    {
        if (reduce.Kind == ReduceKind.LogSumExp)
        {
            LogSumExp(reduce, scope);
            return;
        }

        var target = reduce.Target;
        scope.Declare(target, reduce.Kind switch
        {
            ReduceKind.Sum => 0.0,
            ReduceKind.Product => 1.0,
            ReduceKind.Max => double.NegativeInfinity,
            _ => double.PositiveInfinity,
        });
        var hasMarks = keepsMarks && target.IsActive && reduce.Kind != ReduceKind.Sum;
        if (hasMarks)
        {
            DeclareMarks(reduce, scope);
        }

        InLoop(reduce, scope, inner =>
        {
            var value = reduce.Result;
            if (hasMarks)
            {
                UpdateMarks(reduce, inner);
            }

            inner.Add(reduce.Kind switch
            {
                ReduceKind.Sum => new Increase(target, value),
                ReduceKind.Product => new Assign(target, new Apply(Primitive.Multiply, [target, value])),
                ReduceKind.Max => new Assign(target, Max(target, value)),
                _ => new Assign(target, Min(target, value)),
            });
        });
    }

    private static void DeclareMarks(ReduceNode reduce, StatementScope scope)
    {
        var (first, second) = reduce.Marks;
        scope.Declare(first, reduce.Kind == ReduceKind.Product ? 0 : reduce.Lower);
        if (reduce.Kind == ReduceKind.Product)
        {
            scope.Declare(second, 1.0);
        }
    }

    private static void UpdateMarks(ReduceNode reduce, StatementScope inner)
    {
        var (first, second) = reduce.Marks;
        switch (reduce.Kind)
        {
            case ReduceKind.Product:
                inner.Add(new If(
                    Of(Primitive.Equal, reduce.Result, 0.0),
                    [new Increase(first, 1)],
                    [new Assign(second, new Apply(Primitive.Multiply, [second, reduce.Result]))]));
                break;
            case ReduceKind.Max:
                inner.Add(new If(Less(reduce.Target, reduce.Result), [new Assign(first, reduce.Index)], []));
                break;
            default:
                inner.Add(new If(Less(reduce.Result, reduce.Target), [new Assign(first, reduce.Index)], []));
                break;
        }
    }

    // log Σ exp x = max + log Σ exp(x − max); where the maximum is infinite it is the value.
    private void LogSumExp(ReduceNode reduce, StatementScope scope)
    {
        var (largest, total) = reduce.Marks;
        scope.Declare(largest, double.NegativeInfinity);
        InLoop(reduce, scope, inner =>
        {
            if (reduce.Terms is { } terms)
            {
                inner.Add(new Store(terms, reduce.Index - reduce.Lower, reduce.Result));
            }

            // What is not a number makes its exponential none.
            inner.Add(new Assign(largest, Max(largest, reduce.Result)) { IsOfNumbers = true });
        });
        scope.Declare(total, 0.0);
        if (reduce.Terms is { } kept)
        {
            var place = reduce.Index - reduce.Lower;
            var term = reduce.Term;
            scope.Add(new Loop(reduce.Index, reduce.Lower, reduce.Upper, false,
            [
                new Declare(term, Exp(new Apply(Primitive.Subtract, [new Load(kept, place), largest]))),
                new Store(kept, place, term),
                new Increase(total, term),
            ]));
        }
        else
        {
            InLoop(reduce, scope, inner => inner.Add(new Increase(total, Exp(new Apply(Primitive.Subtract, [reduce.Result, largest])))));
        }

        var isInfinite = Of(Primitive.Equal, Abs(largest), double.PositiveInfinity);
        scope.Declare(reduce.Target, new Select(isInfinite, largest, new Apply(Primitive.Add, [largest, Log(total)])));
    }

    /// <summary>Writes the loop of a reduction: the values of its body, then what is given.</summary>
    private void InLoop(ReduceNode reduce, StatementScope scope, Action<StatementScope> then)
    {
        var inner = scope.Inner(reduce.Index);
        Write(reduce.Body, inner);
        then(inner);
        scope.Add(new Loop(reduce.Index, reduce.Lower, reduce.Upper, false, inner.Statements));
    }
}
