using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Distributions;

/// <summary>
/// Binds what stands after <c>~</c> for a value of a given type: families here, combinators in a file of their own.
/// A part that fails has been reported and is null.
/// </summary>
/// <param name="session">The binding that this is part of.</param>
/// <param name="expressions">Binds the arguments at this place.</param>
internal sealed partial class DistributionBinder(BindingSession session, ExpressionBinder expressions)
{
    /// <summary>Binds a distribution of a value.</summary>
    public Distribution? Bind(ExpressionSyntax syntax, SltType value) => syntax switch
    {
        ParenthesizedSyntax parenthesized => Bind(parenthesized.Inner, value),
        ConditionalSyntax conditional => BindConditional(conditional, value),
        CallSyntax call when session.Functions.ContainsKey(call.Function.Text) => RefuseValue(call),
        CallSyntax call when FamilySignatures.Find(call.Function.Text) is { } family => BindFamily(call, family, value),
        CallSyntax call when Combinators.Names.Contains(call.Function.Text) => BindCombinator(call, value),
        CallSyntax call when !BuiltInFunctions.Contains(call.Function.Text) => RefuseUnknown(call),
        _ => RefuseValue(syntax),
    };

    private Distribution? RefuseUnknown(CallSyntax call)
    {
        var name = call.Function.Text;
        var nearest = Spelling.Nearest(name, BuiltInNames.Distributions);
        session.ReportMisspelt(NameDiagnostics.UndefinedName, $"there is no distribution `{name}`", call.Function.Span, nearest, "`slt explain SLT0101` lists the distributions");
        return null;
    }

    private Distribution? RefuseValue(ExpressionSyntax syntax)
    {
        var found = expressions.Bind(syntax);
        if (found is not null)
        {
            session.Report(
                TypeDiagnostics.TypeMismatch, $"expected a distribution after `~`, found `{found.Type}`", syntax.Span,
                "write a distribution such as `normal(0, 1)`; a fixed quantity is a `let` with `=`");
        }

        return null;
    }

    private ConditionalDistribution? BindConditional(ConditionalSyntax syntax, SltType value)
    {
        var condition = expressions.BindCondition(syntax.Condition);
        var guarded = new DistributionBinder(session, expressions.Guarded());
        var then = guarded.Bind(syntax.WhenTrue, value);
        var otherwise = guarded.Bind(syntax.WhenFalse, value);
        if (condition is null || then is null || otherwise is null || !session.Levels.RequireNoParameter("the choice between distributions", [condition]))
        {
            return null;
        }

        return new ConditionalDistribution(condition, then, otherwise, session.Place(syntax.Span));
    }

    private FamilyDistribution? BindFamily(CallSyntax call, FamilySignature family, SltType value)
    {
        var arguments = BindArguments(call, family);
        if (!IsFor(family, value, call) || arguments is null)
        {
            return null;
        }

        for (var n = 0; n < arguments.Length; n++)
        {
            if (!Fits(family, n, arguments[n].Value, arguments[n].Syntax, value))
            {
                return null;
            }
        }

        var distribution = new FamilyDistribution(family.Name, arguments.Select(a => a.Value).ToEquatableArray(), session.Place(call.Span));
        ArgumentChecks.Report(session, family, distribution, call);
        return distribution;
    }

