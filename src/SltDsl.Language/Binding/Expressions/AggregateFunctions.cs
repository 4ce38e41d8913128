using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>Functions that reduce all elements to one number.</summary>
internal static class AggregateFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<BuiltInFunction> All =>
    [
        Reduction("sum", Function.Sum, keepsIntegers: true),
        Reduction("prod", Function.Product, keepsIntegers: true),
        Reduction("mean", Function.Mean, keepsIntegers: false),
        Reduction("sd", Function.Sd, keepsIntegers: false),
        Reduction("norm", Function.Norm, keepsIntegers: false) with { IsAggregate = false },
        Extreme("max", Function.Max, Function.Maximum),
        Extreme("min", Function.Min, Function.Minimum),
        Extreme("log_sum_exp", Function.LogSumExp, null),
        Quantifier("all", Function.All),
        Quantifier("any", Function.Any),
        new("dot", 2, 2, "dot(u, v)", Dot),
    ];

    private static BuiltInFunction Reduction(string name, Function function, bool keepsIntegers) =>
        new(name, 1, 1, $"{name}(v)", c => Over(c, function, keepsIntegers)) { IsAggregate = true };

    private static BuiltInFunction Extreme(string name, Function ofOne, Function? ofTwo) => new(name, 1, 2, $"{name}(v)", c =>
    {
        if (c.Count == 1)
        {
            return Over(c, ofOne, keepsIntegers: ofTwo is not null);
        }

        if (ofTwo is { } function)
        {
            return ElementwiseFunctions.Two(c, function, Shapes.TypeRules.Arithmetic(c[0].Type, c[1].Type));
        }

        if (c[0].Type.Rank + c[1].Type.Rank > 0)
        {
            return c.Refuse("of two arguments both are single numbers");
        }

        var pair = new Bracket([.. c.Arguments], SltType.Vector(SizeExpr.Constant(2)), c.Arguments.Max(a => a.Level), c.Session.Place(c.Syntax.Span));
        return c.Make(ofOne, SltType.Real, pair);
    })
    { IsAggregate = true };

    private static BuiltInFunction Quantifier(string name, Function function) => new(name, 1, 1, $"{name}(e for i in 1:n)", c =>
        c[0].Type is { Rank: > 0, Element: ElementKind.Bool } ? c.Make(function, SltType.Bool) : c.Refuse("the elements are conditions, as in `all(x[i] > 0 for i in 1:n)`"))
    { IsAggregate = true };

    private static Expr? Over(FunctionCall call, Function function, bool keepsIntegers)
    {
        if (call[0].Type.Rank == 0)
        {
            return call.Refuse("the argument has elements: a vector, a matrix, an array or `e for i in a:b`");
        }

        return call.Make(function, keepsIntegers && call[0].Type.Element != ElementKind.Real ? SltType.Int : SltType.Real);
    }

    private static Expr? Dot(FunctionCall call)
    {
        var (a, b) = (call[0].Type, call[1].Type);
        if (a.Rank != 1 || b.Rank != 1)
        {
            return call.Refuse("both arguments are vectors");
        }

        return call.Same(a.Extents[0], b.Extents[0], "lengths") ? call.Make(Function.Dot, SltType.Real with { Element = Shapes.TypeRules.Arithmetic(a, b) }) : null;
    }
}
