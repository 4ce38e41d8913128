using SltDsl.Graph.Expressions;
using SltDsl.Language;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>
/// One step of a fold that is being made. What a step computes as arrays of its own, such as a factorisation of the state, lies in
/// cells before those of the state, so that the whole is one recurrence over steps and cells.
/// </summary>
/// <param name="state">Stands for the states.</param>
/// <param name="cells">Stands for the steps and cells.</param>
/// <param name="index">The step.</param>
internal sealed class FoldStep(Tensor state, Tensor cells, IndexVariable index)
{
    private readonly List<Block> _blocks = [];
    private Scalar _size = 0;

    /// <summary>The step.</summary>
    public IndexVariable Index => index;

    /// <summary>Whether a step has nothing but its state.</summary>
    public bool IsPlain => _blocks.Count == 0;

    /// <summary>Whether a tensor stands for states or cells.</summary>
    public bool Has(Tensor tensor) => tensor == state || tensor == cells;

    /// <summary>Adds an array to the step.</summary>
    /// <param name="extents">Its extents.</param>
    /// <param name="indices">The indices of its axes.</param>
    /// <param name="body">Its element at the indices; the second argument reads its own earlier elements.</param>
    public int Add(EquatableArray<Scalar> extents, EquatableArray<IndexVariable> indices, Func<EquatableArray<IndexVariable>, Func<Scalar[], Scalar>, Scalar> body)
    {
        var block = new Block(_size, extents, indices);
        _blocks.Add(block);
        _size += Count(extents);
        block.Body = body(indices, positions => Read(_blocks.IndexOf(block), positions));
        return _blocks.IndexOf(block);
    }

    /// <summary>An element of an array of the step.</summary>
    public Scalar Read(int block, IReadOnlyList<Scalar> positions) => cells[index, _blocks[block].Offset + Flat(positions, _blocks[block].Extents)];

    /// <summary>The number of cells of a step.</summary>
    public Scalar SizeWith(Lowered value) => _size + Count(StateExtents(value));

    /// <summary>The cell of an element of the state.</summary>
    public Scalar PositionOfState(IReadOnlyList<Scalar> positions, Lowered value) => _size + Flat(positions, StateExtents(value));

    /// <summary>What is in a cell of a step.</summary>
    /// <param name="value">The states.</param>
    /// <param name="step">The step; the first one has no arrays.</param>
    /// <param name="cell">The cell.</param>
    public Scalar Body(Lowered value, Scalar step, Scalar cell)
    {
        var result = At(value.Body, value.Indices.Skip(1).ToEquatableArray(), Positions(cell - _size, StateExtents(value)));
        for (var n = _blocks.Count - 1; n >= 0; n--)
        {
            var block = _blocks[n];
            var end = n + 1 < _blocks.Count ? _blocks[n + 1].Offset : _size;
            result = When(Less(cell, end), When(AreEqual(step, 0), 0.0, At(block.Body, block.Indices, Positions(cell - block.Offset, block.Extents))), result);
        }

        return result;

        Scalar At(Scalar body, EquatableArray<IndexVariable> indices, Scalar[] positions)
        {
            var replacements = new Dictionary<IndexVariable, Scalar> { [index] = step };
            for (var axis = 0; axis < indices.Count; axis++)
            {
                replacements[indices[axis]] = positions[axis];
            }

            return Visit(body).Substitute(replacements);
        }

        Scalar Visit(Scalar part) => part is Element element && element.Tensor == state
            ? cells[Visit(element.Indices[0]), PositionOfState([.. element.Indices.Skip(1).Select(Visit)], value)]
            : part.Map(Visit);
    }

    private static EquatableArray<Scalar> StateExtents(Lowered value) => value.Extents.Skip(1).ToEquatableArray();

    private static Scalar Count(EquatableArray<Scalar> extents) => extents.Aggregate((Scalar)1, (product, extent) => product * extent);

    private static Scalar Flat(IReadOnlyList<Scalar> positions, EquatableArray<Scalar> extents)
    {
        var flat = (Scalar)0;
        for (var axis = 0; axis < positions.Count; axis++)
        {
            flat = (flat * extents[axis]) + positions[axis];
        }

        return flat;
    }

    private static Scalar[] Positions(Scalar flat, EquatableArray<Scalar> extents)
    {
        var positions = new Scalar[extents.Count];
        for (var axis = extents.Count - 1; axis > 0; axis--)
        {
            positions[axis] = Remainder(flat, extents[axis]);
            flat = Quotient(flat, extents[axis]);
        }

        if (positions.Length > 0)
        {
            positions[0] = flat;
        }

        return positions;
    }

    private sealed class Block(Scalar offset, EquatableArray<Scalar> extents, EquatableArray<IndexVariable> indices)
    {
        public Scalar Offset => offset;

        public EquatableArray<Scalar> Extents => extents;

        public EquatableArray<IndexVariable> Indices => indices;

        public Scalar Body { get; set; } = 0.0;
    }
}
