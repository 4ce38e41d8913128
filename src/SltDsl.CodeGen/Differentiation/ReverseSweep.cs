using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Differentiation;
using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Differentiation;

/// <summary>
/// Writes the adjoints of a program's values, last first (reverse-mode differentiation; Griewank and Walther 2008, chapter
/// 3). Elements of tensors are stored by the forward sweep; what is between them is computed once more where it is needed.
/// </summary>
/// <param name="nextId">Numbers new variables.</param>
internal sealed class ReverseSweep(Func<int> nextId)
{
    private readonly Dictionary<Local, Local> _adjoints = [];
    private readonly ForwardSweep _again = new(keepsMarks: true) { IsAgain = true };

    /// <summary>Adds to the adjoint of a value.</summary>
    public void Contribute(Scalar to, Scalar amount, StatementScope scope)
    {
        if (to is not Local { IsActive: true } local || amount.Constant == 0)
        {
            return;
        }

        if (_adjoints.TryGetValue(local, out var adjoint))
        {
            scope.Add(new Increase(adjoint, amount));
        }
        else
        {
            Start(local, amount, scope);
        }
    }

    /// <summary>Declares here the adjoints of what a block uses from outside, so that its statements can add to them.</summary>
    public void Prepare(StatementScope scope, params IEnumerable<Scalar> used)
    {
        foreach (var local in used.OfType<Local>().Where(l => l.IsActive && !_adjoints.ContainsKey(l)))
        {
            Start(local, 0.0, scope);
        }
    }

    /// <summary>The active variables that a block uses but does not define.</summary>
    /// <param name="block">The block.</param>
    /// <param name="result">Its value, which it may have from outside.</param>
    public static IReadOnlyList<Local> UsedFromOutside(Block block, Scalar? result = null)
    {
        var used = new List<Local>();
        var defined = new HashSet<Local>();
        Visit(block);
        if (result is not null)
        {
            Use(result);
        }

        return [.. used.Where(u => !defined.Contains(u)).Distinct()];

        void Use(Scalar value) => used.AddRange(value.SelfAndParts().OfType<Local>().Where(l => l.IsActive));

        void Visit(Block part)
        {
            foreach (var node in part.Nodes)
            {
                switch (node)
                {
                    case LetNode let:
                        defined.Add(let.Target);
                        Use(let.Value);
                        break;
                    case ReduceNode reduce:
                        defined.Add(reduce.Target);
                        Visit(reduce.Body);
                        Use(reduce.Result);
                        break;
                    case BranchNode branch:
                        defined.Add(branch.Target);
                        Visit(branch.Then);
                        Visit(branch.Else);
                        Use(branch.ThenResult);
                        Use(branch.ElseResult);
                        break;
                    case LoopNode loop:
                        Visit(loop.Body);
                        break;
                    case StoreNode store:
                        Use(store.Value);
                        break;
                }
            }
        }
    }

    /// <summary>The adjoints of a block whose values have been computed in this scope.</summary>
    public void Write(Block block, StatementScope scope)
    {
        for (var n = block.Nodes.Count - 1; n >= 0; n--)
        {
            switch (block.Nodes[n])
            {
                case LetNode let when _adjoints.TryGetValue(let.Target, out var adjoint):
                    Write(let, adjoint, scope);
                    break;
                case ReduceNode reduce when _adjoints.TryGetValue(reduce.Target, out var adjoint):
                    Write(reduce, adjoint, scope);
                    break;
                case BranchNode branch when _adjoints.TryGetValue(branch.Target, out var adjoint):
                    Write(branch, adjoint, scope);
                    break;
                case StoreNode { Buffer.Adjoint: { } stored } store when store.Value is Local { IsActive: true }:
                    Contribute(store.Value, new Load(stored, store.Position), scope);
                    break;
                case ProductNode { Target.Adjoint: { } product, Matrix.Adjoint: { } matrix } node:
                    scope.Add(new AddOuter(product, node.Vector, matrix));
                    break;
                case RoutineNode { Buffer.Adjoint: { } result, Work: { } work } routine:
                    scope.Add(new CallRoutineAdjoint(result, routine.Routine, routine.Operands, work));
                    break;
                case LoopNode loop when HasAdjoint(loop.Body):
                    Write(loop, scope);
                    break;
            }
        }
    }

    private static bool HasAdjoint(Block block) => block.Nodes.Any(n =>
        n is StoreNode { Buffer.Adjoint: not null, Value: Local { IsActive: true } } || (n is LoopNode loop && HasAdjoint(loop.Body)));

    private void Start(Local local, Scalar amount, StatementScope scope)
    {
        var adjoint = new Local(nextId(), $"d_{local.Hint}", ValueKind.Real, false, IsMutable: true);
        _adjoints.Add(local, adjoint);
        scope.Declare(adjoint, amount);
    }

    private void Write(LetNode let, Local adjoint, StatementScope scope)
    {
        switch (let.Value)
        {
            case Load load:
                scope.Add(new Accumulate(load.Buffer.Adjoint!, load.Index, adjoint));
                break;
            case Select select:
                Contribute(select.Then, new Select(select.Condition, adjoint, 0.0), scope);
                Contribute(select.Else, new Select(select.Condition, 0.0, adjoint), scope);
                break;
            case Apply apply:
                for (var position = 0; position < apply.Arguments.Count; position++)
                {
                    if (apply.Arguments[position] is Local { IsActive: true } argument)
                    {
                        var partial = DerivativeRules.Partial(apply.Primitive, apply.Arguments, position, let.Target);
                        Contribute(argument, Product(adjoint, scope.Value(partial)), scope);
                    }
                }

                break;
        }
    }

