using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Statements;

/// <summary>Reads the attributes of statements: <c>@allow</c>, <c>@singular</c>, <c>@column</c>, <c>@labels</c> and <c>@missing</c>.</summary>
internal static class StatementAttributes
{
    private static readonly Dictionary<string, (string Usage, Func<StatementSyntax, bool> IsPlace, Func<AttributeSyntax, bool> IsWellFormed)> _known = new(StringComparer.Ordinal)
    {
        ["allow"] = ("@allow(SLT1006, \"why\")", _ => true, _ => true),
        ["singular"] = ("@singular before `model`", s => s is ModelSyntax, a => a.Arguments.Count == 0),
        ["column"] = ("@column(\"name\") before `data`, `input` or `observe`", s => s is DataSyntax or InputSyntax or ObserveSyntax or SizeSyntax, a => a.Arguments is [{ Form: ArgumentForm.Positional, Value: StringSyntax }]),
        ["labels"] = ("@labels(\"a\", \"b\") before `size`", s => s is SizeSyntax, a => a.Arguments.Count > 0 && a.Arguments.All(x => x is { Form: ArgumentForm.Positional, Value: StringSyntax })),
        ["missing"] = ("@missing(-99) before `observe`", s => s is ObserveSyntax, a => a.Arguments is [{ Form: ArgumentForm.Positional, Value: var value }] && Number(value) is not null),
    };

    /// <summary>Reports attributes that are unknown, misplaced or malformed.</summary>
    public static void Check(BindingSession session, StatementSyntax statement)
    {
        foreach (var attribute in statement.Attributes)
        {
            if (!_known.TryGetValue(attribute.Name.Text, out var known))
            {
                session.ReportMisspelt(
                    NameDiagnostics.UndefinedName, $"there is no attribute `@{attribute.Name.Text}`", SourceSpan.FromBounds(attribute.Span.Start, attribute.Name.Span.End),
                    Spelling.Nearest(attribute.Name.Text, _known.Keys) is { } nearest ? "@" + nearest : null,
                    $"the attributes are {string.Join(", ", _known.Keys.Select(k => "`@" + k + "`"))}");
            }
            else if (!known.IsPlace(statement) || !known.IsWellFormed(attribute))
            {
                session.Report(TypeDiagnostics.WrongArgumentCount, $"`@{attribute.Name.Text}` is written `{known.Usage}`", attribute.Span, $"write `{known.Usage}`");
            }
        }
    }

    /// <summary>The name in data files: that of <c>@column</c>, else the declared one.</summary>
    public static string Column(StatementSyntax statement, NameSyntax name) =>
        Find(statement, "column") is { Arguments: [{ Value: StringSyntax { Value: var column } }] } ? column : name.Text;

    /// <summary>The declaration with its documentation and attributes.</summary>
    public static Declaration Attach(BindingSession session, Declaration declaration, StatementSyntax statement)
    {
        declaration = declaration with { Documentation = statement.Documentation, Allowances = Allowances.Read(statement) };
        return declaration switch
        {
            SizeDeclaration size when Find(statement, "labels") is { } labels => WithLabels(session, size, labels),
            SizeDeclaration size when statement is SizeSyntax syntax => size with { Column = Column(statement, syntax.Name) },
            ObserveDeclaration observe when Find(statement, "missing") is { Arguments: [{ Value: var value }] } => observe with { MissingCode = Number(value) },
            _ => declaration,
        };
    }

    private static AttributeSyntax? Find(StatementSyntax statement, string name) => statement.Attributes.FirstOrDefault(a => a.Name.Text == name);

    private static SizeDeclaration WithLabels(BindingSession session, SizeDeclaration size, AttributeSyntax labels)
    {
        var names = labels.Arguments.Select(a => a.Value).OfType<StringSyntax>().Select(s => s.Value).ToEquatableArray();
        if (size.IsConstant && size.Value != names.Count)
        {
            session.Report(ShapeDiagnostics.ShapeMismatch, $"`{size.Symbol.Name}` is {size.Value}, found {names.Count} labels", labels.Span, "give one label for each index");
        }

        return size with { Labels = names };
    }

    private static double? Number(ExpressionSyntax syntax) => syntax switch
    {
        NumberSyntax number => number.Value,
        UnarySyntax { Operator: UnaryOperator.Negate, Operand: NumberSyntax number } => -number.Value,
        _ => null,
    };
}
