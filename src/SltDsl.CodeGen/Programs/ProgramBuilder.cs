using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Programs;

/// <summary>
/// Makes a program of tensors. Equal values are computed once, in the outermost loop that knows their operands, so what
/// does not depend on the row is computed before the rows.
/// </summary>
/// <param name="memory">Where tensors with several elements, and leaves, are stored.</param>
internal sealed class ProgramBuilder(TensorMemory memory)
{
    private readonly Dictionary<Tensor, Scalar> _numbers = [];
    private readonly HashSet<Tensor> _computed = [];
    private readonly Dictionary<IndexVariable, int> _depthOfIndex = [];
    private readonly Dictionary<Local, int> _depthOfLocal = [];
    private int _lastId;

    /// <summary>What is computed once.</summary>
    public Block Root { get; } = new(null, isBranch: false);

    /// <summary>What is computed for each row, or null when nothing is.</summary>
    public Block? Row { get; private set; }

    /// <summary>A variable that the kernel is given.</summary>
    public Local Argument(string name, ValueKind kind = ValueKind.Real)
    {
        var local = NewLocal(name, kind, isActive: false);
        _depthOfLocal[local] = 0;
        return local;
    }

    public Local NewLocal(string hint, ValueKind kind, bool isActive, bool isMutable = false) => new(NextId(), hint, kind, isActive, isMutable);

    /// <summary>A number that no variable or index of the program has.</summary>
    public int NextId() => ++_lastId;

    /// <summary>Computes the elements of a tensor, with all that they need.</summary>
    /// <returns>The value of a tensor of rank 0.</returns>
    public Scalar Compute(Tensor tensor)
    {
        foreach (var part in new[] { tensor }.InOrder(memory.IsGiven))
        {
            ComputeOne(part);
        }

        return tensor.Extents.Count == 0 ? ValueOf(tensor, BlockOf(tensor)) : 0;
    }

    /// <summary>Computes tensors at a place where they may have other values each time; afterwards they count as not computed.</summary>
    /// <param name="tensors">The tensors, operands first.</param>
    /// <param name="block">The place.</param>
    /// <param name="then">Uses them.</param>
    public void ComputeAgain(IReadOnlyList<Tensor> tensors, Block block, Action then)
    {
        foreach (var tensor in tensors)
        {
            _computed.Remove(tensor);
            ComputeOne(tensor, block);
        }

        then();
        foreach (var tensor in tensors)
        {
            _computed.Remove(tensor);
            _numbers.Remove(tensor);
        }
    }

    /// <summary>A loop whose body may not be left: its index and body.</summary>
    public (IndexVariable Index, Block Body) Loop(Block outer, string name)
    {
        var body = new Block(outer, isBranch: true);
        return (Fresh(new IndexVariable(name, 0), body), body);
    }

    /// <summary>A variable of a block that a statement of its own sets.</summary>
    public Local Declare(Block block, string hint, ValueKind kind)
    {
        var local = NewLocal(hint, kind, isActive: false);
        _depthOfLocal[local] = block.Depth;
        return local;
    }

    /// <summary>The sum of values that are computed at the start.</summary>
    public Scalar Sum(IEnumerable<Scalar> terms, bool isRow) => terms.Aggregate((Scalar)0.0, (sum, term) => Simple(isRow ? RowBlock() : Root, sum + term, "sum"));

    /// <summary>What is computed for each row.</summary>
    public Block RowBlock() => Row ??= new Block(Root, isBranch: false);

    private Block BlockOf(Tensor tensor) => tensor.Level == Level.Row ? RowBlock() : Root;

    private void ComputeOne(Tensor tensor, Block? place = null)
    {
        if (tensor is Leaf || memory.IsGiven(tensor) || !_computed.Add(tensor))
        {
            return;
        }

        var block = place ?? BlockOf(tensor);
        switch (tensor)
        {
            case Definition when memory.Products?.Of(tensor) is { } product:
                block.Nodes.Add(new ProductNode(memory.BufferOf(tensor), memory.BufferOf(product.Matrix), memory.BufferOf(product.Vector)));
                break;
            case Definition { Extents.Count: 0 } number when !memory.IsStored(tensor):
                block.Nodes.Add(new OriginNode(number.Origin));
                _numbers[tensor] = Named(block, Value(number.Body, block, Environment.Empty), tensor.Name);
                block.Nodes.Add(new OriginNode(default));
                break;
            case Definition definition:
                Elements(definition, block);
                break;
            case RoutineResult routine:
                var operands = routine.Operands.Select(o => SideBySide(o, block)).ToArray();
                var work = routine.Routine == Routine.ForwardAlgorithm ? memory.Working("chain", [2 * operands[2].Count + operands[2].Extents[0] + operands[2].Extents[1] + 1]) : null;
                block.Nodes.Add(new RoutineNode(memory.BufferOf(tensor), routine.Routine, operands, work));
                break;
        }
    }

