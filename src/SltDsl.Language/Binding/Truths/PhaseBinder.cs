using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Statements;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Truths;

/// <summary>Binds <c>phase</c>: a condition on the parameters, or a ball.</summary>
internal sealed class PhaseBinder(BindingSession session)
{
    /// <summary>Binds the statement.</summary>
    public PhaseDeclaration? Bind(PhaseSyntax syntax)
    {
        if (session.Phases.TryGetValue(syntax.Name.Text, out var earlier))
        {
            DeclaredNames.ReportDuplicate(session, syntax.Name, earlier);
        }
        else
        {
            session.Phases.Add(syntax.Name.Text, syntax.Name.Span);
        }

        var phase = syntax.Region switch
        {
            ConditionRegionSyntax region => BindCondition(syntax, region),
            TruthBallSyntax ball => BindBall(syntax, CentreOf(ball), ball.Radius),
            PointBallSyntax ball => BindBall(syntax, Centre(ball.Centre, $"phase `{syntax.Name.Text}`"), ball.Radius),
            _ => null,
        };
        if (phase is not null)
        {
            session.PhaseChecks.Add(phase);
        }

        return phase;
    }

    private PhaseDeclaration? BindCondition(PhaseSyntax syntax, ConditionRegionSyntax region)
    {
        var condition = new ExpressionBinder(session, session.Global).BindCondition(region.Condition);
        return condition is not null && session.Levels.Require(condition, Level.Parameter, "a phase")
            ? new PhaseDeclaration(syntax.Name.Text, syntax.Name.Span, condition, null, null, syntax.Span)
            : null;
    }

    private PhaseDeclaration? BindBall(PhaseSyntax syntax, EquatableArray<TruthValue>? centre, ExpressionSyntax radiusSyntax)
    {
        var radius = new ExpressionBinder(session, session.Global).BindScalar(radiusSyntax, "a radius");
        return centre is { Count: > 0 } && radius is not null && session.Levels.Require(radius, Level.Data, "a radius")
            ? new PhaseDeclaration(syntax.Name.Text, syntax.Name.Span, null, centre, radius, syntax.Span)
            : null;
    }

    private EquatableArray<TruthValue>? CentreOf(TruthBallSyntax ball)
    {
        var name = ball.Truth;
        if (!session.Truths.TryGetValue(name.Text, out var truth))
        {
            if (!session.BrokenTruths.Contains(name.Text))
            {
                session.ReportMisspelt(NameDiagnostics.UndefinedName, $"there is no truth `{name.Text}`", name.Span, Spelling.Nearest(name.Text, session.Truths.Keys), "declare it above: `truth Q { set … }`");
            }

            return null;
        }

        if (truth.Sizes.Count > 0 || !truth.IsRealisable)
        {
            session.Report(
                TypeDiagnostics.TypeMismatch,
                truth.IsRealisable ? $"truth `{truth.Name}` has other sizes than the model, so it is no point of it" : $"truth `{truth.Name}` sets no parameters, so it is no point of the model",
                name.Span, d => d with { Related = [new(truth.NameSpan, "declared here")], Help = "write the centre out: `at { set … } radius r`" });
            return null;
        }

        if (truth.Lets.Count == 0)
        {
            return truth.Parameters;
        }

        // The names of the truth are not those of the phase.
        session.Report(ToolDiagnostics.NotSupported, $"truth `{truth.Name}` with a `let` as the centre of a phase is not supported", name.Span, "write the centre out: `at { set … } radius r`");
        return null;
    }

    private EquatableArray<TruthValue>? Centre(PointSyntax point, string owner)
    {
        var scope = new NameScope(session.Global);
        var binder = new ExpressionBinder(session, scope);
        var values = new PointValues(session, owner);
        foreach (var member in point.Members)
        {
            switch (member)
            {
                case SetMemberSyntax set:
                    values.Add(set, binder);
                    break;
                case LetMemberSyntax { Let: var let }:
                    var value = new DerivedStatements(session).Bind(let, binder)?.Value;
                    scope.Define(new NameEntry(let.Name.Text, let.Name.Span) { Value = value });
                    break;
                default:
                    Refuse(member.Span);
                    break;
            }
        }

        var given = values.Values();
        if (point.Members.Count == 0)
        {
            session.Report(ModelDiagnostics.EmptyPhase, "the centre of a ball sets no parameter", point.Span, "add `set w = …;`");
        }

        PointChecks.ReportViolations(session, owner, given);
        return given;
    }

    private void Refuse(SourceSpan span) => session.Report(
        TypeDiagnostics.TypeMismatch, "the centre of a phase is a point of the model: it sets parameters", span, "a phase has the model's own sizes and data; write `set w = …;`");
}
