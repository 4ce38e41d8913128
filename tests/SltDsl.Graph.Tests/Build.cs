using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Graph.Tests;

/// <summary>Bound models written by hand, as the binder makes them.</summary>
internal static class Build
{
    private static int _lastId;

    public static SizeExpr Size(string name) => SizeExpr.Variable(name);

    public static SizeExpr Size(long value) => SizeExpr.Constant(value);

    public static SltType Array(SltType element, SizeExpr length) => element with { ArrayExtents = [length, .. element.ArrayExtents] };

    public static Symbol Symbol(string name, SymbolKind kind, SltType type, Level level) => new(name, kind, ++_lastId, type, level, default);

    public static SizeDeclaration Size(Symbol symbol, long? value) => new(symbol, value, true, null, null, default);

    public static Symbol SizeSymbol(string name) => Symbol(name, SymbolKind.Size, SltType.Int, Level.Size);

    public static Symbol Parameter(string name, SltType type) => Symbol(name, SymbolKind.Parameter, type, Level.Parameter);

    public static Symbol Input(string name, SltType type) => Symbol(name, SymbolKind.Input, type, Level.Row);

    public static Symbol Observed(string name, SltType type) => Symbol(name, SymbolKind.Observed, type, Level.Row);

    public static Symbol Index(string name) => Symbol(name, SymbolKind.Index, SltType.Int, Level.Size);

    public static ParameterDeclaration Declare(Symbol symbol, Distribution prior, Constraint? constraint = null) =>
        new(symbol, constraint ?? Constraint.None, prior, [], default, default);

    public static InputDeclaration DeclareInput(Symbol symbol, Distribution? distribution = null) => new(symbol, Constraint.None, distribution, symbol.Name, default);

    public static ObserveDeclaration Observe(Symbol symbol, Distribution distribution, params Iteration[] each) =>
        new(symbol, true, Constraint.None, distribution, each, symbol.Name, default);

    public static FamilyDistribution Family(string family, params Expr[] arguments) => new(family, arguments, default);

    public static Expr Ref(this Symbol symbol) => new Reference(symbol, default);

    public static Expr Real(double value) => new Literal(value, SltType.Real, default);

    public static Expr Int(long value) => new Literal(value, SltType.Int, default);

    public static Expr Call(Function function, SltType type, params Expr[] arguments) =>
        new Call(function, arguments, type, arguments.Select(a => a.Level).Append(Level.Constant).Max(), default);

    public static Expr Elements(SltType type, params Expr[] items) => new Bracket(items, type, items.Select(i => i.Level).Max(), default);

    public static Expr Vector(params double[] values) => Elements(SltType.Vector(Size(values.Length)), [.. values.Select(Real)]);

    public static Expr Matrix(double[,] values) => Elements(
        SltType.Matrix(Size(values.GetLength(0)), Size(values.GetLength(1))),
        [.. Enumerable.Range(0, values.GetLength(0)).Select(r => Vector([.. Enumerable.Range(0, values.GetLength(1)).Select(c => values[r, c])]))]);

    public static Expr At(this Expr target, SltType type, params Expr[] positions) =>
        new IndexExpr(target, positions.Select(p => (Subscript)new At(p)).ToEquatableArray(), type, positions.Append(target).Max(e => e.Level), default);

    public static Iteration Over(Symbol index, Expr lower, Expr upper) => new(index, lower, upper);

    public static Expr For(this Expr element, SltType type, params Iteration[] iterations) => new Comprehension(element, iterations, type, element.Level, default);

    public static TruthDeclaration Truth(string name, (Symbol Size, long Value)[] sizes, params (Symbol Parameter, Expr Value)[] values) => new(
        name, default, sizes.Select(s => new TruthSize(s.Size, s.Value, default)).ToEquatableArray(), [],
        values.Select(v => new TruthValue(v.Parameter, v.Value, default)).ToEquatableArray(), [], [], default);

    public static BoundModel Model(params Declaration[] declarations) => new("Model", default, new SourceText("Model.slt", ""), declarations);
}
