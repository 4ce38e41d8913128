using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>A built-in function of the language.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">The least number of arguments.</param>
/// <param name="Most">The largest number of arguments.</param>
/// <param name="Usage">How a call looks.</param>
/// <param name="Bind">Chooses the form for the arguments.</param>
internal sealed record BuiltInFunction(string Name, int Least, int Most, string Usage, Func<FunctionCall, Expr?> Bind)
{
    /// <summary>Whether it reduces all elements of one operand, which may be a comprehension.</summary>
    public bool IsAggregate { get; init; }

    /// <summary>How many arguments it takes, in words.</summary>
    public string CountText => (Least, Most) switch
    {
        (0, 0) => "no arguments",
        (1, 1) => "1 argument",
        var (a, b) when a == b => $"{a} arguments",
        var (a, b) => $"{a} to {b} arguments",
    };

    /// <summary>Whether it takes this many arguments.</summary>
    public bool Accepts(int count) => count >= Least && count <= Most;
}

/// <summary>A call of a built-in function with bound arguments.</summary>
/// <param name="Session">The binding.</param>
/// <param name="Binder">The binder of the place.</param>
/// <param name="Definition">The function.</param>
/// <param name="Syntax">The call.</param>
/// <param name="Arguments">The bound arguments.</param>
internal sealed record FunctionCall(BindingSession Session, ExpressionBinder Binder, BuiltInFunction Definition, CallSyntax Syntax, IReadOnlyList<Expr> Arguments)
{
    /// <summary>An argument.</summary>
    public Expr this[int n] => Arguments[n];

    /// <summary>The number of arguments.</summary>
    public int Count => Arguments.Count;

    /// <summary>The call of a function of the model.</summary>
    public Call Make(Function function, SltType type) => Make(function, type, Arguments);

    /// <summary>The call of a function of the model with other arguments.</summary>
    public Call Make(Function function, SltType type, params IReadOnlyList<Expr> arguments) =>
        new(function, arguments.ToEquatableArray(), type, arguments.Select(a => a.Level).Append(Level.Constant).Max(), Session.Place(Syntax.Span));

    /// <summary>Reports that no form takes these arguments.</summary>
    public Expr? Refuse(string help)
    {
        var types = string.Join(", ", Arguments.Select(a => a.Type.ToString()));
        Session.Report(Diagnostics.TypeDiagnostics.NoOverload, $"no form of `{Definition.Name}` takes `({types})`; nearest: `{Definition.Usage}`", Syntax.Span, help);
        return null;
    }

    /// <summary>An integer argument as a symbolic size; null, with a diagnostic, when it is none.</summary>
    public SizeExpr? Size(int n)
    {
        var (value, syntax) = (Arguments[n], Syntax.Arguments[n].Value);
        if (value.Type.Rank > 0 || value.Type.Element == ElementKind.Real)
        {
            Binder.BindInteger(syntax, "a size");
            return null;
        }

        return Binder.SizeOf(value, syntax);
    }

    /// <summary>Whether two sizes agree; reports those that differ.</summary>
    public bool Same(SizeExpr left, SizeExpr right, string which) =>
        Shapes.ShapeReports.SameSize(Session, left, right, Syntax.Span, $"`{Definition.Name}({string.Join(", ", Arguments.Select(a => a.Type.ToString()))})`", which);
}