    private (Expr Value, ArgumentSyntax Syntax)[]? BindArguments(CallSyntax call, FamilySignature family)
    {
        var arguments = new (Expr? Value, ArgumentSyntax Syntax)[family.Parameters.Count];
        var isBroken = false;
        for (var n = 0; n < call.Arguments.Count; n++)
        {
            var argument = call.Arguments[n];
            var place = argument.Form == ArgumentForm.Positional ? n : PlaceOf(family, argument.Name!.Text);
            var value = argument.Form == ArgumentForm.Index ? null : expressions.Bind(argument.Value);
            if (place < 0 || argument.Form == ArgumentForm.Index)
            {
                var nearest = Spelling.Nearest(argument.Name!.Text, family.Parameters.Select(p => p.Name));
                session.ReportMisspelt(TypeDiagnostics.WrongArgumentCount, $"`{family.Name}` has no argument named `{argument.Name.Text}`", argument.Name.Span, nearest, $"write `{family.Usage}`");
                isBroken = true;
            }
            else if (place < arguments.Length && arguments[place].Syntax is not null)
            {
                session.Report(TypeDiagnostics.WrongArgumentCount, $"`{family.Parameters[place].Name}` of `{family.Name}` is given twice", argument.Span, $"write `{family.Usage}`");
                isBroken = true;
            }
            else if (place < arguments.Length)
            {
                arguments[place] = (value, argument);
                isBroken |= value is null;
            }
        }

        if (isBroken)
        {
            return null;
        }

        if (call.Arguments.Count != arguments.Length || arguments.Any(a => a.Syntax is null))
        {
            var count = family.Parameters.Count switch { 0 => "no arguments", 1 => "1 argument", var k => $"{k} arguments" };
            session.Report(TypeDiagnostics.WrongArgumentCount, $"`{family.Name}` takes {count}, found {call.Arguments.Count}", call.Span, $"write `{family.Usage}`");
            return null;
        }

        return [.. arguments.Select(a => (a.Value!, a.Syntax))];
    }

    private static int PlaceOf(FamilySignature family, string name)
    {
        for (var n = 0; n < family.Parameters.Count; n++)
        {
            if (family.Parameters[n].Name == name)
            {
                return n;
            }
        }

        return -1;
    }

    /// <summary>Whether a family can have values of a type; else reports it.</summary>
    private bool IsFor(FamilySignature family, SltType value, CallSyntax call)
    {
        if (family.Name is not ("flat" or "dirac") && family.IsDiscrete != (value.Element != ElementKind.Real))
        {
            var (expected, help) = family.IsDiscrete
                ? ("int", $"`{family.Name}` has integer values: declare the name as `int`")
                : ("real", $"`{family.Name}` has real values: declare the name as `real`, also for whole numbers");
            session.Report(TypeDiagnostics.TypeMismatch, $"`{family.Name}` has `{expected}` values, found `{value}`", call.Span, help);
            return false;
        }

        if (value.Rank < family.ValueRank)
        {
            var kind = family.ValueRank == 1 ? "vectors" : "matrices";
            session.Report(TypeDiagnostics.TypeMismatch, $"`{family.Name}` has {kind} as values, found `{value}`", call.Span, $"declare the name with {(family.ValueRank == 1 ? "an extent" : "two extents")}");
            return false;
        }

        return true;
    }

    /// <summary>Whether an argument fits its parameter and the value; else reports it.</summary>
    private bool Fits(FamilySignature family, int n, Expr argument, ArgumentSyntax syntax, SltType value)
    {
        var parameter = family.Parameters[n];
        if (parameter.Role == ParameterRole.Count && argument.Type.Element == ElementKind.Real)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`{parameter.Name}` of `{family.Name}` is a count: expected `int`, found `{argument.Type}`", syntax.Value.Span, "declare it as `int`");
            return false;
        }

        var batch = value.Extents.Take(value.Rank - family.ValueRank).ToArray();
        var shared = argument.Type.Rank - parameter.Axes.Count;
        if (shared < 0 || shared > batch.Length || argument.Type.Tensor == TensorKind.Covector)
        {
            var kind = parameter.Axes.Count switch { 0 => "a number", 1 => "a vector", _ => "a matrix" };
            session.Report(
                TypeDiagnostics.TypeMismatch, $"`{parameter.Name}` of `{family.Name}` is {kind}, found `{argument.Type}`", syntax.Value.Span,
                batch.Length > 0 ? $"give {kind}, or one for each element of the `{value}`" : $"give {kind} for the one value of type `{value}`");
            return false;
        }

        for (var axis = 0; axis < argument.Type.Rank; axis++)
        {
            var own = axis < shared ? -1 : parameter.Axes[axis - shared];
            var extent = axis < shared ? batch[batch.Length - shared + axis] : own == ParameterSignature.Free ? null : value.Extents[batch.Length + own];
            if (extent is not null && !ShapeReports.SameSize(session, argument.Type.Extents[axis], extent, syntax.Value.Span, $"`{parameter.Name}` of `{family.Name}` is `{argument.Type}`, the value `{value}`", "sizes"))
            {
                return false;
            }
        }

        return true;
    }
}
