using System.Globalization;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Emit;

/// <summary>
/// The declared bounds of data, as methods: arithmetic of numbers, sizes, hyperparameters, shared data and earlier columns.
/// Bounds that are more than that are not checked.
/// </summary>
internal sealed class ColumnBounds(ModelLayout layout)
{
    public void Write(CodeWriter writer)
    {
        var columns = layout.Columns.Select(c => (c.Symbol, ConstraintOf(c.Symbol)));
        Write(writer, "Bounds(int entry, Dataset data, int row, int element)", columns, layout.Columns.Count);
        Write(writer, "SharedBounds(int entry, int element)", layout.SharedData.Select(d => (d.Symbol, d.Constraint)), earlier: 0);
    }

    private void Write(CodeWriter writer, string signature, IEnumerable<(Symbol Symbol, Constraint Constraint)> entries, int earlier)
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"protected override (double Lower, double Upper) {signature} => entry switch", "};"))
        {
            var number = 0;
            foreach (var (symbol, constraint) in entries)
            {
                if (constraint is BoundConstraint bounds && Text(bounds, symbol.Type.Rank, Math.Min(number, earlier)) is { } text)
                {
                    writer.Line($"{number} => {text},");
                }

                number++;
            }

            writer.Line("_ => (double.NegativeInfinity, double.PositiveInfinity),");
        }

        writer.Line();
    }

    private Constraint ConstraintOf(Symbol symbol) =>
        layout.Graph.Model.Inputs.FirstOrDefault(i => i.Symbol.Equals(symbol))?.Constraint
        ?? layout.Graph.Model.Observations.First(o => o.Symbol.Equals(symbol)).Constraint;

    private string? Text(BoundConstraint bounds, int rank, int earlier)
    {
        var lower = bounds.Lower is null ? null : Text(bounds.Lower, rank, earlier);
        var upper = bounds.Upper is null ? null : Text(bounds.Upper, rank, earlier);
        return lower is null && upper is null ? null : $"({lower ?? "double.NegativeInfinity"}, {upper ?? "double.PositiveInfinity"})";
    }

    // A bound is a number, or has the shape of the value that it bounds, and is then read at the same element.
    private string? Text(Expr expr, int rank, int earlier) => expr switch
    {
        Literal literal => literal.Value.ToString("R", CultureInfo.InvariantCulture),
        Reference { Symbol.Kind: SymbolKind.Size } size => layout.SizeField(size.Symbol.Name),
        Reference { Symbol.Kind: SymbolKind.Hyper } hyper => layout.HyperFields.First(h => h.Hyper.Symbol.Equals(hyper.Symbol)).Field,
        Reference { Symbol.Kind: SymbolKind.Data } data when SharedField(data.Symbol) is { } field && (data.Type.Rank == 0 || data.Type.Rank == rank) =>
            data.Type.Rank == 0 ? field : $"{field}[element]",
        Reference column when Column(column.Symbol) is { } number && number < earlier && (column.Type.Rank == 0 || column.Type.Rank == rank) =>
            column.Type.Rank == 0 ? $"data.Columns[{number}][row]" : $"data.Columns[{number}][(element * data.Rows) + row]",
        IndexExpr { Target: Reference { Symbol.Kind: SymbolKind.Data } data, Subscripts: [At { Position: { Type.Rank: 0 } position }] }
            when data.Type.Rank == 1 && SharedField(data.Symbol) is { } field && Text(position, rank, earlier) is { } index => $"ElementAt({field}, {index})",
        Call { Function: Function.Add or Function.Subtract or Function.Multiply, Arguments: [var a, var b] } call when (Text(a, rank, earlier), Text(b, rank, earlier)) is ({ } x, { } y) =>
            $"({x} {(call.Function switch { Function.Add => "+", Function.Subtract => "-", _ => "*" })} {y})",
        Call { Function: Function.Negate, Arguments: [var a] } when Text(a, rank, earlier) is { } x => $"(-{x})",
        _ => null,
    };

    private string? SharedField(Symbol symbol) => layout.Fields.FirstOrDefault(f => f.Tensor is Leaf leaf && leaf.Symbol.Equals(symbol)).Buffer?.Name;

    private int? Column(Symbol symbol)
    {
        var number = layout.Columns.Select(c => c.Symbol).ToList().IndexOf(symbol);
        return number < 0 ? null : number;
    }
}
