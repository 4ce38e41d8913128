using SltDsl.Language.Binding.Distributions;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Statements;

/// <summary>Binds what makes the joint density: <c>param</c>, <c>latent</c>, <c>observe</c> and <c>factor</c>.</summary>
internal sealed class ModelStatements(BindingSession session)
{
    private ExpressionBinder Expressions => new(session, session.Global);

    /// <summary>Binds <c>param</c>.</summary>
    public ParameterDeclaration? Bind(ParamSyntax syntax)
    {
        var type = TypeBinder.Bind(session, Expressions, syntax.Type);
        if (type is not null && type.Type.Element != ElementKind.Real)
        {
            session.Report(DistributionDiagnostics.DiscreteParameter, $"the parameter `{syntax.Name.Text}` is discrete", syntax.Type.Span, d => d with
            {
                Help = "a finite variable that is summed out is a `latent`; other parameters are `real`",
                Fixes = [new("Make it a `latent`", [new(new SourceSpan(syntax.Span.Start, "param".Length), "latent")])],
            });
            type = null;
        }

        if (type is null)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
            return null;
        }

        var symbol = new Symbol(syntax.Name.Text, SymbolKind.Parameter, session.NewId(), type.Type, Level.Parameter, syntax.Name.Span);
        var isRowFree = IsConstraintLegal(type.Constraint, Level.Parameter, "the set of a parameter");
        var distribution = BindDistribution(syntax.Each, syntax.Prior, symbol, out var each);
        session.Constrain(symbol, type.Constraint, syntax.Type);
        session.Parameters.Add(symbol);
        DeclaredNames.Define(session, syntax.Name, symbol, syntax, reportUnused: false);
        if (distribution is null || !isRowFree || !session.Levels.Require(distribution, Level.Parameter, "a prior"))
        {
            return null;
        }