    // The elements of a row do not lie side by side in a column of the data.
    private Buffer SideBySide(Tensor tensor, Block block)
    {
        var buffer = memory.BufferOf(tensor);
        if (buffer.Storage is not (Storage.Column or Storage.Rows))
        {
            return buffer;
        }

        var copy = memory.Working($"row_{tensor.Name}", tensor.Extents);
        var (index, body) = Loop(block, "i");
        body.Nodes.Add(new StoreNode(copy, index, Intern(body, new Load(buffer, index), "t", isActive: false)));
        block.Nodes.Add(new LoopNode(index, 0, copy.Count, body, false, default));
        return copy;
    }

    private void Elements(Definition definition, Block block)
    {
        var isRecurrence = definition.IsRecurrence;
        var environment = Environment.Empty;
        var loops = new List<LoopNode>();
        var body = block;
        for (var axis = 0; axis < definition.Indices.Count; axis++)
        {
            body = new Block(body, isBranch: false);
            var index = Fresh(definition.Indices[axis], body);
            environment = environment.With(definition.Indices[axis], index);
            loops.Add(new LoopNode(index, 0, definition.Extents[axis], body, isRecurrence, definition.Origin));
        }

        var buffer = memory.BufferOf(definition);
        var result = Value(definition.Body, body, environment);
        body.Nodes.Add(new StoreNode(buffer, buffer.Flat([.. loops.Select(l => l.Index)]), result));
        for (var axis = loops.Count - 1; axis >= 0; axis--)
        {
            loops[axis].Body.Parent!.Nodes.Add(loops[axis]);
        }
    }

    private IndexVariable Fresh(IndexVariable index, Block block)
    {
        var fresh = new IndexVariable(index.Name, NextId());
        _depthOfIndex[fresh] = block.Depth;
        return fresh;
    }

    private Scalar Named(Block block, Scalar value, string name)
    {
        // A variable that has no name of the modeller's yet takes this one.
        if (value is Local local && block.Nodes.LastOrDefault() is LetNode last && last.Target == local && local.Hint == "t")
        {
            var named = local with { Hint = name };
            block.Nodes[^1] = last with { Target = named };
            block.Remember(last.Value, named);
            return named;
        }

        return value;
    }

    private Scalar ValueOf(Tensor tensor, Block block) => _numbers.TryGetValue(tensor, out var value) ? value : Read(tensor, 0, block);

    private Scalar Read(Tensor tensor, Scalar flat, Block block)
    {
        var buffer = memory.BufferOf(tensor);
        return Intern(block, new Load(buffer, flat), tensor.Name, buffer.Adjoint is not null && tensor.ElementKind == ElementKind.Real);
    }

    /// <summary>The variable or constant that holds a scalar.</summary>
    public Scalar Value(Scalar scalar, Block block, Environment environment)
    {
        switch (scalar)
        {
            case IndexVariable index:
                return environment[index];
            case Element element:
                return _numbers.TryGetValue(element.Tensor, out var number)
                    ? number
                    : Read(element.Tensor, Flat(element, block, environment), block);
            case Apply apply:
                return Simple(block, apply.Map(a => Value(a, block, environment)), "t");
            case Select select:
                return Choose(select, block, environment);
            case Reduce reduce:
                return Reduced(reduce, block, environment);
            default:
                return scalar;
        }
    }

    private Scalar Flat(Element element, Block block, Environment environment) =>
        memory.BufferOf(element.Tensor).Flat([.. element.Indices.Select(i => Position(i, block, environment))]);

    /// <summary>An integer for use as a position: arithmetic of indices stays an expression.</summary>
    public Scalar Position(Scalar scalar, Block block, Environment environment)
    {
        var value = Value(scalar, block, environment);
        return value.KindOf() == ValueKind.Int ? value : Intern(block, new ToIndex(value), "at", isActive: false);
    }

    /// <summary>Names the value of a folded primitive; index arithmetic stays as it is.</summary>
    private Scalar Simple(Block block, Scalar value, string hint) => value switch
    {
        Apply apply when apply.KindOf() == ValueKind.Int => apply,
        Apply apply => Intern(block, apply, hint, apply.KindOf() == ValueKind.Real && apply.Arguments.Any(IsActive)),
        _ => value,
    };

    private static bool IsActive(Scalar scalar) => scalar is Local { IsActive: true };

    private Local Intern(Block block, Scalar value, string hint, bool isActive)
    {
        var home = HomeOf(value, block);
        if (home.Find(value) is { } known)
        {
            return known;
        }

        var local = NewLocal(hint, value.KindOf(), isActive);
        _depthOfLocal[local] = home.Depth;
        home.Nodes.Add(new LetNode(local, value));
        home.Remember(value, local);
        return local;
    }

    /// <summary>The outermost block that computes the value whenever this one needs it, and knows its operands.</summary>
    private Block HomeOf(Scalar value, Block block)
    {
        var depth = DepthOf(value);
        var home = block;
        while (home.Depth > depth && !home.IsBranch && CanLeave(value, home))
        {
            home = home.Parent!;
        }

        return home;
    }

    // A loop may have no turn, and then an element that it reads need not exist; single numbers do, and rows do.
    private bool CanLeave(Scalar value, Block block) => value is not Load { Buffer.IsScalar: false } || block == Row;

