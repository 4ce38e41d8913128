using SltDsl.CodeGen.Optimisation;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Programs;

/// <summary>Where the tensors of a kernel are stored.</summary>
/// <param name="withGradient">Whether adjoints are needed.</param>
internal sealed class TensorMemory(bool withGradient)
{
    private readonly Dictionary<Tensor, Buffer> _buffers = [];
    private readonly HashSet<Tensor> _given = [];
    private readonly Dictionary<Tensor, bool> _active = [];
    private readonly List<Buffer> _scratch = [];

    /// <summary>The products of parameters with vectors of the data; null where there are none.</summary>
    public RowProducts? Products { get; init; }

    /// <summary>The working memory that the kernel needs, adjoints included.</summary>
    public IReadOnlyList<Buffer> Scratch => _scratch;

    /// <summary>The scratch buffers that hold tensors which are computed for every row.</summary>
    public bool IsGiven(Tensor tensor) => _given.Contains(tensor);

    /// <summary>Whether the elements go to memory; other tensors of rank 0 are variables.</summary>
    public bool IsStored(Tensor tensor) => _buffers.ContainsKey(tensor);

    /// <summary>States where a tensor's values are before the kernel runs.</summary>
    public void Give(Tensor tensor, Buffer buffer)
    {
        _buffers[tensor] = buffer;
        _given.Add(tensor);
        _active[tensor] = withGradient && buffer.Adjoint is not null;
    }

    /// <summary>States where the kernel puts a tensor's values.</summary>
    public void Place(Tensor tensor, Buffer buffer) => _buffers[tensor] = buffer;

    /// <summary>Where a tensor's values are; working memory unless stated otherwise.</summary>
    public Buffer BufferOf(Tensor tensor)
    {
        if (!_buffers.TryGetValue(tensor, out var buffer))
        {
            var isRow = tensor.Level == Level.Row;
            var isByBlock = Products?.Of(tensor) is not null;
            Buffer? adjoint = null;
            if (IsActive(tensor))
            {
                adjoint = new Buffer($"d_{tensor.Name}", Storage.Scratch, tensor.Extents) { IsRow = isRow, IsByBlock = isByBlock, IsVolatile = true, IsAdjoint = true };
                _scratch.Add(adjoint);
            }

            buffer = new Buffer(tensor.Name, Storage.Scratch, tensor.Extents) { IsRow = isRow, IsByBlock = isByBlock, Adjoint = adjoint };
            _scratch.Add(buffer);
            _buffers.Add(tensor, buffer);
        }

        return buffer;
    }

    /// <summary>Room for the terms of a log-sum-exp; null where their number is not fixed by the sizes.</summary>
    public Buffer? Terms(Scalar count, bool isRow)
    {
        if (count.SelfAndParts().Any(s => s is IndexVariable or Local or Load))
        {
            return null;
        }

        var terms = new Buffer("terms", Storage.Scratch, [count]) { IsRow = isRow, IsVolatile = true };
        _scratch.Add(terms);
        return terms;
    }

    /// <summary>Room for numbers that are no tensor's.</summary>
    public Buffer Working(string name, EquatableArray<Scalar> extents)
    {
        var buffer = new Buffer(name, Storage.Scratch, extents) { IsVolatile = true };
        _scratch.Add(buffer);
        return buffer;
    }

    /// <summary>Room for values of a loop that the reverse sweep reads.</summary>
    public Buffer Kept(string name, Scalar count, bool isRow)
    {
        var buffer = new Buffer($"kept_{name}", Storage.Scratch, [count]) { IsRow = isRow, IsVolatile = true, IsKept = true };
        _scratch.Add(buffer);
        return buffer;
    }

    private bool IsActive(Tensor tensor)
    {
        if (!withGradient || tensor.ElementKind != ElementKind.Real)
        {
            return false;
        }

        if (!_active.TryGetValue(tensor, out var active))
        {
            // A recurrence is one of its own operands.
            _active[tensor] = false;
            active = tensor.Operands().Any(IsActive);
            _active[tensor] = active;
        }

        return active;
    }
}
