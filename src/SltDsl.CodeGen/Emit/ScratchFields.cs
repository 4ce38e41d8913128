using SltDsl.CodeGen.Programs;

namespace SltDsl.CodeGen.Emit;

/// <summary>The working memory of an evaluator, as fields of its class.</summary>
/// <param name="layout">Where the model's sizes are.</param>
/// <param name="names">The names of the class.</param>
internal sealed class ScratchFields(ModelLayout layout, NameScope names)
{
    private readonly Dictionary<Buffer, string> _fields = [];

    /// <summary>The declarations of the fields used so far.</summary>
    public IEnumerable<string> Declarations => _fields.Select(f => f.Key is { IsByLane: true, IsByBlock: true }
        ? $"private readonly LaneMemory {f.Value} = LaneMemory.OfBlock({Count(f.Key)});"
        : f.Key.IsByLane
        ? $"private readonly LaneMemory {f.Value} = new({Count(f.Key)});"
        : $"private readonly double[] {f.Value} = new double[{Count(f.Key)}];");

    /// <summary>Whether the evaluator reads the model's fields; known when all is written.</summary>
    public bool UsesModel { get; private set; }

    /// <summary>Says that a method reads a field of the model.</summary>
    public void UseModel(bool uses) => UsesModel |= uses;

    /// <summary>A name for a method of the class.</summary>
    public string Method(string hint) => names.Take(hint);

    /// <summary>The field of a buffer.</summary>
    public string Of(Buffer buffer)
    {
        if (!_fields.TryGetValue(buffer, out var field))
        {
            field = names.Take($"_{Identifiers.Local(buffer.Name)}");
            _fields.Add(buffer, field);
        }

        return field;
    }

    private string Count(Buffer buffer)
    {
        UsesModel |= buffer.Count.Constant is null;
        return layout.SizePrinter("model.").Print(buffer.Count);
    }
}
