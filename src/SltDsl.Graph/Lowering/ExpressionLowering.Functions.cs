using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <content>Function calls: which subject a function belongs to, and the elementwise ones.</content>
internal sealed partial class ExpressionLowering
{
    private readonly Dictionary<(Symbol, Level), Leaf> _columns = [];

    private Lowered LowerCall(Call call, Scope scope) => call.Function switch
    {
        <= Function.Not => LowerElementwise(call, scope),
        <= Function.Norm => LowerLinearAlgebra(call, scope),
        <= Function.Maximum => LowerElementwise(call, scope),
        <= Function.Any => LowerAggregate(call, scope),
        <= Function.Sort => LowerVectorFunction(call, scope),
        <= Function.Linspace => LowerConstruction(call, scope),
        Function.Column => LowerColumn(call, scope),
        _ => throw new UnsupportedConstructException($"'{NameOf(call)}'", call.Span),
    };

    private Lowered LowerElementwise(Call call, Scope scope)
    {
        var extents = scope.Extents(call.Type);
        var isRepeated = IsArgumentRepeated(call.Function);
        var arguments = call.Arguments.Select(argument =>
        {
            var value = Lower(argument, scope);
            var isSpread = value.Rank < extents.Count && value.Body.Elements().Any();
            value = isSpread || isRepeated ? workshop.Shared(value, NameOf(argument), argument.Type.Element, argument.Span) : value;
            var isPromoted = argument.Type.Element == ElementKind.Bool && call.Function is not (Function.And or Function.Or or Function.Not);
            return isPromoted ? value with { Body = Of(Primitive.ToReal, value.Body) } : value;
        }).ToArray();
        return workshop.Value(extents, i => Elementwise(call, [.. arguments.Select(a => a.Broadcast(i))]));
    }

    /// <summary>The values of a name over all rows: a leaf with the number of rows as its first extent, known when the data are loaded or with w.</summary>
    private Lowered LowerColumn(Call call, Scope scope)
    {
        var symbol = ((Reference)call.Arguments[0]).Symbol;
        if (!_columns.TryGetValue((symbol, call.Level), out var column))
        {
            column = new Leaf(symbol with { Type = call.Type, Level = call.Level }, scope.Extents(call.Type)) { IsColumn = true };
            _columns.Add((symbol, call.Level), column);
        }

        return workshop.Whole(column);
    }

    private static bool IsArgumentRepeated(Function function) => function is Function.Logit or Function.Gelu;

    private static Scalar Elementwise(Call call, Scalar[] arguments)
    {
        var a = arguments[0];
        var b = arguments[^1];
        return call.Function switch
        {
            Function.Add => a + b,
            Function.Subtract => a - b,
            Function.Multiply => a * b,
            Function.Divide => a / b,
            Function.Negate => -a,
            Function.Power => Power(a, b),
            Function.Equal => AreEqual(a, b),
            Function.NotEqual => Of(Primitive.NotEqual, a, b),
            Function.Less => Less(a, b),
            Function.LessOrEqual => LessOrEqual(a, b),
            Function.Greater => Less(b, a),
            Function.GreaterOrEqual => LessOrEqual(b, a),
            Function.And => And(a, b),
            Function.Or => Or(a, b),
            Function.Not => Not(a),
            Function.Abs => Abs(a),
            Function.Exp => Exp(a),
            Function.Log => Log(a),
            Function.Log1p => Log1p(a),
            Function.Sqrt => Sqrt(a),
            Function.InvLogit or Function.Sigmoid => Logistic(a),
            Function.Logit => Log(a) - Log1p(-a),
            Function.Lgamma => LogGamma(a),
            Function.Phi => Phi(a),
            Function.Gelu => a * Phi(a),
            Function.Ceil => Of(Primitive.Ceiling, a),
            Function.Modulo or Function.Mod => Remainder(a, b),
            Function.Div => Quotient(a, b),
            Function.Square => Square(a),
            Function.Relu => Max(a, call.Arguments[0].Type.Element == ElementKind.Real ? 0.0 : 0),
            Function.Minimum => Min(a, b),
            Function.Maximum => Max(a, b),
            Function.Sin => Of(Primitive.Sin, a),
            Function.Cos => Of(Primitive.Cos, a),
            Function.Tan => Of(Primitive.Tan, a),
            Function.Asin => Of(Primitive.Asin, a),
            Function.Acos => Of(Primitive.Acos, a),
            Function.Atan => Of(Primitive.Atan, a),
            Function.Sinh => Of(Primitive.Sinh, a),
            Function.Cosh => Of(Primitive.Cosh, a),
            Function.Tanh => Tanh(a),
            Function.Softplus => Softplus(a),
            Function.Digamma => Of(Primitive.Digamma, a),
            Function.Erf => Erf(a),
            Function.Floor => Floor(a),
            Function.Round => Of(Primitive.Round, a),
            _ => throw new UnsupportedConstructException($"'{NameOf(call)}'", call.Span),
        };
    }

    /// <summary>Φ(a), the standard normal distribution function.</summary>
    private static Scalar Phi(Scalar a) => 0.5 * Erfc(a * -Math.Sqrt(0.5));
}
