using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Statements;

/// <summary>What statements are made of.</summary>
internal static class StatementParts
{
    /// <summary>The values that a statement reads itself.</summary>
    public static IEnumerable<Scalar> Scalars(this Statement statement) => statement switch
    {
        Declare { Value: { } value } => [value],
        Assign assign => [assign.Value],
        Increase increase => [increase.Value],
        Store store => [store.Index, store.Value],
        Accumulate accumulate => [accumulate.Index, accumulate.Value],
        Loop loop => [loop.Lower, loop.Upper],
        If condition => [condition.Condition],
        Draw draw => draw.Arguments.SelectMany(a => new[] { a.Value, a.Count }),
        BreakIf end => [end.Condition],
        StorePointwise pointwise => [pointwise.Value],
        Return result => [result.Value],
        _ => [],
    };

    /// <summary>The blocks inside a statement.</summary>
    public static IEnumerable<IReadOnlyList<Statement>> Bodies(this Statement statement) => statement switch
    {
        Loop loop => [loop.Body],
        RowLoop rows => [rows.Body],
        Repeat repeat => [repeat.Body],
        If condition => [condition.Then, condition.Else],
        _ => [],
    };

    /// <summary>The variable that a statement declares or changes.</summary>
    public static Local? Assigned(this Statement statement) => statement switch
    {
        Declare declare => declare.Local,
        Assign assign => assign.Local,
        Increase increase => increase.Local,
        Draw draw => draw.Local,
        _ => null,
    };

    /// <summary>The statement with its own values replaced.</summary>
    public static Statement MapScalars(this Statement statement, Func<Scalar, Scalar> map) => statement switch
    {
        Declare { Value: { } value } declare => declare with { Value = map(value) },
        Assign assign => assign with { Value = map(assign.Value) },
        Increase increase => increase with { Value = map(increase.Value) },
        Store store => store with { Index = map(store.Index), Value = map(store.Value) },
        Accumulate accumulate => accumulate with { Index = map(accumulate.Index), Value = map(accumulate.Value) },
        Loop loop => loop with { Lower = map(loop.Lower), Upper = map(loop.Upper) },
        If condition => condition with { Condition = map(condition.Condition) },
        Draw draw => draw with { Arguments = [.. draw.Arguments.Select(a => a with { Value = map(a.Value), Count = map(a.Count) })] },
        BreakIf end => end with { Condition = map(end.Condition) },
        StorePointwise pointwise => new StorePointwise(map(pointwise.Value)),
        Return result => new Return(map(result.Value)),
        _ => statement,
    };

    /// <summary>The statement with its blocks replaced.</summary>
    public static Statement WithBodies(this Statement statement, Func<IReadOnlyList<Statement>, IReadOnlyList<Statement>> map) => statement switch
    {
        Loop loop => loop with { Body = map(loop.Body) },
        RowLoop rows => new RowLoop(map(rows.Body)),
        Repeat repeat => new Repeat(map(repeat.Body)),
        If condition => condition with { Then = map(condition.Then), Else = map(condition.Else) },
        _ => statement,
    };
}
