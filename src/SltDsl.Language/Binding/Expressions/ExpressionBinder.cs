using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>
/// Binds expressions at one place: names, literals and the forms of the language; operators, indices, sequences and calls
/// are in files by subject. A part that fails has been reported and is null; so is whatever needs it.
/// </summary>
/// <param name="session">The binding that this is part of.</param>
/// <param name="scope">The names in force.</param>
internal sealed partial class ExpressionBinder(BindingSession session, NameScope scope)
{
    /// <summary>The names in force.</summary>
    public NameScope Scope => scope;

    /// <summary>What an <c>each</c> allows to be read of the name that it factorises, or null.</summary>
    public EachRule? Each { get; init; }

    /// <summary>Whether a condition guards this place, so that an index may be out of range where it does not hold.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>The functions that are being inlined.</summary>
    public InlinedCall? Calls { get; init; }

    /// <summary>A binder in another scope.</summary>
    public ExpressionBinder In(NameScope inner) => new(session, inner) { Each = Each, IsGuarded = IsGuarded, Calls = Calls, ColumnLevel = ColumnLevel };

    /// <summary>A binder for a place that a condition guards.</summary>
    public ExpressionBinder Guarded() => new(session, scope) { Each = Each, IsGuarded = true, Calls = Calls, ColumnLevel = ColumnLevel };

    /// <summary>Binds a value.</summary>
    public Expr? Bind(ExpressionSyntax syntax) => syntax switch
    {
        NumberSyntax number => BindNumber(number),
        BooleanSyntax boolean => new Literal(boolean.Value ? 1 : 0, SltType.Bool, session.Place(syntax.Span)),
        NameExpressionSyntax name => BindName(name),
        ParenthesizedSyntax parenthesized => Bind(parenthesized.Inner),
        UnarySyntax unary => BindUnary(unary),
        BinarySyntax binary => BindBinary(binary),
        TransposeSyntax transpose => BindTranspose(transpose),
        IndexingSyntax indexing => BindIndexing(indexing),
        ConditionalSyntax conditional => BindConditional(conditional),
        ListSyntax list => BindList(list),
        CallSyntax call => BindCall(call),
        _ => RefuseForm(syntax),
    };

    /// <summary>Binds a single number or truth value.</summary>
    public Expr? BindScalar(ExpressionSyntax syntax, string what)
    {
        if (Bind(syntax) is not { } value)
        {
            return null;
        }

        if (value.Type.Rank > 0)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"expected {what}, found `{Show(value.Type)}`", syntax.Span, "reduce it to one number, for example with `sum`, `norm` or an index");
            return null;
        }

        return value;
    }

    /// <summary>Binds an index or size: one integer.</summary>
    public Expr? BindInteger(ExpressionSyntax syntax, string what)
    {
        if (BindScalar(syntax, what) is not { } value)
        {
            return null;
        }

        if (value.Type.Element == ElementKind.Real)
        {
            ReportNotInteger(syntax, what);
            return null;
        }

        return value;
    }

    /// <summary>Binds a truth value.</summary>
    public Expr? BindCondition(ExpressionSyntax syntax)
    {
        if (BindScalar(syntax, "a condition") is not { } value)
        {
            return null;
        }

        if (value.Type.Element == ElementKind.Real)
        {
            session.Report(TypeDiagnostics.TypeMismatch, "expected a condition, found `real`", syntax.Span, "compare it, as in `x > 0`");
            return null;
        }

        return value;
    }

    private static Level HighestOf(params IEnumerable<Level> levels) => levels.Append(Level.Constant).Max();

    private static string Show(SltType type) => type.ToString();

    private Expr? RefuseForm(ExpressionSyntax syntax)
    {
        var (message, help) = syntax switch
        {
            LambdaSyntax => ("a function is not a value", "write it as an argument of `mixture`, `hmm`, `fold` or `scan`, or declare it with `fun`"),
            StringSyntax => ("a string is not a value", "strings stand in `import`, `require … else` and attributes"),
            RangeSyntax => ("a range is not a value", "write `[i for i in a:b]`"),
            ComprehensionSyntax => ("a comprehension needs brackets here", "write `[e for i in a:b]`"),
            _ => ("this form is not a value", "write an expression"),
        };
        session.Report(TypeDiagnostics.TypeMismatch, message, syntax.Span, help);
        return null;
    }

    private void ReportNotInteger(ExpressionSyntax syntax, string what)
    {
        var inner = syntax is ParenthesizedSyntax parenthesized ? parenthesized.Inner : syntax;
        session.Report(TypeDiagnostics.IntegerRequired, $"expected {what}, an integer; found `real`", syntax.Span, d => inner switch
        {
            BinarySyntax { Operator: BinaryOperator.Divide } quotient => d with
            {
                Help = "`/` gives a real; `div` divides integers",
                Fixes = [new("Use `div`", [new(session.Place(syntax.Span), $"div({session.TextOf(quotient.Left)}, {session.TextOf(quotient.Right)})")])],
            },
            NumberSyntax { Value: var value } when value == Math.Floor(value) && Math.Abs(value) < 1e9 => d with
            {
                Help = "write it without a point",
                Fixes = [new("Write an integer", [new(session.Place(syntax.Span), ((long)value).ToString())])],
            },
            _ => d with { Help = "declare it as an `int`" },
        });
    }

    private Literal? BindNumber(NumberSyntax number)
    {
        var span = session.Place(number.Span);
        if (number.IntegerValue is { } integer)
        {
            return new Literal(integer, SltType.Int, span);
        }

        if (double.IsInfinity(number.Value) || number.IsInteger)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`{number.Text}` is too large a number", number.Span, "the largest is about 1.8e308 for a real and 9.2e18 for an integer; `infinity()` is infinite");
            return null;
        }

        return new Literal(number.Value, SltType.Real, span);
    }

    private Expr? BindName(NameExpressionSyntax name)
    {
        if (session.Names.Find(name.Name, scope) is not { IsUnknown: false } entry)
        {
            return null;
        }

        if (entry.Value is { } value)
        {
            return value;
        }

        var reference = new Reference(entry.Symbol!, session.Place(name.Span));
        if (entry.Symbol!.Kind == SymbolKind.Generated && ColumnLevel != Level.Parameter)
        {
            session.Report(
                TypeDiagnostics.IllegalLevel, $"the generated `{name.Name.Text}` is no part of the model", name.Span,
                d => d with { Related = [new(entry.Span, "declared here")], Help = "use a `let`, which `generate` may read as well" });
            return null;
        }

        return Each is { } rule && rule.Factorised.Equals(entry.Symbol) ? rule.RefuseWhole(session, reference) : reference;
    }

    private Expr? BindConditional(ConditionalSyntax conditional)
    {
        var condition = BindCondition(conditional.Condition);
        var guarded = Guarded();
        var then = guarded.Bind(conditional.WhenTrue);
        var otherwise = guarded.Bind(conditional.WhenFalse);
        if (condition is null || then is null || otherwise is null)
        {
            return null;
        }

        var element = then.Type.Element == otherwise.Type.Element ? then.Type.Element : TypeRules.Arithmetic(then.Type, otherwise.Type);
        var type = JoinElementwise("if … else …", then, otherwise, element, conditional.Span);
        return type is null ? null : new Conditional(condition, then, otherwise, type, HighestOf(condition.Level, then.Level, otherwise.Level), session.Place(conditional.Span));
    }
}
