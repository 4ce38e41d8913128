using SltDsl.CodeGen.CoordinateMaps;
using SltDsl.CodeGen.Optimisation;
using SltDsl.CodeGen.Programs;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Emit;

/// <summary>Where the numbers of a model are while its code runs: sizes, hyperparameters and shared data in fields, the rest in arguments.</summary>
internal sealed class ModelLayout
{
    private readonly Dictionary<Tensor, Buffer> _fields = [];
    private readonly NameScope _names;
    private readonly List<Tensor> _precomputed = [];
    private readonly Dictionary<string, string> _sizeFields = [];

    public ModelLayout(ModelGraph graph, NameScope classNames)
    {
        Graph = graph;
        _names = classNames;
        foreach (var size in graph.Model.Sizes)
        {
            _sizeFields.Add(size.Symbol.Name, classNames.Take($"_{Identifiers.Local(size.Symbol.Name)}"));
        }

        foreach (var hyper in graph.Model.Hypers)
        {
            HyperFields.Add((hyper, classNames.Take($"_{Identifiers.Local(hyper.Symbol.Name)}")));
        }

        Natural = CoordinateSystem.Natural(graph);
        Unconstrained = CoordinateSystem.Unconstrained(graph);
        Columns = [.. graph.Inputs.Select(i => i.Leaf).Concat(graph.Observations.Where(o => o.Declaration.Declares).Select(o => (Leaf)o.Value))
            .OrderBy(l => graph.Model.Declarations.IndexOf(d => (d is InputDeclaration i && i.Symbol.Equals(l.Symbol)) || (d is ObserveDeclaration { Declares: true } o && o.Symbol.Equals(l.Symbol))))];
        SharedData = [.. graph.Model.Declarations.OfType<DataDeclaration>().Where(d => d.Value is null)];
        FromRows = [.. graph.DerivedData.Where(d => new[] { d.Tensor }.InOrder(t => t != d.Tensor && graph.DerivedData.Any(e => e.Tensor == t)).Any(t => t is Leaf { IsColumn: true }))];
    }

    /// <summary>The number of rows of the data.</summary>
    public static SizeValue RowCount { get; } = new(SizeExpr.Rows.Names.Single());

    public ModelGraph Graph { get; }

    public CoordinateSystem Natural { get; }

    public CoordinateSystem Unconstrained { get; }

    /// <summary>The inputs and declared observations, in file order.</summary>
    public IReadOnlyList<Leaf> Columns { get; }

    /// <summary>The shared data that are read, in file order.</summary>
    public IReadOnlyList<DataDeclaration> SharedData { get; }

    /// <summary>The shared data that are computed from columns over all rows, in file order.</summary>
    public IReadOnlyList<NamedTensor> FromRows { get; }

    public List<(HyperDeclaration Hyper, string Field)> HyperFields { get; } = [];

    /// <summary>What is computed when the model is made, operands first.</summary>
    public IReadOnlyList<Tensor> Precomputed => _precomputed;

    /// <summary>The fields of leaves and of what is precomputed.</summary>
    public IEnumerable<(Tensor Tensor, Buffer Buffer)> Fields => _fields.Select(f => (f.Key, f.Value));

    /// <summary>The field of a size.</summary>
    public string SizeField(string name) => _sizeFields[name];

    public IEnumerable<(string Name, string Field)> SizeFields => _sizeFields.Select(s => (s.Key, s.Value));

    /// <summary>Prints scalars of sizes alone.</summary>
    /// <param name="prefix">What stands before the model's fields.</param>
    public ScalarPrinter SizePrinter(string prefix) => new(
        _ => throw new InvalidOperationException("An extent has a variable in it."),
        _ => throw new InvalidOperationException("An extent has an index in it."),
        name => prefix + SizeField(name),
        (_, _) => throw new InvalidOperationException("An extent depends on values."));