    private static Scalar Product(Scalar adjoint, Scalar partial) => partial.Constant switch
    {
        1 => adjoint,
        -1 => -adjoint,
        _ => adjoint * partial,
    };

    private void Write(BranchNode branch, Local adjoint, StatementScope scope)
    {
        Prepare(scope, [.. UsedFromOutside(branch.Then, branch.ThenResult), .. UsedFromOutside(branch.Else, branch.ElseResult)]);
        var (then, other) = (scope.Branch(), scope.Branch());
        WriteBody(branch.Then, branch.ThenResult, adjoint, then);
        WriteBody(branch.Else, branch.ElseResult, adjoint, other);
        scope.Add(new If(branch.Condition, then.Statements, other.Statements));
    }

    private void Write(LoopNode loop, StatementScope scope)
    {
        Prepare(scope, UsedFromOutside(loop.Body));
        var inner = scope.Inner(loop.Index);
        if (loop.Body.Nodes is [.., StoreNode { Buffer: { IsRow: false, Adjoint: { IsAdjoint: true } stored } } store] && !loop.IsRecurrence)
        {
            // An element that counts nowhere has no derivative to give, even where its own is infinite (log w at w = 0).
            var counted = inner.Branch();
            _again.Write(loop.Body, counted);
            Write(loop.Body, counted);
            inner.Add(new If(Not(AreEqual(new Load(stored, store.Position), 0.0)), counted.Statements, []));
        }
        else
        {
            _again.Write(loop.Body, inner);
            Write(loop.Body, inner);
        }

        scope.Add(new At(loop.Origin));
        scope.Add(new Loop(loop.Index, loop.Lower, loop.Upper, loop.IsRecurrence, inner.Statements));
        scope.Add(new At(default));
    }

    private void Write(ReduceNode reduce, Local adjoint, StatementScope scope)
    {
        if (reduce.Result is not Local { IsActive: true })
        {
            return;
        }

        Prepare(scope, UsedFromOutside(reduce.Body, reduce.Result));
        if (reduce.Kind is ReduceKind.Max or ReduceKind.Min)
        {
            // Only the turn that attains the extremum counts; an empty reduction has none.
            var at = scope.Inner(reduce.Index);
            WriteBody(reduce.Body, reduce.Result, adjoint, at);
            var first = reduce.Marks.First;
            scope.Add(new Loop(reduce.Index, first, Min(first + 1, reduce.Upper), false, at.Statements));
            return;
        }

        var inner = scope.Inner(reduce.Index);
        _again.Write(reduce.Body, inner);
        switch (reduce.Kind)
        {
            case ReduceKind.Sum:
                Contribute(reduce.Result, adjoint, inner);
                Write(reduce.Body, inner);
                break;
            case ReduceKind.Product:
                Contribute(reduce.Result, adjoint * PartialOfProduct(reduce), inner);
                Write(reduce.Body, inner);
                break;
            case ReduceKind.LogSumExp:
                Weighted(reduce, adjoint, reduce.Terms is null ? null : scope.Value(1.0 / reduce.Marks.Second), inner);
                break;
        }

        scope.Add(new Loop(reduce.Index, reduce.Lower, reduce.Upper, false, inner.Statements));
    }

    // A term of weight 0 contributes nothing, whatever its own derivative is.
    private void Weighted(ReduceNode reduce, Local adjoint, Scalar? share, StatementScope inner)
    {
        var weight = new Local(nextId(), "weight", ValueKind.Real, false);
        inner.Declare(weight, reduce.Terms is { } terms
            ? new Load(terms, reduce.Index - reduce.Lower) * share!
            : Exp(new Apply(Primitive.Subtract, [reduce.Result, reduce.Target])));
        var counted = IsPolynomial(reduce.Body) ? inner : inner.Branch();
        Contribute(reduce.Result, adjoint * weight, counted);
        Write(reduce.Body, counted);
        if (counted != inner)
        {
            inner.Add(new If(Less(0.0, weight), counted.Statements, []));
        }
    }

    // The derivative of a polynomial is finite where its variables are.
    private static bool IsPolynomial(Block block) => block.Nodes.All(node => node switch
    {
        LetNode { Value: Load or ToIndex } or OriginNode => true,
        LetNode { Value: Apply apply } => apply.Primitive is Primitive.Add or Primitive.Subtract or Primitive.Multiply or Primitive.Negate or Primitive.ToReal
            || (apply.Primitive == Primitive.Power && apply.Arguments[1] is Integer { Value: >= 0 }),
        ReduceNode { Kind: ReduceKind.Sum } sum => IsPolynomial(sum.Body),
        _ => false,
    });

    private static Scalar PartialOfProduct(ReduceNode reduce)
    {
        var (zeros, others) = reduce.Marks;
        return When(
            AreEqual(zeros, 0),
            reduce.Target / reduce.Result,
            When(And(AreEqual(zeros, 1), AreEqual(reduce.Result, 0.0)), others, 0.0));
    }

    private void WriteBody(Block body, Scalar result, Scalar adjoint, StatementScope scope)
    {
        _again.Write(body, scope);
        Contribute(result, adjoint, scope);
        Write(body, scope);
    }
}
