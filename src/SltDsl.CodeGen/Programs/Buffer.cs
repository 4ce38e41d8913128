using SltDsl.Graph.Expressions;
using SltDsl.Language;

namespace SltDsl.CodeGen.Programs;

/// <summary>Where the numbers of a buffer are.</summary>
internal enum Storage
{
    /// <summary>A block of a span that the kernel is given, such as the parameters' values.</summary>
    Block,

    /// <summary>A column of the data: all rows of an element lie side by side.</summary>
    Column,

    /// <summary>A column of the data over all rows, row after row.</summary>
    WholeColumn,

    /// <summary>A block of a span that has a part for each row, row after row.</summary>
    Rows,

    /// <summary>A field of the model, filled when it is made.</summary>
    Model,

    /// <summary>Working memory of the evaluator.</summary>
    Scratch,
}

/// <summary>The numbers of a tensor in memory, or of its adjoint.</summary>
/// <param name="name">What its name says.</param>
/// <param name="storage">Where the numbers are.</param>
/// <param name="extents">The extent of each axis.</param>
internal sealed class Buffer(string name, Storage storage, EquatableArray<Scalar> extents)
{
    public string Name { get; } = name;

    public Storage Storage { get; } = storage;

    public EquatableArray<Scalar> Extents { get; } = extents;

    /// <summary>The number of elements.</summary>
    public Scalar Count { get; } = extents.Aggregate((Scalar)1, (product, extent) => product * extent);

    /// <summary>Whether the tensor is a single number.</summary>
    public bool IsScalar => Extents.Count == 0;

    /// <summary>The span that a block lies in.</summary>
    public string Span { get; init; } = "";

    /// <summary>Where a block starts in its span.</summary>
    public Scalar Offset { get; init; } = 0;

    /// <summary>Which column, or which field of the model.</summary>
    public int Number { get; init; }

    /// <summary>Whether the numbers differ from row to row.</summary>
    public bool IsRow { get; init; }

    /// <summary>Whether there is a number of its own for each lane of vector code.</summary>
    public bool IsByLane { get; init; }

    /// <summary>Whether vector code has the numbers of a block of rows side by side.</summary>
    public bool IsByBlock { get; init; }

    /// <summary>Whether the numbers change while they are read: adjoints and the terms of log-sum-exp.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Whether the numbers are derivatives, which are added up from zero.</summary>
    public bool IsAdjoint { get; init; }

    /// <summary>Whether the numbers are kept for the reverse sweep; where it does not read them they need not be.</summary>
    public bool IsKept { get; init; }

    /// <summary>Where ∂/∂(element) is accumulated; null where no gradient flows.</summary>
    public Buffer? Adjoint { get; init; }

    /// <summary>The position of an element in row-major order.</summary>
    public Scalar Flat(IReadOnlyList<Scalar> indices)
    {
        var flat = (Scalar)0;
        for (var axis = 0; axis < indices.Count; axis++)
        {
            flat = (flat * Extents[axis]) + indices[axis];
        }

        return flat;
    }
}
