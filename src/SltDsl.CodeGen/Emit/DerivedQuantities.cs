using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Simulation;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.CodeGen.Emit;

/// <summary>
/// What is shown for a draw of w: <c>let</c>s of parameter level and <c>generate</c>d quantities. In memory those that need
/// no data come first, then numbers about all rows, then what has a value for each row.
/// </summary>
internal sealed class DerivedQuantities
{
    private readonly Dictionary<Symbol, int> _stages = [];

    public DerivedQuantities(ModelGraph graph)
    {
        var lets = graph.Lets.Where(l => l.Tensor.Level == Level.Parameter).Select(l => new Quantity(l.Name, l.Tensor, null, null, l.Tensor.Origin, true, 0));
        var all = lets.Concat(graph.Generated.Select(g => Staged(g, graph))).ToArray();
        Fixed = [.. all.Where(q => q.Stage == 0)];
        Totals = [.. all.Where(q => q is { Stage: > 0, IsPerRow: false })];
        PerRow = [.. all.Where(q => q.IsPerRow).OrderBy(q => !q.IsShown)];
        StageCount = all.Select(q => q.Stage).Append(0).Max() + 1;
    }

    /// <summary>What needs no data, in file order: lets first.</summary>
    public IReadOnlyList<Quantity> Fixed { get; }

    /// <summary>Numbers about all rows, in file order.</summary>
    public IReadOnlyList<Quantity> Totals { get; }

    /// <summary>What has a value for each row, in file order; what is not shown comes last.</summary>
    public IReadOnlyList<Quantity> PerRow { get; }

    /// <summary>The number of stages: a stage after the first, which needs no data, may read columns of the ones before.</summary>
    public int StageCount { get; }

    /// <summary>The quantities that a stage computes, those that others read before them.</summary>
    public IEnumerable<Quantity> OfStage(int stage) => Fixed.Concat(Totals).Concat(PerRow).Where(q => q.Stage == stage).OrderBy(q => q.Symbol?.Id ?? 0);

    /// <summary>Where each quantity is in a span.</summary>
    public IEnumerable<(Quantity Quantity, Buffer Buffer)> Places(string span)
    {
        var offset = (Scalar)0;
        foreach (var quantity in Fixed.Concat(Totals).Concat(PerRow))
        {
            var buffer = new Buffer(quantity.Name, quantity.IsPerRow ? Storage.Rows : Storage.Block, quantity.Value.Extents)
            {
                Span = span,
                Offset = offset,
                IsRow = quantity.IsPerRow,
            };
            yield return (quantity, buffer);
            offset += quantity.IsPerRow ? ModelLayout.RowCount * buffer.Count : buffer.Count;
        }
    }

    private Quantity Staged(GeneratedQuantity generated, ModelGraph graph)
    {
        var reached = LawDrawing.Operands(generated.Law).Append(generated.Value).InOrder();
        var stage = generated.Value.Level == Level.Row ? 1 : 0;
        foreach (var tensor in reached)
        {
            stage = Math.Max(stage, tensor switch
            {
                Leaf { IsColumn: true } column => _stages.TryGetValue(column.Symbol, out var of) ? of + 1 : 1,
                Leaf leaf when _stages.TryGetValue(leaf.Symbol, out var of) => of,
                _ => 0,
            });
        }

        // A definition of an earlier quantity is computed where that is.
        foreach (var earlier in graph.Generated.Where(g => _stages.ContainsKey(g.Symbol) && reached.Contains(g.Value)))
        {
            stage = Math.Max(stage, _stages[earlier.Symbol]);
        }

        _stages.Add(generated.Symbol, stage);
        return new Quantity(generated.Symbol.Name, generated.Value, generated.Law, generated.Symbol, generated.Symbol.Span, generated.IsShown, stage);
    }

    /// <summary>A derived quantity.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Value">Its value; of a draw the leaf that holds it.</param>
    /// <param name="Law">What a draw is drawn from, else null.</param>
    /// <param name="Symbol">The name of a <c>generate</c>d quantity.</param>
    /// <param name="Span">Where the name is declared.</param>
    /// <param name="IsShown">Whether the modeller asked for it.</param>
    /// <param name="Stage">When it is computed; 0 needs no data.</param>
    public sealed record Quantity(string Name, Tensor Value, Law? Law, Symbol? Symbol, SourceSpan Span, bool IsShown, int Stage)
    {
        /// <summary>Whether each row has a value.</summary>
        public bool IsPerRow => Value.Level == Level.Row;
    }
}
