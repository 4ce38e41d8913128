using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Statements;

/// <summary>
/// The statements of one place while a method is written. Values that are asked for again are found, and new ones are
/// computed in the outermost place that knows their operands.
/// </summary>
internal sealed class StatementScope
{
    private readonly Dictionary<Scalar, Local> _known = [];
    private readonly Dictionary<Local, StatementScope> _homes;
    private readonly HashSet<IndexVariable> _indices = [];
    private readonly bool _isBranch;
    private readonly Func<int> _nextId;

    public StatementScope(Func<int> nextId)
        : this(null, isBranch: false, nextId)
    {
    }

    private StatementScope(StatementScope? parent, bool isBranch, Func<int> nextId)
    {
        Parent = parent;
        _isBranch = isBranch;
        _nextId = nextId;
        _homes = parent?._homes ?? [];
    }

    public StatementScope? Parent { get; }

    public List<Statement> Statements { get; } = [];

    public StatementScope Inner(params IndexVariable[] indices)
    {
        var inner = new StatementScope(this, isBranch: false, _nextId);
        inner._indices.UnionWith(indices);
        return inner;
    }

    public StatementScope Branch() => new(this, isBranch: true, _nextId);

    public void Add(Statement statement) => Statements.Add(statement);

    /// <summary>Declares a variable of the program here.</summary>
    public void Let(Local local, Scalar value)
    {
        Statements.Add(new Declare(local, value));
        _homes[local] = this;
        if (!IsVolatile(value))
        {
            _known[value] = local;
        }
    }

    /// <summary>Declares an accumulator here.</summary>
    public void Declare(Local local, Scalar? value)
    {
        Statements.Add(new Declare(local, value));
        _homes[local] = this;
    }

    /// <summary>The variable or constant that holds a value made of variables and constants.</summary>
    public Scalar Value(Scalar scalar)
    {
        if (scalar is not (Apply or Select) || scalar.KindOf() == ValueKind.Int)
        {
            return scalar;
        }

        var named = scalar.Map(Value);
        if (named is not (Apply or Select))
        {
            return named;
        }

        var home = HomeOf(named);
        if (!IsVolatile(named) && home.Find(named) is { } known)
        {
            return known;
        }

        var local = new Local(_nextId(), "t", named.KindOf(), false);
        home.Let(local, named);
        return local;
    }

    private static bool IsVolatile(Scalar scalar) => scalar.SelfAndParts().Any(p => p is Local { IsMutable: true } or Load { Buffer.IsVolatile: true });

    private Local? Find(Scalar value) => _known.TryGetValue(value, out var local) ? local : Parent?.Find(value);

    private StatementScope HomeOf(Scalar value)
    {
        if (IsVolatile(value))
        {
            return this;
        }

        var home = this;
        while (home.Parent is { } parent && !home._isBranch && parent.Knows(value))
        {
            home = parent;
        }

        return home;
    }

    private bool Knows(Scalar value) => value switch
    {
        IndexVariable index => _indices.Contains(index) || (Parent?.Knows(index) ?? false),
        Local local => !_homes.TryGetValue(local, out var home) || home == this || (Parent?.Knows(local) ?? false),
        Load => false,
        _ => value.Parts().All(Knows),
    };
}