    /// <summary>Memory in which all that these tensors read is given.</summary>
    /// <param name="tensors">What the kernel computes.</param>
    /// <param name="withGradient">Whether parameters have adjoints.</param>
    /// <param name="columns">The columns of the data; the model's own when null.</param>
    /// <param name="products">The products that have tensors of their own.</param>
    public TensorMemory MemoryFor(IEnumerable<Tensor> tensors, bool withGradient, IReadOnlyList<Leaf>? columns = null, RowProducts? products = null)
    {
        var memory = new TensorMemory(withGradient) { Products = products };
        var offset = (Scalar)0;
        foreach (var parameter in Graph.Parameters)
        {
            memory.Give(parameter.Leaf, Values(parameter.Leaf, "values", offset, withGradient ? "adjoints" : null));
            offset += Values(parameter.Leaf, "values", offset, null).Count;
        }

        foreach (var (column, number) in (columns ?? Columns).Select((c, n) => (c, n)))
        {
            memory.Give(column, new Buffer(column.Name, Storage.Column, column.Extents) { IsRow = true, Number = number });
        }

        foreach (var tensor in tensors.InOrder(IsFromRows))
        {
            if (tensor is Leaf { IsColumn: true } whole)
            {
                GiveColumn(memory, whole);
            }
            else if (tensor is Leaf { Symbol.Kind: SymbolKind.Hyper or SymbolKind.Data } or Definition { Level: <= Level.Data } or RoutineResult { Level: <= Level.Data })
            {
                memory.Give(tensor, FieldOf(tensor));
            }
        }

        return memory;
    }

    /// <summary>Memory for what is computed from columns over all rows when the model is made.</summary>
    public TensorMemory MemoryOfColumns(IEnumerable<Tensor> tensors)
    {
        var memory = new TensorMemory(withGradient: false);
        foreach (var leaf in tensors.InOrder().OfType<Leaf>())
        {
            if (leaf.IsColumn)
            {
                GiveColumn(memory, leaf);
            }
            else
            {
                memory.Give(leaf, FieldOf(leaf));
            }
        }

        return memory;
    }

    // A column of a generated quantity is no column of the data.
    private void GiveColumn(TensorMemory memory, Leaf column)
    {
        var number = Columns.IndexOf(c => c.Symbol.Equals(column.Symbol));
        if (number >= 0)
        {
            memory.Give(column, new Buffer(column.Name, Storage.WholeColumn, column.Extents) { Number = number });
        }
    }

    /// <summary>The values of a tensor as a block of a span.</summary>
    public static Buffer Values(Tensor tensor, string span, Scalar offset, string? adjointSpan) => new(tensor.Name, Storage.Block, tensor.Extents)
    {
        Span = span,
        Offset = offset,
        Adjoint = adjointSpan is null
            ? null
            : new Buffer($"d_{tensor.Name}", Storage.Block, tensor.Extents) { Span = adjointSpan, Offset = offset, IsVolatile = true },
    };

    /// <summary>Whether a tensor is computed from columns over all rows, before all else.</summary>
    public bool IsFromRows(Tensor tensor) => FromRows.Any(d => d.Tensor == tensor);

    /// <summary>The field of a tensor that is known when the model is made.</summary>
    public Buffer FieldOf(Tensor tensor)
    {
        if (!_fields.TryGetValue(tensor, out var field))
        {
            var name = HyperFields.FirstOrDefault(h => tensor is Leaf leaf && h.Hyper.Symbol.Equals(leaf.Symbol)).Field
                ?? _names.Take($"_{Identifiers.Local(tensor.Name)}");
            field = new Buffer(name, Storage.Model, tensor.Extents);
            _fields.Add(tensor, field);
            if (tensor is not Leaf && !IsFromRows(tensor))
            {
                _precomputed.Add(tensor);
            }
        }

        return field;
    }
}

internal static class SequenceExtensions
{
    /// <summary>The position of the first item that satisfies a condition, or −1.</summary>
    public static int IndexOf<T>(this IEnumerable<T> items, Func<T, bool> condition)
    {
        var position = 0;
        foreach (var item in items)
        {
            if (condition(item))
            {
                return position;
            }

            position++;
        }

        return -1;
    }
}
