using SltDsl.Language.Binding.Distributions;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Statements;

/// <summary>Binds <c>train</c>: a method with its options.</summary>
internal sealed class TrainStatement(BindingSession session)
{
    private static readonly Dictionary<string, string[]> _methods = new(StringComparer.Ordinal)
    {
        ["sgd"] = ["lr", "momentum", "batch", "steps", "weight_decay", "decay", "warmup", "record"],
        ["adam"] = ["lr", "beta1", "beta2", "epsilon", "batch", "steps", "weight_decay", "decay", "warmup", "record"],
        ["langevin"] = ["lr", "beta", "localisation", "batch", "steps", "weight_decay", "decay", "warmup", "record"],
    };

    /// <summary>Binds the statement.</summary>
    public TrainDeclaration? Bind(TrainSyntax syntax)
    {
        if (!session.Runs.Add(syntax.Name.Text))
        {
            session.Report(NameDiagnostics.DuplicateName, $"`{syntax.Name.Text}` is already defined", syntax.Name.Span, "choose another name");
        }

        if (syntax.Run is not CallSyntax call || !_methods.TryGetValue(call.Function.Text, out var known))
        {
            var nearest = syntax.Run is CallSyntax { Function: var function } ? Spelling.Nearest(function.Text, _methods.Keys) : null;
            session.ReportMisspelt(
                NameDiagnostics.UndefinedName, $"there is no training method `{session.TextOf(syntax.Run is CallSyntax c ? c.Function : syntax.Run)}`",
                syntax.Run is CallSyntax { Function.Span: var place } ? place : syntax.Run.Span, nearest, "the methods are `sgd`, `adam` and `langevin`");
            return null;
        }

        var options = new List<TrainOption>();
        Initialisation? initial = null;
        var isBroken = false;
        foreach (var argument in call.Arguments)
        {
            if (argument is { Form: ArgumentForm.Named, Name.Text: "init" })
            {
                initial = BindInitial(argument.Value);
                isBroken |= initial is null;
            }
            else if (BindOption(call, argument, known) is { } option)
            {
                options.Add(option);
            }
            else
            {
                isBroken = true;
            }
        }

        return isBroken ? null : new TrainDeclaration(syntax.Name.Text, call.Function.Text, options.ToArray(), initial?.Distribution, syntax.Span) { InitialPhase = initial?.Phase };
    }

    private TrainOption? BindOption(CallSyntax call, ArgumentSyntax argument, string[] known)
    {
        if (argument.Form != ArgumentForm.Named)
        {
            session.Report(TypeDiagnostics.WrongArgumentCount, $"options of `{call.Function.Text}` have names", argument.Span, $"write `{call.Function.Text}(lr = 0.01, steps = 1000)`");
            return null;
        }

        var name = argument.Name!.Text;
        if (!known.Contains(name))
        {
            session.ReportMisspelt(
                TypeDiagnostics.WrongArgumentCount, $"`{call.Function.Text}` has no option `{name}`", argument.Name.Span, Spelling.Nearest(name, [.. known, "init"]),
                $"its options are {string.Join(", ", known)} and init");
            return null;
        }

        return new ExpressionBinder(session, session.Global).BindScalar(argument.Value, "a number") is { } value && session.Levels.Require(value, Level.Data, "a training option")
            ? new TrainOption(name, value)
            : null;
    }

    /// <summary>The initial weights: a distribution of each, a scheme that knows the widths, or a ball about a phase's centre.</summary>
    private Initialisation? BindInitial(ExpressionSyntax syntax)
    {
        var binder = new ExpressionBinder(session, session.Global);
        switch (syntax)
        {
            case CallSyntax { Function.Text: "he" or "glorot" or "prior", Arguments.Count: 0 } scheme:
                return new(new FamilyDistribution(scheme.Function.Text, [], scheme.Span), null);
            case CallSyntax { Function.Text: "near", Arguments: [{ Value: NameExpressionSyntax { Name: var phase } }, { Value: var radius }] } near:
                if (!session.Phases.ContainsKey(phase.Text) && !session.Truths.ContainsKey(phase.Text))
                {
                    session.ReportMisspelt(
                        NameDiagnostics.UndefinedName, $"there is no phase or truth `{phase.Text}`", phase.Span,
                        Spelling.Nearest(phase.Text, session.Phases.Keys.Concat(session.Truths.Keys)), "declare it above");
                    return null;
                }

                return binder.BindScalar(radius, "a standard deviation") is { } sd && session.Levels.Require(sd, Level.Data, "initial weights")
                    ? new(new FamilyDistribution("near", [sd], near.Span), phase.Text)
                    : null;
            default:
                return new DistributionBinder(session, binder).Bind(syntax, SltType.Real) is { } distribution && session.Levels.Require(distribution, Level.Data, "initial weights")
                    ? new(distribution, null)
                    : null;
        }
    }

    private sealed record Initialisation(Distribution Distribution, string? Phase);
}
