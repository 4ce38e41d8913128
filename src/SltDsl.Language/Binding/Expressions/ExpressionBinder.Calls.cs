using SltDsl.Language.Binding.Names;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Expressions;

/// <content>Calls: of the file's functions, of recurrences, and of built-in functions.</content>
internal sealed partial class ExpressionBinder
{
    private Expr? BindCall(CallSyntax call)
    {
        var name = call.Function.Text;
        if (session.Functions.TryGetValue(name, out var function))
        {
            return Inline(function, call);
        }

        if (name is "fold" or "scan")
        {
            return BindRecurrence(call);
        }

        if (name == "column")
        {
            return BindColumn(call);
        }

        if (BuiltInFunctions.Find(name) is { } builtIn)
        {
            return BindBuiltIn(builtIn, call);
        }

        if (BuiltInNames.IsDistribution(name))
        {
            session.Report(
                TypeDiagnostics.DistributionAsValue, $"`{name}` is a distribution, not a value", call.Span,
                "use it after `~`, as in `param real mu ~ normal(0, 1);`");
            return null;
        }

        BindArguments(call);
        if (scope.Find(name) is { IsUnknown: false } entry)
        {
            entry.IsUsed = true;
            session.Report(TypeDiagnostics.NoOverload, $"`{name}` is not a function", call.Function.Span, $"an element is `{name}[i]`, a product needs `*`");
            return null;
        }

        var nearest = Spelling.Nearest(name, BuiltInNames.All.Concat(session.Functions.Keys));
        if (session.UnreadableFunctions.Contains(name))
        {
            return null;
        }

        session.ReportMisspelt(NameDiagnostics.UndefinedName, $"there is no function `{name}`", call.Function.Span, nearest, "declare it first: `fun real f(real v) = v ^ 2;`");
        return null;
    }

    /// <summary>Binds arguments for their own findings.</summary>
    private void BindArguments(CallSyntax call)
    {
        foreach (var argument in call.Arguments.Where(a => a.Form != ArgumentForm.Index && a.Value is not (LambdaSyntax or RangeSyntax)))
        {
            _ = argument.Value is ComprehensionSyntax comprehension ? BindComprehension(comprehension, isAggregated: true) : Bind(argument.Value);
        }
    }

    private Expr? BindBuiltIn(BuiltInFunction function, CallSyntax call)
    {
        var arguments = new Expr[call.Arguments.Count];
        var isBroken = false;
        for (var n = 0; n < arguments.Length; n++)
        {
            var argument = call.Arguments[n];
            if (argument.Form != ArgumentForm.Positional)
            {
                session.Report(TypeDiagnostics.WrongArgumentCount, $"`{function.Name}` has no argument named `{argument.Name!.Text}`", argument.Span, $"write `{function.Usage}`");
                isBroken = true;
                continue;
            }

            var value = argument.Value is ComprehensionSyntax comprehension && function.IsAggregate && arguments.Length == 1
                ? BindComprehension(comprehension, isAggregated: true)
                : Bind(argument.Value);
            isBroken |= value is null;
            arguments[n] = value!;
        }

        if (!function.Accepts(arguments.Length))
        {
            session.Report(
                TypeDiagnostics.WrongArgumentCount, $"`{function.Name}` takes {function.CountText}, found {arguments.Length}", call.Span, $"write `{function.Usage}`");
            return null;
        }

        if (isBroken)
        {
            return null;
        }

        return function.Bind(new FunctionCall(session, this, function, call, arguments));
    }

    /// <summary><c>column(x)</c>: the values of an input or observed name over all rows.</summary>
    private Call? BindColumn(CallSyntax call)
    {
        if (call.Arguments is not [{ Form: ArgumentForm.Positional, Value: NameExpressionSyntax name }])
        {
            session.Report(TypeDiagnostics.WrongArgumentCount, "`column` takes the name of an input or observed value", call.Span, "write `column(x)`");
            return null;
        }

        if (session.Names.Find(name.Name, scope) is not { IsUnknown: false } entry)
        {
            return null;
        }

        if (ColumnLevel is not { } level)
        {
            session.Report(
                TypeDiagnostics.IllegalLevel, "`column` may stand only in `data … = …`, `size … = …` and `generate`", call.Span,
                $"compute it once when the data are loaded: `data real m = mean(column({name.Name.Text}));`");
            return null;
        }

        if (entry.Symbol is not { Kind: SymbolKind.Input or SymbolKind.Observed or SymbolKind.Generated, Level: Level.Row } symbol)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`{name.Name.Text}` has no value per row", name.Span, "`column` is for an `input`, an `observe` or a `generate` that has one value per row");
            return null;
        }

        var type = Shapes.TypeRules.SequenceOf(symbol.Type, SizeExpr.Rows);
        return new Call(Function.Column, [new Reference(symbol, session.Place(name.Span))], type, level, session.Place(call.Span));
    }
}
