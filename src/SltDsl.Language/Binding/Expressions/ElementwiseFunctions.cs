using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>Functions that apply to each element.</summary>
internal static class ElementwiseFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<BuiltInFunction> All =>
    [
        .. new[]
        {
            Function.Exp, Function.Log, Function.Log1p, Function.Sqrt, Function.Sin, Function.Cos, Function.Tan, Function.Asin, Function.Acos, Function.Atan,
            Function.Sinh, Function.Cosh, Function.Tanh, Function.Logit, Function.Lgamma, Function.Digamma, Function.Erf, Function.Gelu,
            Function.Sigmoid, Function.Softplus,
        }.Select(f => Real(f.ToString().ToLowerInvariant(), f)),
        Real("inv_logit", Function.InvLogit),
        Real("Phi", Function.Phi),
        Rounding("floor", Function.Floor), Rounding("ceil", Function.Ceil), Rounding("round", Function.Round),
        Keeping("abs", Function.Abs), Keeping("square", Function.Square), Keeping("relu", Function.Relu),
        new("pow", 2, 2, "pow(x, y)", c => Two(c, Function.Power, ElementKind.Real)),
        new("mod", 2, 2, "mod(a, b)", c => Integers(c, Function.Mod)),
        new("div", 2, 2, "div(a, b)", c => Integers(c, Function.Div)),
        new("pi", 0, 0, "pi()", c => new Literal(Math.PI, SltType.Real, c.Session.Place(c.Syntax.Span))),
        new("infinity", 0, 0, "infinity()", c => new Literal(double.PositiveInfinity, SltType.Real, c.Session.Place(c.Syntax.Span))),
    ];

    /// <summary>Two arguments element by element, scalars broadcast.</summary>
    public static Expr? Two(FunctionCall call, Function function, ElementKind element)
    {
        if (TypeRules.Elementwise(call[0].Type, call[1].Type, element) is not { } type)
        {
            return call.Refuse("both need the same shape, or one is a single number");
        }

        var (a, b) = (call[0].Type, call[1].Type);
        for (var axis = 0; a.Rank > 0 && b.Rank > 0 && axis < a.Rank; axis++)
        {
            if (!call.Same(a.Extents[axis], b.Extents[axis], "sizes"))
            {
                return null;
            }
        }

        return call.Make(function, type);
    }

    private static BuiltInFunction Real(string name, Function function) =>
        new(name, 1, 1, $"{name}(x)", c => c.Make(function, c[0].Type with { Element = ElementKind.Real }));

    private static BuiltInFunction Keeping(string name, Function function) => new(name, 1, 1, $"{name}(x)", c => c.Make(
        function, c[0].Type with { Element = c[0].Type.Element == ElementKind.Real ? ElementKind.Real : ElementKind.Int }));

    private static BuiltInFunction Rounding(string name, Function function) => new(name, 1, 1, $"{name}(x)", c =>
    {
        if (c[0].Level >= Level.Parameter && c[0].Type.Element == ElementKind.Real)
        {
            c.Session.Report(
                DistributionDiagnostics.NoGradient, $"`{name}` has no gradient in `{c.Session.TextOf(c.Syntax.Arguments[0].Value)}`", c.Syntax.Span,
                "samplers without gradients only; keep what reaches a parameter smooth");
        }

        return c.Make(function, c[0].Type with { Element = ElementKind.Real });
    });

    private static Expr? Integers(FunctionCall call, Function function) =>
        call[0].Type.Element == ElementKind.Real || call[1].Type.Element == ElementKind.Real
            ? call.Refuse("both arguments are integers; `/` divides reals")
            : Two(call, function, ElementKind.Int);
}
