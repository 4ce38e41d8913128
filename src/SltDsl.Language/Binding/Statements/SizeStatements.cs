using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Statements;

/// <summary>Binds <c>size</c>: constants, run-time sizes, sweeps, and sizes that follow from others or from the data.</summary>
internal sealed class SizeStatements(BindingSession session)
{
    private const long Largest = 10_000_000;
    private const long DefaultAnalysed = 3;

    /// <summary>Binds the statement and defines its name.</summary>
    public SizeDeclaration? Bind(SizeSyntax syntax)
    {
        var symbol = new Symbol(syntax.Name.Text, SymbolKind.Size, session.NewId(), SltType.Int, Level.Size, session.Place(syntax.Name.Span));
        var declaration = Declare(syntax, symbol);
        if (declaration is null)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
        }
        else
        {
            DeclaredNames.Define(session, syntax.Name, symbol, syntax, reportUnused: !session.IsInImportedText);
        }

        return declaration;
    }

    private SizeDeclaration? Declare(SizeSyntax syntax, Symbol symbol)
    {
        var binder = new ExpressionBinder(session, session.Global) { ColumnLevel = Level.Data };
        var sweep = syntax.Sweep is null ? null : Range(binder, syntax.Sweep);
        if (syntax.Sweep is not null && sweep is null)
        {
            return null;
        }

        if (session.Options.Sizes.TryGetValue(symbol.Name, out var given))
        {
            return IsLegal(given, syntax.Name) ? Given(syntax, symbol, given, sweep) : null;
        }

        if (syntax.Value is null)
        {
            var declaration = new SizeDeclaration(symbol, null, false, sweep, null, syntax.Span);
            session.Sizes.Declare(symbol, declaration.AnalysedValue, null, sweep is null ? 0 : Math.Min(sweep.Value.Low, declaration.AnalysedValue));
            return declaration;
        }

        return binder.BindInteger(syntax.Value, "a size") is { } value ? WithValue(syntax, symbol, value, sweep) : null;
    }

    private SizeDeclaration Given(SizeSyntax syntax, Symbol symbol, long value, (long Low, long High)? sweep)
    {
        session.Sizes.Declare(symbol, value, sweep is null ? SizeExpr.Constant(value) : null, sweep is null ? value : Math.Min(value, sweep.Value.Low));
        return new SizeDeclaration(symbol, value, sweep is null, sweep, null, syntax.Span);
    }

    private SizeDeclaration? WithValue(SizeSyntax syntax, Symbol symbol, Expr value, (long Low, long High)? sweep)
    {
        var definition = value is Literal ? null : value;
        if (value.Level == Level.Data && sweep is null && ExprTree.SelfAndParts(value).Any(e => e is Call { Function: Function.Column } or Reference { Symbol.Kind: SymbolKind.Data }))
        {
            if (!IsFormula(value))
            {
                session.Report(
                    ShapeDiagnostics.ConstantSizeRequired, $"`{session.TextOf(syntax.Value!)}` is no size", syntax.Value!.Span,
                    "a size that follows from data is made by arithmetic of sizes and of `max`, `min` and `sum` of a `data` name or of a `column(x)`");
                return null;
            }

            session.Sizes.Declare(symbol, DefaultAnalysed, null, 0);
            return new SizeDeclaration(symbol, null, false, null, definition, syntax.Span) { IsFromData = true };
        }

        if (new ExpressionBinder(session, session.Global).SizeOf(value, syntax.Value!) is not { } size)
        {
            return null;
        }

        var analysed = session.Sizes.Value(size) ?? DefaultAnalysed;
        var isFixed = session.Sizes.Normal(size) is { IsConstant: true };
        if (!IsLegal(analysed, syntax.Value!))
        {
            return null;
        }

        if (sweep is not null && !isFixed)
        {
            session.Report(ShapeDiagnostics.ConstantSizeRequired, $"the default of the swept size `{symbol.Name}` must be a compile-time constant", syntax.Value!.Span, "give a number, or leave the sweep out");
            return null;
        }

        if (definition is not null && sweep is null)
        {
            session.DefinedSizes.Add(symbol);
        }

        var least = sweep is { } range ? Math.Min(range.Low, analysed) : isFixed ? analysed : 0;
        session.Sizes.Declare(symbol, analysed, sweep is null ? size : null, least);
        return new SizeDeclaration(symbol, analysed, isFixed && sweep is null, sweep, definition, syntax.Span) { Follows = isFixed || sweep is not null ? null : size };
    }

    // What can be computed before the sizes are known, when the data are read.
    private static bool IsFormula(Expr value) => value switch
    {
        Literal => true,
        Reference { Symbol.Kind: SymbolKind.Size } => true,
        Reference { Symbol.Kind: SymbolKind.Data, Type.Rank: 0 } => true,
        Call { Function: Function.Add or Function.Subtract or Function.Multiply or Function.Negate or Function.Minimum or Function.Maximum or Function.Div } call =>
            call.Arguments.All(IsFormula),
        Call { Function: Function.Max or Function.Min or Function.Sum, Arguments: [Reference { Symbol.Kind: SymbolKind.Data } or Call { Function: Function.Column }] } => true,
        _ => false,
    };

    private bool IsLegal(long value, SyntaxNode place)
    {
        if (value < 0)
        {
            session.Report(ConstraintDiagnostics.EmptySet, $"a size of {value} is negative", place.Span, "sizes count from 0");
            return false;
        }

        if (value > Largest)
        {
            session.Report(ShapeDiagnostics.SizeTooLarge, $"a size of {value} exceeds 10_000_000", place.Span, "a file describes one row: the number of rows is not a size");
            return false;
        }

        return true;
    }

    private (long Low, long High)? Range(ExpressionBinder binder, RangeSyntax syntax)
    {
        var low = Constant(binder, syntax.Lower);
        var high = Constant(binder, syntax.Upper);
        if (low is null || high is null || !IsLegal(low.Value, syntax.Lower) || !IsLegal(high.Value, syntax.Upper))
        {
            return null;
        }

        if (low > high)
        {
            session.Report(ConstraintDiagnostics.EmptySet, $"the range {low}:{high} is empty", syntax.Span, "exchange the ends");
            return null;
        }

        return (low.Value, high.Value);
    }

    private long? Constant(ExpressionBinder binder, ExpressionSyntax syntax)
    {
        if (binder.BindInteger(syntax, "the end of a range") is not { } value)
        {
            return null;
        }

        if (NumericEvaluator.Constant(session, value) is { } number && Math.Abs(number) < 9e15)
        {
            return (long)number;
        }

        session.Report(ShapeDiagnostics.ConstantSizeRequired, $"`{session.TextOf(syntax)}` must be a compile-time constant here", syntax.Span, "write a number");
        return null;
    }
}
