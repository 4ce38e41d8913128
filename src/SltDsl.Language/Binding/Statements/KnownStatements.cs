using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Binding.Distributions;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Statements;

/// <summary>Binds what is known when a density is evaluated: <c>hyper</c>, <c>data</c>, <c>input</c>, and the <c>require</c>s on them.</summary>
internal sealed class KnownStatements(BindingSession session)
{
    private ExpressionBinder Expressions => new(session, session.Global);

    /// <summary>Binds <c>hyper</c>.</summary>
    public HyperDeclaration? Bind(HyperSyntax syntax)
    {
        var type = TypeBinder.Bind(session, Expressions, syntax.Type);
        var value = Expressions.BindScalar(syntax.Value, "a number");
        if (type is { Type.Rank: > 0 })
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"a `hyper` is a single number, found `{type.Type}`", syntax.Type.Span, "declare several numbers as `data`");
            type = null;
        }

        if (type is null || value is null || !Expressions.Conforms(value, type.Type, syntax.Value.Span, "this default") || Number(value, syntax.Value) is not { } number)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
            return null;
        }

        var symbol = new Symbol(syntax.Name.Text, SymbolKind.Hyper, session.NewId(), type.Type, Level.Data, syntax.Name.Span);
        session.HyperDefaults[symbol] = number;
        session.Constrain(symbol, type.Constraint, syntax.Type);
        DeclaredNames.Define(session, syntax.Name, symbol, syntax, reportUnused: true);
        (double Low, double High)? sweep = null;
        if (syntax.Sweep is { } interval)
        {
            sweep = Ends(interval);
            if (sweep is null)
            {
                return null;
            }
        }

        // Without a sweep range it may be set to anything that its type allows.
        session.HyperRanges[symbol] = sweep is { } range
            ? new Interval(Math.Min(number, range.Low), Math.Max(number, range.High))
            : number > 0 ? Interval.NonNegative : Interval.All;

        return new HyperDeclaration(symbol, type.Constraint, number, sweep, syntax.Span);
    }

    /// <summary>Binds <c>data</c>.</summary>
    public DataDeclaration? Bind(DataSyntax syntax)
    {
        var type = TypeBinder.Bind(session, Expressions, syntax.Type);
        Expr? value = null;
        if (syntax.Value is not null)
        {
            var binder = new ExpressionBinder(session, session.Global) { ColumnLevel = Level.Data };
            value = binder.Bind(syntax.Value);
            if (value is null || type is null || !binder.Conforms(value, type.Type, syntax.Value.Span, "this value") || !session.Levels.Require(value, Level.Data, "data"))
            {
                type = null;
            }
        }

        if (type is null)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
            return null;
        }

        var symbol = Declare(syntax.Name, SymbolKind.Data, type, Level.Data, syntax, syntax.Type);
        return new DataDeclaration(symbol, type.Constraint, value, StatementAttributes.Column(syntax, syntax.Name), syntax.Span);
    }

    /// <summary>Binds <c>input</c>.</summary>
    public InputDeclaration? Bind(InputSyntax syntax)
    {
        var type = TypeBinder.Bind(session, Expressions, syntax.Type);
        if (type is null)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
            return null;
        }

        var distribution = syntax.Distribution is null ? null : new DistributionBinder(session, Expressions).Bind(syntax.Distribution, type.Type);
        var isLegal = syntax.Distribution is null || (distribution is not null
            && session.Levels.RequireNoParameter("the distribution of an input", ExprTree.AllExpressions(distribution)));
        var symbol = Declare(syntax.Name, SymbolKind.Input, type, Level.Row, syntax, syntax.Type);
        session.RowNames.Add(symbol);
        if (syntax.Distribution is null)
        {
            session.Report(ModelDiagnostics.InputWithoutDistribution, $"input `{symbol.Name}` has no q(x): simulation is off", syntax.Name.Span, d => d with
            {
                Help = $"to simulate, say how it is distributed: `~ {Suggested(type)}`",
                Fixes = [new($"Add `~ {Suggested(type)}`", [new(new SourceSpan(syntax.Name.Span.End, 0), $" ~ {Suggested(type)}")])],
            });
        }

        return isLegal ? new InputDeclaration(symbol, type.Constraint, distribution, StatementAttributes.Column(syntax, syntax.Name), syntax.Span) : null;
    }

    /// <summary>Binds <c>require</c>; an equality of sizes becomes known to later statements.</summary>
    public RequireDeclaration? Bind(RequireSyntax syntax)
    {
        if (Expressions.BindCondition(syntax.Condition) is not { } condition || !session.Levels.Require(condition, Level.Data, "a requirement"))
        {
            return null;
        }

        foreach (var comparison in Comparisons(condition))
        {
            if (SizeConversion.Of(session, comparison.Arguments[0]) is { } left && SizeConversion.Of(session, comparison.Arguments[1]) is { } right)
            {
                Note(comparison.Function, left, right);
            }
        }

        return new RequireDeclaration(condition, syntax.Message?.Value, syntax.Span);
    }

    // A distribution on the declared set; what stands in it is only a start.
    private string Suggested(BoundType type) => (type.Type.Element, type.Constraint) switch
    {
        (ElementKind.Bool, _) => "bernoulli(0.5)",
        (ElementKind.Int, BoundConstraint { Lower: { } lower, Upper: { } upper }) => $"discrete_uniform({Shown(lower)}, {Shown(upper)})",
        (ElementKind.Int, BoundConstraint { Lower: not null }) => "poisson(3)",
        (ElementKind.Int, _) => "discrete_uniform(1, 2)",
        (_, BoundConstraint { Lower: { } lower, Upper: { } upper }) => $"uniform({Shown(lower)}, {Shown(upper)})",
        (_, BoundConstraint { Lower: Literal { Value: 0 } }) => "exponential(1)",
        _ => "normal(0, 1)",
    };

    private string Shown(Expr bound) => session.Source.Slice(bound.Span);

    private static IEnumerable<Call> Comparisons(Expr condition) => condition switch
    {
        Call { Function: Function.And, Arguments: [var left, var right] } => Comparisons(left).Concat(Comparisons(right)),
        Call { Function: >= Function.Equal and <= Function.GreaterOrEqual } comparison => [comparison],
        _ => [],
    };

    private void Note(Function comparison, SizeExpr left, SizeExpr right)
    {
        switch (comparison)
        {
            case Function.Equal:
                session.Sizes.Require(left, right);
                break;
            case Function.GreaterOrEqual or Function.Greater when right.IsConstant:
                session.Sizes.RequireAtLeast(left, (session.Sizes.Value(right) ?? 0) + (comparison == Function.Greater ? 1 : 0));
                break;
            case Function.LessOrEqual or Function.Less when left.IsConstant:
                session.Sizes.RequireAtLeast(right, (session.Sizes.Value(left) ?? 0) + (comparison == Function.Less ? 1 : 0));
                break;
        }
    }

    private Symbol Declare(NameSyntax name, SymbolKind kind, BoundType type, Level level, StatementSyntax statement, TypeSyntax written)
    {
        var symbol = new Symbol(name.Text, kind, session.NewId(), type.Type, level, name.Span);
        session.Constrain(symbol, type.Constraint, written);
        DeclaredNames.Define(session, name, symbol, statement, reportUnused: true);
        return symbol;
    }

    private double? Number(Expr value, ExpressionSyntax place)
    {
        if (NumericEvaluator.Analysed(session, value) is { } number && !double.IsNaN(number))
        {
            return number;
        }

        session.Report(TypeDiagnostics.IllegalLevel, "the value of a `hyper` must be a constant", place.Span, "write a number");
        return null;
    }

    private (double Low, double High)? Ends(IntervalSyntax syntax)
    {
        var low = Expressions.BindScalar(syntax.Lower, "a number") is { } from ? Number(from, syntax.Lower) : null;
        var high = Expressions.BindScalar(syntax.Upper, "a number") is { } to ? Number(to, syntax.Upper) : null;
        if (low is null || high is null)
        {
            return null;
        }

        if (low > high)
        {
            session.Report(ConstraintDiagnostics.EmptySet, $"the interval [{NumberText.Exact(low.Value)}, {NumberText.Exact(high.Value)}] is empty", syntax.Span, "exchange the ends");
            return null;
        }

        return (low.Value, high.Value);
    }
}
