using System.Globalization;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Emit;

/// <summary>The declared bounds of data columns, as a method. Bounds that are more than arithmetic of numbers, sizes and hyperparameters are not checked.</summary>
internal sealed class ColumnBounds(ModelLayout layout)
{
    public void Write(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override (double Lower, double Upper) Bounds(int entry, Dataset data, int row, int element) => entry switch", "};"))
        {
            for (var number = 0; number < layout.Columns.Count; number++)
            {
                if (ConstraintOf(layout.Columns[number].Symbol) is BoundConstraint bounds && Text(bounds) is { } text)
                {
                    writer.Line($"{number} => {text},");
                }
            }

            writer.Line("_ => (double.NegativeInfinity, double.PositiveInfinity),");
        }

        writer.Line();
    }

    private Constraint ConstraintOf(Symbol symbol) =>
        layout.Graph.Model.Inputs.FirstOrDefault(i => i.Symbol.Equals(symbol))?.Constraint
        ?? layout.Graph.Model.Observations.First(o => o.Symbol.Equals(symbol)).Constraint;

    private string? Text(BoundConstraint bounds)
    {
        var lower = bounds.Lower is null ? null : Text(bounds.Lower);
        var upper = bounds.Upper is null ? null : Text(bounds.Upper);
        return lower is null && upper is null ? null : $"({lower ?? "double.NegativeInfinity"}, {upper ?? "double.PositiveInfinity"})";
    }

    private string? Text(Expr expr) => expr switch
    {
        Literal literal => literal.Value.ToString("R", CultureInfo.InvariantCulture),
        Reference { Symbol.Kind: SymbolKind.Size } size => layout.SizeField(size.Symbol.Name),
        Reference { Symbol.Kind: SymbolKind.Hyper } hyper => layout.HyperFields.First(h => h.Hyper.Symbol.Equals(hyper.Symbol)).Field,
        Call { Function: Function.Add or Function.Subtract or Function.Multiply, Arguments: [var a, var b] } call when (Text(a), Text(b)) is ({ } x, { } y) =>
            $"({x} {(call.Function switch { Function.Add => "+", Function.Subtract => "-", _ => "*" })} {y})",
        Call { Function: Function.Negate, Arguments: [var a] } when Text(a) is { } x => $"(-{x})",
        _ => null,
    };
}
