using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>A model's graph evaluated in doubles at given parameters and one row: slower than the compiled model, and statement by statement.</summary>
internal static class ModelInstance
{
    /// <summary>The graph's instance.</summary>
    /// <param name="session">The model.</param>
    /// <param name="rows">Its data.</param>
    /// <param name="values">The parameters' values.</param>
    /// <param name="row">The row.</param>
    /// <remarks>Evaluating throws <see cref="KeyNotFoundException"/> where shared data are computed instead of read.</remarks>
    public static Instance<double> At(ModelSession session, Dataset rows, double[] values, int row)
    {
        var model = session.Model;
        var parameters = model.Parameters.ToDictionary(p => p.Name);
        var columns = model.Columns.Select((layout, i) => (layout, i)).ToDictionary(c => c.layout.Name, c => (c.layout, Column: rows.Columns[c.i]));
        return new Instance<double>(DoubleField.Instance, model.SizeValues, (leaf, at) => leaf.Symbol.Kind switch
        {
            SymbolKind.Parameter => values[parameters[leaf.Name].Offset + Position(parameters[leaf.Name].Extents, at)],
            SymbolKind.Hyper => model.HyperValues[leaf.Name],
            SymbolKind.Input or SymbolKind.Observed => columns[leaf.Name].Column[(Position(columns[leaf.Name].layout.Extents, at) * rows.Rows) + row],
            _ => Shared(session, leaf.Name, at),
        });
    }

    private static double Shared(ModelSession session, string name, IReadOnlyList<long> at) =>
        session.Model.Schema.Shared.FirstOrDefault(entry => entry.Name == name) is { } entry && session.File?.Find(entry.Column) is { } column ? column.Values[Position(column.Extents, at)] : throw new KeyNotFoundException(name);

    private static int Position(IReadOnlyList<int> extents, IReadOnlyList<long> at) =>
        at.Select((index, axis) => (index, axis)).Aggregate(0, (position, p) => (position * extents[p.axis]) + (int)p.index);
}
