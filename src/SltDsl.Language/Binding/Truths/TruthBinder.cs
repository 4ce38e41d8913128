using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Binding.Distributions;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Statements;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Truths;

/// <summary>Binds <c>truth</c>: a point of the model at its own sizes, or explicit distributions.</summary>
internal sealed class TruthBinder(BindingSession session)
{
    /// <summary>Binds the statement.</summary>
    public TruthDeclaration? Bind(TruthSyntax syntax)
    {
        var isNew = !session.Truths.TryGetValue(syntax.Name.Text, out var earlier);
        if (!isNew)
        {
            DeclaredNames.ReportDuplicate(session, syntax.Name, earlier!.NameSpan);
        }

        var sizes = session.Sizes;
        session.Sizes = sizes.Fork();
        try
        {
            var errors = session.Diagnostics.Count(d => d.Severity == Severity.Error);
            var truth = BindBody(syntax);
            if (isNew)
            {
                session.Truths.Add(syntax.Name.Text, truth);
            }

            return session.Diagnostics.Count(d => d.Severity == Severity.Error) > errors ? null : truth;
        }
        finally
        {
            session.Sizes = sizes;
        }
    }

    private TruthDeclaration BindBody(TruthSyntax syntax)
    {
        var owner = $"truth `{syntax.Name.Text}`";
        var members = syntax.Body.Members;
        var sizes = members.OfType<WithMemberSyntax>().Select(Bind).Where(s => s is not null).Select(s => s!).ToList();
        sizes.AddRange(Following(sizes, syntax));
        var scope = new NameScope(session.Global);
        var binder = new ExpressionBinder(session, scope);
        var values = new PointValues(session, owner);
        var lets = new List<LetDeclaration>();
        var observations = new List<TruthDistribution>();
        var inputs = new List<TruthDistribution>();
        foreach (var member in members)
        {
            switch (member)
            {
                case SetMemberSyntax set:
                    values.Add(set, binder);
                    break;
                case LetMemberSyntax { Let: var let }:
                    BindLet(let, binder, scope, owner, lets);
                    break;
                case ObserveMemberSyntax observe when BindDistribution(observe.Name, observe.Distribution, binder, owner, isInput: false) is { } bound:
                    observations.Add(bound);
                    break;
                case InputMemberSyntax input when BindDistribution(input.Name, input.Distribution, binder, owner, isInput: true) is { } bound:
                    inputs.Add(bound);
                    break;
            }
        }

        var given = values.Values();
        var isExplicit = members.Any(m => m is ObserveMemberSyntax);
        if (!isExplicit)
        {
            ReportUnset(syntax, owner, values);
        }
        else
        {
            ReportUnobserved(syntax, owner, observations);
        }

        PointChecks.ReportViolations(session, owner, given);
        if (!isExplicit)
        {
            PointChecks.ReportPriors(session, owner, given);
        }

        return new TruthDeclaration(
            syntax.Name.Text, syntax.Name.Span, sizes.ToArray(), lets.ToArray(), given, observations.ToArray(), inputs.ToArray(), syntax.Span);
    }

    private TruthSize? Bind(WithMemberSyntax member)
    {
        var value = new ExpressionBinder(session, session.Global).BindInteger(member.Value, "a size");
        if (session.Names.Find(member.Name, session.Global) is not { IsUnknown: false } entry || value is null)
        {
            return null;
        }

        if (entry.Symbol is not { Kind: SymbolKind.Size } size)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`{member.Name.Text}` is not a size", member.Name.Span, "`with` changes sizes; a parameter is given by `set`");
            return null;
        }

        if (NumericEvaluator.Constant(session, value) is not { } number)
        {
            session.Report(ShapeDiagnostics.ConstantSizeRequired, $"`{session.TextOf(member.Value)}` must be a compile-time constant here", member.Value.Span, "write a number");
            return null;
        }

        if (number is < 0 or > 10_000_000)
        {
            session.Report(
                number < 0 ? ConstraintDiagnostics.EmptySet : ShapeDiagnostics.SizeTooLarge,
                number < 0 ? $"a size of {number} is negative" : $"a size of {number} exceeds 10_000_000", member.Value.Span, "sizes count from 0");
            return null;
        }

        if (RowNameOf(size) is { } row)
        {
            session.Report(ModelDiagnostics.TruthChangesRowSize, $"a truth cannot change `{size.Name}`, a size of the row", member.Span, d => d with
            {
                Related = [new(row.Span, $"`{row.Name}` has this size")],
                Help = "a truth changes sizes of parameters only: the data have one shape",
            });
            return null;
        }

