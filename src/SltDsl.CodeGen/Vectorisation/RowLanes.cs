using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Vectorisation;

/// <summary>
/// What a loop over rows does when several rows are computed at once, one in each lane: which variables differ from row to
/// row, what comes from outside and what is added up there.
/// </summary>
internal sealed class RowLanes
{
    private static readonly HashSet<Primitive> _primitives =
    [
        Primitive.Add, Primitive.Subtract, Primitive.Multiply, Primitive.Divide, Primitive.Negate, Primitive.Exp, Primitive.Expm1, Primitive.Log,
        Primitive.Log1p, Primitive.Sqrt, Primitive.Tanh, Primitive.Logistic, Primitive.Softplus, Primitive.LogGamma, Primitive.Digamma, Primitive.Erf,
        Primitive.LogNormalCdf, Primitive.Abs, Primitive.Max, Primitive.Min, Primitive.Equal, Primitive.NotEqual, Primitive.Less, Primitive.LessOrEqual,
        Primitive.And, Primitive.Or, Primitive.Not, Primitive.ToReal,
    ];

    // As many as the just-in-time compiler inlines into one method without running out of its budget.
    private const int MostInlined = 4;

    private readonly HashSet<Local> _varying = [];
    private readonly HashSet<Local> _inside = [];
    private bool _isPossible = true;

    private RowLanes(RowLoop rows)
    {
        Body = rows.Body;
        int count;
        do
        {
            count = _varying.Count;
            Visit(Body, isMasked: false);
        }
        while (_varying.Count > count);
    }

    /// <summary>The statements of a row.</summary>
    public IReadOnlyList<Statement> Body { get; }

    /// <summary>Whether there are so many elementary functions that they are called, not inlined.</summary>
    public bool CallsFunctions => Count(Body) > MostInlined;

    /// <summary>Whether a function has a form that is inlined and one that is called.</summary>
    public static bool IsElementary(Primitive primitive) => primitive is
        Primitive.Exp or Primitive.Expm1 or Primitive.Log or Primitive.Log1p or Primitive.Tanh or Primitive.Logistic or Primitive.Softplus;

    /// <summary>The variables from outside that rows read, in order of use.</summary>
    public List<Local> Given { get; } = [];

    /// <summary>The variables outside that rows add to.</summary>
    public List<Local> Sums { get; } = [];

    /// <summary>The loop by lanes, or null where a row's own values bound a loop, or a function has no form for lanes.</summary>
    public static RowLanes? Of(RowLoop rows)
    {
        var lanes = new RowLanes(rows);
        return lanes._isPossible ? lanes : null;
    }

    /// <summary>Whether a value differs from row to row.</summary>
    public bool IsVarying(Scalar scalar) => scalar switch
    {
        Load { Buffer.IsRow: true } => true,
        Local local => _varying.Contains(local),
        _ => scalar.Parts().Any(IsVarying),
    };

    private int Count(IReadOnlyList<Statement> statements) => statements.Sum(s =>
        s.Scalars().SelectMany(v => v.SelfAndParts()).Count(p => p is Apply apply && IsElementary(apply.Primitive) && IsVarying(apply)) + s.Bodies().Sum(Count));

    private void Visit(IReadOnlyList<Statement> statements, bool isMasked)
    {
        foreach (var statement in statements)
        {
            foreach (var scalar in statement.Scalars())
            {
                Check(scalar);
            }

            Visit(statement, isMasked);
        }
    }

    private void Visit(Statement statement, bool isMasked)
    {
        switch (statement)
        {
            case Declare declare:
                _inside.Add(declare.Local);
                Mark(declare.Local, declare.Value is { } value && IsVarying(value));
                break;
            case Assign assign:
                _isPossible &= _inside.Contains(assign.Local);
                Mark(assign.Local, isMasked || IsVarying(assign.Value));
                break;
            case Increase increase when _inside.Contains(increase.Local):
                Mark(increase.Local, isMasked || IsVarying(increase.Value));
                break;
            case Increase increase:
                Add(Sums, increase.Local);
                break;
            case If condition:
                var masked = isMasked || IsVarying(condition.Condition);
                Visit(condition.Then, masked);
                Visit(condition.Else, masked);
                break;
            case Loop loop:
                _isPossible &= !IsVarying(loop.Lower) && !IsVarying(loop.Upper);
                Visit(loop.Body, isMasked);
                break;
            case Clear:
                _isPossible &= !isMasked;
                break;
            case Store store:
                _isPossible &= store.Buffer.IsRow && !IsVarying(store.Index);
                break;
            case Multiply or AddOuter:
                _isPossible &= !isMasked;
                break;
            case Accumulate or StorePointwise or SkipMissing or At or Comment:
                break;
            default:
                _isPossible = false;
                break;
        }
    }

    private void Mark(Local local, bool isVarying)
    {
        if (isVarying)
        {
            _varying.Add(local);
            _isPossible &= local.Kind != ValueKind.Int || !local.IsMutable;
        }
    }

    private static void Add(List<Local> list, Local local)
    {
        if (!list.Contains(local))
        {
            list.Add(local);
        }
    }

    private void Check(Scalar scalar)
    {
        switch (scalar)
        {
            case Local local when !_inside.Contains(local):
                Add(Given, local);
                break;
            case Load load:
                _isPossible &= !IsVarying(load.Index) || load.Buffer.Storage is Storage.Block or Storage.Model or Storage.Scratch or Storage.Column;
                break;
            case Apply apply when IsVarying(apply):
                _isPossible &= _primitives.Contains(apply.Primitive) || (apply.Primitive == Primitive.Power && apply.Arguments[1].Constant is 2 or 3 or -1 or 0.5);
                break;
        }

        foreach (var part in scalar.Parts())
        {
            Check(part);
        }
    }
}
