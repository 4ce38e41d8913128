using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Expressions;

/// <content>Functions of the file, inlined at each call; sizes, and whether a value fits a type.</content>
internal sealed partial class ExpressionBinder
{
    private const int MostInlinedCalls = 20_000;

    /// <summary>The level at which columns over all rows are known here; null where <c>column</c> may not stand.</summary>
    public Level? ColumnLevel { get; init; }

    /// <summary>An integer expression as a symbolic size; null, with a diagnostic, when it is none.</summary>
    public SizeExpr? SizeOf(Expr value, ExpressionSyntax syntax)
    {
        if (SizeConversion.Of(session, value) is { } size)
        {
            return size;
        }

        if (value.Level > Level.Size)
        {
            session.Levels.Report(value, "a size", syntax.Span);
        }
        else
        {
            session.Report(
                ShapeDiagnostics.ConstantSizeRequired, $"`{session.TextOf(syntax)}` must be a compile-time constant here", syntax.Span,
                "sizes are sums, differences and products of integers and sizes; other functions need constant arguments");
        }

        return null;
    }

    /// <summary>Whether a value fits a declared type; else reports it.</summary>
    public bool Conforms(Expr value, SltType target, SourceSpan span, string what)
    {
        if (!TypeRules.IsKindAssignable(target, value.Type))
        {
            var isReal = value.Type.Element > target.Element && value.Type.Rank == target.Rank;
            session.Report(
                TypeDiagnostics.TypeMismatch, $"expected `{Show(target)}`, found `{Show(value.Type)}`", span,
                d => d with { Label = what, Help = isReal ? $"change the type to one of `real`, or make the value `{(target.Element == ElementKind.Int ? "int" : "bool")}`" : "make the value and its type agree" });
            return false;
        }

        for (var axis = 0; axis < target.Rank; axis++)
        {
            if (!SameSize(target.Extents[axis], value.Type.Extents[axis], span, $"expected `{Show(target)}`, found `{Show(value.Type)}`", "sizes"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Binds a function's result with arguments in place of its parameters.</summary>
    private Expr? Inline(FunctionDefinition function, CallSyntax call)
    {
        function.IsUsed = true;
        var arguments = BindArguments(function.Syntax, call);
        if (function.IsBroken || arguments is null)
        {
            return null;
        }

        var name = call.Function.Text;
        if (Calls?.Contains(name) ?? false)
        {
            session.Report(NameDiagnostics.RecursiveFunction, $"function `{name}` calls itself", call.Span, "a model is a finite expression; a recurrence is `fold` or `scan`");
            return null;
        }

        if (++session.InlinedCalls > MostInlinedCalls)
        {
            session.Report(ToolDiagnostics.NotSupported, $"more than {MostInlinedCalls} inlined calls are not supported", call.Span, "name what is used twice with `let`");
            return null;
        }

        var inner = new NameScope(session.Global);
        var result = BindParameters(function, call, arguments, inner)
            ? session.InFile(function.File, session.Place(call.Span), () => new ExpressionBinder(session, inner) { Calls = new InlinedCall(name, Calls), IsGuarded = IsGuarded }.BindBody(function.Syntax))
            : null;
        if (result is null || session.ExprSizes.Of(result) <= ExprSizes.Most)
        {
            return result;
        }

        session.Report(ToolDiagnostics.NotSupported, $"an inlined expression of more than {ExprSizes.Most} parts is not supported", call.Span, "name what is used twice with `let` outside the function");
        return null;
    }

    /// <summary>The <c>let</c>s and the result of a function whose parameters are in scope.</summary>
    public Expr? BindBody(FunSyntax function)
    {
        foreach (var let in function.Lets)
        {
            var value = Bind(let.Value);
            var type = let.Type is null ? null : TypeBinder.Bind(session, this, let.Type);
            var fits = value is not null && (let.Type is null || (type is not null && Conforms(value, type.Type, let.Value.Span, "this value")));
            scope.Define(new NameEntry(let.Name.Text, let.Name.Span) { Value = fits ? value : null });
        }

        var result = Bind(function.Result);
        return result is not null && TypeBinder.Bind(session, this, function.ReturnType) is { } declared && Conforms(result, declared.Type, function.Result.Span, "the result")
            ? result
            : null;
    }

    private Expr[]? BindArguments(FunSyntax function, CallSyntax call)
    {
        var parameters = function.Parameters;
        var arguments = new Expr?[parameters.Count];
        var isBroken = false;
        for (var n = 0; n < call.Arguments.Count; n++)
        {
            var argument = call.Arguments[n];
            var place = argument.Form == ArgumentForm.Named ? IndexOf(parameters, argument.Name!.Text) : n;
            var value = argument.Form == ArgumentForm.Index ? null : Bind(argument.Value);
            if (place < 0 || argument.Form == ArgumentForm.Index)
            {
                var nearest = Spelling.Nearest(argument.Name!.Text, parameters.Select(p => p.Name.Text));
                session.ReportMisspelt(TypeDiagnostics.WrongArgumentCount, $"`{function.Name.Text}` has no argument named `{argument.Name.Text}`", argument.Name.Span, nearest, null);
                isBroken = true;
            }
            else if (place < arguments.Length)
            {
                arguments[place] = value;
                isBroken |= value is null;
            }
        }

        if (call.Arguments.Count != parameters.Count)
        {
            session.Report(
                TypeDiagnostics.WrongArgumentCount, $"`{function.Name.Text}` takes {Counted(parameters.Count)}, found {call.Arguments.Count}", call.Span,
                $"write `{function.Name.Text}({string.Join(", ", parameters.Select(p => p.Name.Text))})`");
            return null;
        }

        return isBroken || arguments.Any(a => a is null) ? null : [.. arguments.Select(a => a!)];
    }

    private static string Counted(int count) => count switch { 0 => "no arguments", 1 => "1 argument", _ => $"{count} arguments" };

    private static int IndexOf(EquatableArray<FunParameterSyntax> parameters, string name)
    {
        for (var n = 0; n < parameters.Count; n++)
        {
            if (parameters[n].Name.Text == name)
            {
                return n;
            }
        }

        return -1;
    }

    /// <summary>Puts arguments in place of parameters; extents that are not declared are taken from the arguments.</summary>
    private bool BindParameters(FunctionDefinition function, CallSyntax call, Expr[] arguments, NameScope inner)
    {
        for (var n = 0; n < arguments.Length; n++)
        {
            var (parameter, argument) = (function.Syntax.Parameters[n], arguments[n]);
            var place = call.Arguments[n].Span;
            var extents = parameter.Type.ArrayDimensions.Concat(parameter.Type.Dimensions).ToArray();
            if (!Takes(parameter.Type, extents.Length, argument))
            {
                session.Report(
                    TypeDiagnostics.NoOverload, $"no form of `{call.Function.Text}` takes `{Show(argument.Type)}` as `{parameter.Name.Text}`", place,
                    $"it is declared as `{TextOf(function, parameter.Type)}`");
                return false;
            }

            for (var axis = 0; axis < extents.Length; axis++)
            {
                if (!BindExtent(function, extents[axis], argument, axis, place, inner))
                {
                    return false;
                }
            }

            inner.Define(new NameEntry(parameter.Name.Text, parameter.Name.Span) { Value = argument });
        }

        return true;
    }

    /// <summary>Whether a name among the extents of a function's parameters stands for whatever extent the argument has: it is no size of the file.</summary>
    public static bool TakesExtent(NameScope function, string name) =>
        function.FindOwn(name) is null && function.Find(name) is not { Symbol.Kind: SymbolKind.Size };

    private string TextOf(FunctionDefinition function, SyntaxNode node) => (function.File ?? session.Source).Slice(node.Span);

    private static bool Takes(TypeSyntax type, int rank, Expr argument)
    {
        var element = type.Keyword switch { TypeKeyword.Int => ElementKind.Int, TypeKeyword.Bool => ElementKind.Bool, _ => ElementKind.Real };
        return argument.Type.Rank == rank && argument.Type.Element <= element && argument.Type.Tensor != TensorKind.Covector;
    }

    private bool BindExtent(FunctionDefinition function, ExpressionSyntax extent, Expr argument, int axis, SourceSpan place, NameScope inner)
    {
        var actual = argument.Type.Extents[axis];
        if (extent is NameExpressionSyntax { Name: var name } && TakesExtent(inner, name.Text))
        {
            var value = SizeConversion.ToExpr(session, actual, session.Place(place));
            inner.Define(new NameEntry(name.Text, name.Span) { Value = value });
            return true;
        }

        return session.InFile(function.File, session.Place(place), () =>
        {
            var binder = new ExpressionBinder(session, inner) { Calls = new InlinedCall(function.Syntax.Name.Text, Calls) };
            return binder.BindInteger(extent, "a size") is { } size && binder.SizeOf(size, extent) is { } declared
                && SameSize(declared, actual, place, $"`{function.Syntax.Name.Text}` expects `{TextOf(function, extent)}` elements", "sizes");
        });
    }
}