    private int DepthOf(Scalar scalar) => scalar switch
    {
        IndexVariable index => _depthOfIndex[index],
        Local local => _depthOfLocal[local],
        Load { Buffer.IsRow: true } load => Math.Max(Row!.Depth, DepthOf(load.Index)),
        _ => scalar.Parts().Select(DepthOf).Append(0).Max(),
    };

    private Scalar Choose(Select select, Block block, Environment environment)
    {
        var condition = Value(select.Condition, block, environment);
        if (condition.Constant is { } known)
        {
            return Value(known != 0 ? select.Then : select.Else, block, environment);
        }

        var (then, other) = (new Block(block, isBranch: true), new Block(block, isBranch: true));
        var (thenResult, otherResult) = (Value(select.Then, then, environment), Value(select.Else, other, environment));
        if (then.Nodes.Count == 0 && other.Nodes.Count == 0)
        {
            var choice = new Select(condition, thenResult, otherResult);
            return Intern(block, choice, "t", choice.KindOf() == ValueKind.Real && (IsActive(thenResult) || IsActive(otherResult)));
        }

        var target = NewLocal("t", ProgramScalars.Join(thenResult.KindOf(), otherResult.KindOf()), IsActive(thenResult) || IsActive(otherResult));
        _depthOfLocal[target] = block.Depth;
        block.Nodes.Add(new BranchNode(target, condition, then, thenResult, other, otherResult));
        return target;
    }

    private Scalar Reduced(Reduce reduce, Block block, Environment environment)
    {
        var lower = Position(reduce.Lower, block, environment);
        var upper = Position(reduce.Upper, block, environment);

        // A sum that does not depend on the loops around it is computed before them.
        var key = new Reduce(reduce.Kind, reduce.Index, lower, upper, environment.Apply(reduce.Body));
        if (block.Find(key) is { } known)
        {
            return known;
        }

        var home = HomeOfReduction(key, block);
        var body = new Block(home, isBranch: false);
        var index = Fresh(reduce.Index, body);
        var result = Value(reduce.Body, body, environment.With(reduce.Index, index));
        var target = NewLocal(reduce.Kind.ToString().ToLowerInvariant(), ValueKind.Real, IsActive(result));
        var terms = reduce.Kind == ReduceKind.LogSumExp ? memory.Terms(upper - lower, home.Depth >= (Row?.Depth ?? int.MaxValue)) : null;
        _depthOfLocal[target] = home.Depth;
        home.Nodes.Add(new ReduceNode(target, reduce.Kind, index, lower, upper, body, result, terms)
        {
            Marks = Marks(reduce.Kind),
            Term = NewLocal("term", ValueKind.Real, isActive: false),
        });
        home.Remember(key, target);
        return target;
    }

    private (Local First, Local Second) Marks(ReduceKind kind) => kind switch
    {
        ReduceKind.LogSumExp => (Mark("largest", ValueKind.Real), Mark("total", ValueKind.Real)),
        ReduceKind.Product => (Mark("zeros", ValueKind.Int), Mark("others", ValueKind.Real)),
        _ => (Mark("attainedAt", ValueKind.Int), Mark("unused", ValueKind.Int)),
    };

    private Local Mark(string name, ValueKind kind) => NewLocal(name, kind, isActive: false, isMutable: true);

    private Block HomeOfReduction(Scalar key, Block block)
    {
        var home = block;
        while (home.Parent is { } parent && !home.IsBranch && Reaches(key, parent))
        {
            home = parent;
        }

        return home;
    }

    /// <summary>Whether a block knows all that a scalar with its loops' own indices is made of.</summary>
    private bool Reaches(Scalar scalar, Block block)
    {
        return Visit(scalar, []);

        bool Visit(Scalar part, IReadOnlyList<IndexVariable> bound)
        {
            switch (part)
            {
                case IndexVariable index:
                    return bound.Contains(index) || _depthOfIndex[index] <= block.Depth;
                case Local local:
                    return _depthOfLocal[local] <= block.Depth;
                case Reduce reduce:
                    return Visit(reduce.Lower, bound) && Visit(reduce.Upper, bound) && Visit(reduce.Body, [.. bound, reduce.Index]);
                case Element element:
                    return DepthOfTensor(element.Tensor) <= block.Depth && element.Indices.All(i => Visit(i, bound));
                default:
                    return part.Parts().All(p => Visit(p, bound));
            }
        }
    }

    private int DepthOfTensor(Tensor tensor) => tensor.Level == Level.Row
        ? RowBlock().Depth
        : 0;
}

/// <summary>What the indices of the graph are called in a program.</summary>
internal sealed class Environment
{
    private readonly Dictionary<IndexVariable, Scalar> _names;

    private Environment(Dictionary<IndexVariable, Scalar> names) => _names = names;

    public static Environment Empty { get; } = new([]);

    public Scalar this[IndexVariable index] => _names.TryGetValue(index, out var name) ? name : index;

    public Environment With(IndexVariable index, Scalar name) => new(new Dictionary<IndexVariable, Scalar>(_names) { [index] = name });

    /// <summary>A scalar with its free indices under their names in the program.</summary>
    public Scalar Apply(Scalar scalar) => scalar.Substitute(_names);
}