        session.Sizes.Override(size.Name, (long)number);
        return new TruthSize(size, (long)number, member.Span);
    }

    private Symbol? RowNameOf(Symbol size) => session.RowNames
        .OrderBy(s => s.Id)
        .FirstOrDefault(s => s.Type.Extents.Any(e => e.Names.Contains(size.Name) || session.Sizes.DependsOn(e, size.Name)));

    /// <summary>The sizes that follow from those that the truth changes.</summary>
    private IEnumerable<TruthSize> Following(List<TruthSize> changed, TruthSyntax syntax)
    {
        if (changed.Count == 0)
        {
            yield break;
        }

        foreach (var size in session.DefinedSizes.Where(s => changed.All(c => !c.Size.Equals(s))))
        {
            if (changed.Any(c => session.Sizes.DependsOn(SizeExpr.Variable(size.Name), c.Size.Name)) && session.Sizes.Value(session.Sizes.Normal(SizeExpr.Variable(size.Name))!) is { } value)
            {
                session.Sizes.Override(size.Name, value);
                yield return new TruthSize(size, value, syntax.Name.Span);
            }
        }
    }

    private void BindLet(LetSyntax let, ExpressionBinder binder, NameScope scope, string owner, List<LetDeclaration> lets)
    {
        var declaration = new DerivedStatements(session).Bind(let, binder);
        if (declaration is null || !session.Levels.RequireNoParameter($"a value of {owner}", [declaration.Value]))
        {
            scope.DefineUnknown(let.Name.Text, let.Name.Span);
            return;
        }

        if (scope.FindOwn(let.Name.Text) is { } earlier)
        {
            DeclaredNames.ReportDuplicate(session, let.Name, earlier.Span);
            return;
        }

        scope.Define(new NameEntry(let.Name.Text, let.Name.Span) { Symbol = declaration.Symbol });
        lets.Add(declaration);
    }

    private TruthDistribution? BindDistribution(NameSyntax name, ExpressionSyntax syntax, ExpressionBinder binder, string owner, bool isInput)
    {
        if (session.Names.Find(name, session.Global) is not { IsUnknown: false, Symbol: { } symbol })
        {
            return null;
        }

        if (isInput ? symbol.Kind != SymbolKind.Input : !session.Observed.Contains(symbol))
        {
            session.Report(
                TypeDiagnostics.TypeMismatch, $"`{name.Text}` is not {(isInput ? "an input" : "observed")}", name.Span,
                isInput ? "a truth gives the distribution of inputs by `input x ~ …`" : "a truth gives the distribution of what the model observes");
            return null;
        }

        var distribution = new DistributionBinder(session, binder).Bind(syntax, symbol.Type);
        return distribution is not null && session.Levels.RequireNoParameter(owner, ExprTree.AllExpressions(distribution))
            ? new TruthDistribution(symbol, distribution, name.Span.To(syntax.Span))
            : null;
    }

    private void ReportUnset(TruthSyntax syntax, string owner, PointValues values)
    {
        var unset = session.Parameters.Where(p => !values.Mentions(p) && p.Type.Extents.All(e => session.Sizes.Value(e) != 0)).ToArray();
        foreach (var parameter in unset)
        {
            var value = parameter.Type.Rank switch { 0 => "0", 1 => $"zeros({parameter.Type.Extents[0]})", 2 => $"zeros({parameter.Type.Extents[0]}, {parameter.Type.Extents[1]})", _ => "0" };
            session.Report(ModelDiagnostics.TruthLeavesParameterUnset, $"{owner} leaves `{parameter.Name}` unset", syntax.Name.Span, d => d with
            {
                Related = [new(parameter.Span, "declared here")],
                Help = $"add `set {parameter.Name} = …;`",
                Fixes = [new($"Set `{parameter.Name}`", [new(new SourceSpan(syntax.Body.Span.End - 1, 0), $" set {parameter.Name} = {value}; ")])],
            });
        }
    }

    private void ReportUnobserved(TruthSyntax syntax, string owner, List<TruthDistribution> observations)
    {
        foreach (var name in session.Observed.Where(o => observations.All(d => !d.Name.Equals(o)) && !syntax.Body.Members.OfType<ObserveMemberSyntax>().Any(m => m.Name.Text == o.Name)))
        {
            session.Report(
                ModelDiagnostics.TruthLeavesParameterUnset, $"{owner} leaves the observed `{name.Name}` without a distribution", syntax.Name.Span,
                $"add `observe {name.Name} ~ …;`");
        }
    }
}
