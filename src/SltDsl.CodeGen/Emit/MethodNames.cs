using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Emit;

/// <summary>The names in a method while it is written, and the declarations at its start that they need.</summary>
internal sealed class MethodNames
{
    private readonly ModelLayout _layout;
    private readonly ScratchFields? _scratch;
    private readonly NameScope _method = new();
    private NameScope _names;
    private readonly Dictionary<int, string> _locals = [];
    private readonly Dictionary<IndexVariable, string> _indices = [];
    private readonly Dictionary<string, string> _sizes = [];
    private readonly Dictionary<Buffer, string> _buffers = [];
    private readonly List<string> _declarations = [];

    /// <param name="layout">Where the model's numbers are.</param>
    /// <param name="scratch">The evaluator's fields; null in a method of the model itself.</param>
    /// <param name="arguments">The names that the method's signature has.</param>
    /// <param name="given">The variables that are arguments.</param>
    public MethodNames(ModelLayout layout, ScratchFields? scratch, IEnumerable<string> arguments, IReadOnlyDictionary<Local, string> given)
    {
        _layout = layout;
        _scratch = scratch;
        _names = _method;
        _names.Reserve(arguments);
        _names.Reserve(
            "row", "rows", "data", "first", "model", "MemoryMarshal", "Vector256", "Vector512", "Lanes256", "Lanes512", "random", "Math", "Array", "SltRandom", "VectorFunctions", "RowProducts", "LaneMemory", "LanePlaces", "CalledVectorFunctions", "SpecialFunctions", "Draw", "Rejection", "attempt", "Routines", "MarkovChains", "MidpointRounding", "Span", "ReadOnlySpan", "Dataset", "MathF", "CompiledModel");
        foreach (var pair in given)
        {
            _locals[pair.Key.Id] = pair.Value;
        }

        Scalars = new ScalarPrinter(Of, Of, OfSize, Element);
    }

    /// <summary>Prints with these names.</summary>
    public ScalarPrinter Scalars { get; }

    /// <summary>What the method starts with.</summary>
    public IEnumerable<string> Declarations => UsesRows ? _declarations.Prepend("var rows = data.Rows;") : _declarations;

    public bool UsesRows { get; set; }

    /// <summary>Enters a block, in which names may be those of blocks before it.</summary>
    public void Enter() => _names = new NameScope(_names);

    /// <summary>Leaves a block.</summary>
    public void Leave() => _names = _names.Outer!;

    /// <summary>A new name for the whole method.</summary>
    public string TakeForMethod(string hint) => _method.Take(Identifiers.Local(hint));

    /// <summary>A new name.</summary>
    public string Take(string hint) => _names.Take(Identifiers.Local(hint));

    public string Of(Local local)
    {
        if (!_locals.TryGetValue(local.Id, out var name))
        {
            name = Take(local.Hint);
            _locals.Add(local.Id, name);
        }

        return name;
    }

    public string Of(IndexVariable index)
    {
        if (!_indices.TryGetValue(index, out var name))
        {
            name = Take(index.Name);
            _indices.Add(index, name);
        }

        return name;
    }

    /// <summary>Ends the scope of an index, which the reverse sweep runs through once more.</summary>
    public void Forget(IndexVariable index) => _indices.Remove(index);

    /// <summary>The name of a buffer with several elements, or of a scalar field.</summary>
    public string Of(Buffer buffer)
    {
        if (buffer.Storage == Storage.Scratch && _scratch is not null && !HasRows(buffer.Count))
        {
            return _scratch.Of(buffer);
        }

        if (buffer.Storage == Storage.Model && _scratch is null)
        {
            return buffer.Name;
        }

        if (!_buffers.TryGetValue(buffer, out var name))
        {
            var source = buffer.Storage switch
            {
                Storage.Column => $"data.Columns[{buffer.Number}]",
                Storage.WholeColumn => $"data.ByRow({buffer.Number})",
                Storage.Rows => $"{buffer.Span}.Slice({Scalars.Print(buffer.Offset)}, {Scalars.Operand(OfRows(buffer.Count))})",
                Storage.Model => $"model.{buffer.Name}",
                Storage.Scratch => $"new double[{Scalars.Print(buffer.Count)}]",
                _ => $"{buffer.Span}.Slice({Scalars.Print(buffer.Offset)}, {Scalars.Print(buffer.Count)})",
            };
            name = _method.Take(Identifiers.Local(buffer.Name.TrimStart('_')) + buffer.Storage switch
            {
                Storage.Column or Storage.WholeColumn => "Column",
                Storage.Block or Storage.Rows => "Values",
                _ => "",
            });
            _buffers.Add(buffer, name);
            _scratch?.UseModel(buffer.Storage == Storage.Model);
            _declarations.Add($"var {name} = {source};");
        }

        return name;
    }

    private static bool HasRows(Scalar scalar) => scalar.SelfAndParts().Any(s => s == ModelLayout.RowCount);

    private static Scalar OfRows(Scalar count) => count.Constant == 1 ? ModelLayout.RowCount : ModelLayout.RowCount * count;

    private string OfSize(string size)
    {
        if (size == ModelLayout.RowCount.Name)
        {
            UsesRows = true;
            return "rows";
        }

        if (_scratch is null)
        {
            return _layout.SizeField(size);
        }

        if (!_sizes.TryGetValue(size, out var name))
        {
            name = _method.Take(Identifiers.Local(size));
            _sizes.Add(size, name);
            _scratch.UseModel(true);

            // Slices of later declarations may name it.
            _declarations.Insert(_sizes.Count - 1, $"var {name} = model.{_layout.SizeField(size)};");
        }

        return name;
    }

    private string Element(Buffer buffer, Scalar index)
    {
        if (buffer.Storage == Storage.Column)
        {
            if (index.Constant == 0)
            {
                return $"{Of(buffer)}[row]";
            }

            UsesRows = true;
            return $"{Of(buffer)}[{Scalars.Operand(index)} * rows + row]";
        }

        if (buffer.Storage == Storage.Rows)
        {
            return buffer.Count.Constant == 1 ? $"{Of(buffer)}[row]" : $"{Of(buffer)}[row * {Scalars.Operand(buffer.Count)} + {Scalars.Operand(index)}]";
        }

        return buffer switch
        {
            { IsScalar: true, Storage: Storage.Block } => $"{buffer.Span}[{Scalars.Print(buffer.Offset)}]",
            { IsScalar: true, Storage: Storage.Model } => Of(buffer),
            _ => $"{Of(buffer)}[{Scalars.Print(index)}]",
        };
    }
}