        session.Priors[symbol] = distribution;
        return PriorChecks.IsLegal(session, syntax, symbol, type.Constraint, distribution)
            ? new ParameterDeclaration(symbol, type.Constraint, distribution, each!.Iterations, syntax.Type.Span, syntax.Span)
            : null;
    }

    /// <summary>Binds <c>latent</c>.</summary>
    public LatentDeclaration? Bind(LatentSyntax syntax)
    {
        var type = TypeBinder.Bind(session, Expressions, syntax.Type);
        if (type is { Type.Element: ElementKind.Real })
        {
            session.Report(
                DistributionDiagnostics.ContinuousLatent, $"the latent `{syntax.Name.Text}` is continuous", syntax.Type.Span,
                "write its marginal: a normal effect of a normal row is `normal(mu, sqrt(sd ^ 2 + tau ^ 2))`, or `multi_normal` for several rows; or make it a `param`");
            type = null;
        }

        var bounds = type is null ? null : BoundsOf(type, syntax);
        if (bounds is null)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
            return null;
        }

        var symbol = new Symbol(syntax.Name.Text, SymbolKind.Latent, session.NewId(), type!.Type, Level.Row, syntax.Name.Span);
        var distribution = BindDistribution(syntax.Each, syntax.Distribution, symbol, out var each);
        session.Constrain(symbol, type.Constraint, syntax.Type);
        DeclaredNames.Define(session, syntax.Name, symbol, syntax, reportUnused: true);
        if (distribution is null || each is null)
        {
            return null;
        }

        if (each.Iterations.Count > 0 && !EachClause.CoversAll(session, each.Iterations[0], symbol.Type.Extents[0]))
        {
            session.Report(
                ShapeDiagnostics.IndexOutOfRange, $"`each` leaves elements of the latent `{symbol.Name}` without a distribution", syntax.Each[0].Range.Span,
                $"run over `1:{symbol.Type.Extents[0]}`");
            return null;
        }

        session.LatentStates[symbol] = LatentStates.Count(session, bounds.Value.Lower, bounds.Value.Upper);
        session.LatentDistributions[symbol] = distribution;
        return new LatentDeclaration(symbol, bounds.Value.Lower, bounds.Value.Upper, distribution, each.Iterations, syntax.Span);
    }

    /// <summary>Binds <c>observe</c>.</summary>
    public ObserveDeclaration? Bind(ObserveSyntax syntax)
    {
        session.HasObservation = true;
        return syntax.Type is null ? BindAgain(syntax) : BindNew(syntax, syntax.Type);
    }

    /// <summary>Binds <c>factor</c>.</summary>
    public FactorDeclaration? Bind(FactorSyntax syntax)
    {
        if (Expressions.Bind(syntax.Value) is not { } value || !session.Levels.Require(value, Level.Parameter, "a factor of the prior"))
        {
            return null;
        }

        session.Report(
            DistributionDiagnostics.UnnormalisedPrior, "the prior is known up to a constant factor", syntax.Span,
            "free energies are reported up to it; a normalised prior is part of `param`");
        if (syntax.Distribution is null)
        {
            if (value.Type.Rank > 0)
            {
                session.Report(TypeDiagnostics.TypeMismatch, $"expected a log density, found `{value.Type}`", syntax.Value.Span, "add it up with `sum`");
                return null;
            }

            return new FactorDeclaration(value, null, syntax.Span);
        }

        var distribution = new DistributionBinder(session, Expressions).Bind(syntax.Distribution, value.Type);
        return distribution is not null && session.Levels.Require(distribution, Level.Parameter, "a factor of the prior")
            ? new FactorDeclaration(value, distribution, syntax.Span)
            : null;
    }

    private Distribution? BindDistribution(EquatableArray<IndexClauseSyntax> clauses, ExpressionSyntax syntax, Symbol value, out EachClause? each)
    {
        each = EachClause.Bind(session, clauses, value);
        return each is null ? null : new DistributionBinder(session, each.Binder).Bind(syntax, each.Element);
    }

    private bool IsConstraintLegal(Constraint constraint, Level most, string subject)
    {
        if (constraint is not BoundConstraint bounds)
        {
            return true;
        }

        var isLegal = true;
        foreach (var bound in new[] { bounds.Lower, bounds.Upper, bounds.Offset, bounds.Multiplier })
        {
            isLegal &= bound is null || session.Levels.Require(bound, most, subject);
        }

        return isLegal;
    }

    private (Expr Lower, Expr Upper)? BoundsOf(BoundType type, LatentSyntax syntax)
    {
        if (type.Type.Element == ElementKind.Bool)
        {
            var place = syntax.Type.Span;
            return (new Literal(0, SltType.Int, place), new Literal(1, SltType.Int, place));
        }

        if (type.Constraint is not BoundConstraint { Lower: { Type.Rank: 0 } lower, Upper: { Type.Rank: 0 } upper })
        {
            session.Report(DistributionDiagnostics.TooManyStates, $"the latent `{syntax.Name.Text}` has no bounds: summing out needs finitely many states", syntax.Type.Span, "write `int<lower=1, upper=K>`");
            return null;
        }

        if (!session.Levels.Require(lower, Level.Size, "the states of a latent variable") || !session.Levels.Require(upper, Level.Size, "the states of a latent variable"))
        {
            return null;
        }

        var count = SizeConversion.Of(session, lower) is { } from && SizeConversion.Of(session, upper) is { } to ? to - from + SizeExpr.Constant(1) : null;
        return count is null || new DistributionBinder(session, Expressions).HasFewStates(count, syntax.Type) ? (lower, upper) : null;
    }

    private ObserveDeclaration? BindNew(ObserveSyntax syntax, TypeSyntax typeSyntax)
    {
        var type = TypeBinder.Bind(session, Expressions, typeSyntax);
        if (type is null)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
            return null;
        }

        var symbol = new Symbol(syntax.Name.Text, SymbolKind.Observed, session.NewId(), type.Type, Level.Row, syntax.Name.Span);
        var distribution = BindDistribution(syntax.Each, syntax.Distribution, symbol, out var each);
        session.Constrain(symbol, type.Constraint, typeSyntax);
        session.RowNames.Add(symbol);
        DeclaredNames.Define(session, syntax.Name, symbol, syntax, reportUnused: false);
        session.Observed.Add(symbol);
        return distribution is null || !LatentStates.AreFew(session, distribution, syntax) ? null
            : new ObserveDeclaration(symbol, true, type.Constraint, distribution, each!.Iterations, StatementAttributes.Column(syntax, syntax.Name), syntax.Span);
    }

    /// <summary>Whether a distribution is one of the value and not made from it; else reports it. Under <c>each</c> direct uses have been checked.</summary>
    private bool IsFreeOf(Distribution distribution, Symbol value, bool isFactorised)
    {
        var use = ExprTree.SelfAndParts(ExprTree.AllExpressions(distribution)).OfType<Reference>()
            .FirstOrDefault(r => r.Symbol.Equals(value) ? !isFactorised : r.Symbol.Kind == SymbolKind.Let && session.Levels.Roots(r).Contains(value));
        if (use is null)
        {
            return true;
        }

        var reason = use.Symbol.Equals(value) ? $"`{value.Name}` itself" : $"`{use.Symbol.Name}`, which depends on `{value.Name}`";
        session.Report(
            ModelDiagnostics.LooksAhead, $"the distribution of `{value.Name}` reads {reason}", use.Span,
            $"p(row | w) would not be normalised; earlier elements are read under `each t in …` as `{value.Name}[t - 1]` or by `fold` over `{value.Name}[1:t - 1]`");
        return false;
    }

    /// <summary>A factor of a value that is known already.</summary>
    private ObserveDeclaration? BindAgain(ObserveSyntax syntax)
    {
        if (session.Names.Find(syntax.Name, session.Global) is not { IsUnknown: false, Symbol: { } symbol })
        {
            return null;
        }

        if (session.Observed.Contains(symbol))
        {
            session.Report(
                NameDiagnostics.DuplicateName, $"`{symbol.Name}` is already observed", syntax.Name.Span,
                d => d with { Related = [new(symbol.Span, "declared here")], Help = "one value has one distribution; several make a `mixture`" });
            return null;
        }

        if (symbol.Kind is not (SymbolKind.Data or SymbolKind.Input or SymbolKind.Let))
        {
            session.Report(
                TypeDiagnostics.IllegalLevel, $"`{symbol.Name}` is not known, so it cannot be observed", syntax.Name.Span,
                d => d with { Related = [new(symbol.Span, "declared here")], Help = $"declare what is observed with its type: `observe real y ~ …;`" });
            return null;
        }

        if (!session.Levels.RequireNoParameter("what is observed", [new Reference(symbol, syntax.Name.Span)]))
        {
            return null;
        }

        session.RowNames.Add(symbol);
        session.Observed.Add(symbol);
        var distribution = BindDistribution(syntax.Each, syntax.Distribution, symbol, out var each);
        return distribution is null || !IsFreeOf(distribution, symbol, syntax.Each.Count > 0) || !LatentStates.AreFew(session, distribution, syntax) ? null : new ObserveDeclaration(symbol, false, Constraint.None, distribution, each!.Iterations, symbol.Name, syntax.Span);
    }
}
