using SltDsl.Graph.Expressions;
using SltDsl.Language.Text;

namespace SltDsl.CodeGen.Programs;

/// <summary>
/// A step of a program. A program is the graph in the order in which it is computed, every intermediate value named, so
/// that values can be shared and adjoints accumulated; loops and branches keep their structure.
/// </summary>
internal abstract record Node;

/// <summary>A value: a primitive of variables and constants, a choice between two of them, or an element of a buffer.</summary>
internal sealed record LetNode(Local Target, Scalar Value) : Node
{
    /// <summary>Where the value is kept for the reverse sweep, or null where it is computed once more.</summary>
    public Load? Kept { get; init; }
}

/// <summary>A reduction.</summary>
/// <param name="Target">The result.</param>
/// <param name="Kind">How values combine.</param>
/// <param name="Index">The index.</param>
/// <param name="Lower">Its first value.</param>
/// <param name="Upper">One past its last value.</param>
/// <param name="Body">What is computed for a value of the index.</param>
/// <param name="Result">The value at the index.</param>
/// <param name="Terms">For log-sum-exp, where the exponentials are kept.</param>
internal sealed record ReduceNode(
    Local Target, ReduceKind Kind, IndexVariable Index, Scalar Lower, Scalar Upper, Block Body, Scalar Result, Buffer? Terms) : Node
{
    /// <summary>
    /// What is kept beside the result. For maximum and minimum, the index that attains it; for a product, the number of
    /// zeros and the product of the others; for log-sum-exp, the largest term and the sum of exponentials relative to it.
    /// </summary>
    public required (Local First, Local Second) Marks { get; init; }

    /// <summary>For log-sum-exp, an exponential before it is kept.</summary>
    public required Local Term { get; init; }

    /// <summary>Where the result is kept for the reverse sweep, or null where it is computed once more.</summary>
    public Load? Kept { get; init; }
}

/// <summary>A value of one of two branches, of which only one is computed.</summary>
internal sealed record BranchNode(Local Target, Scalar Condition, Block Then, Scalar ThenResult, Block Else, Scalar ElseResult) : Node;

/// <summary>A loop that stores elements of a tensor.</summary>
/// <param name="Index">The index of an axis.</param>
/// <param name="Lower">Its first value.</param>
/// <param name="Upper">One past its last value.</param>
/// <param name="Body">What is computed for a position.</param>
/// <param name="IsRecurrence">Whether an element reads earlier ones.</param>
/// <param name="Origin">Where the tensor comes from in the text.</param>
internal sealed record LoopNode(IndexVariable Index, Scalar Lower, Scalar Upper, Block Body, bool IsRecurrence, SourceSpan Origin) : Node;

/// <summary>Stores an element of a tensor.</summary>
internal sealed record StoreNode(Buffer Buffer, Scalar Position, Scalar Value) : Node;

/// <summary>The elements of a tensor, by a numerical routine.</summary>
/// <param name="Buffer">The tensor.</param>
/// <param name="Routine">The routine.</param>
/// <param name="Operands">What it reads.</param>
/// <param name="Work">What it keeps for its derivative rule, where it has one.</param>
internal sealed record RoutineNode(Buffer Buffer, Routine Routine, IReadOnlyList<Buffer> Operands, Buffer? Work) : Node;

/// <summary>The product of a matrix of parameters and a vector of the row.</summary>
internal sealed record ProductNode(Buffer Target, Buffer Matrix, Buffer Vector) : Node;

/// <summary>A random draw by a generator of the runtime.</summary>
/// <param name="Target">The number drawn, or null when the generator fills a buffer.</param>
/// <param name="Generator">The generator's name.</param>
/// <param name="Arguments">The family's parameters.</param>
/// <param name="Output">The buffer that is filled, or null.</param>
internal sealed record DrawNode(Local? Target, string Generator, IReadOnlyList<DrawArgument> Arguments, Buffer? Output) : Node;

/// <summary>One of two blocks, for what they store.</summary>
internal sealed record ChoiceNode(Scalar Condition, Block Then, Block Else) : Node;

/// <summary>Draws again until a condition holds.</summary>
/// <param name="Body">What is drawn.</param>
/// <param name="Accept">The condition, over values of the body.</param>
/// <param name="Subject">What is drawn, for the message when it never holds.</param>
internal sealed record RepeatNode(Block Body, Scalar Accept, string Subject) : Node;

/// <summary>An argument of a generator: a number, or a stretch of a buffer.</summary>
/// <param name="Value">The number, or where the stretch starts.</param>
/// <param name="IsInteger">Whether the generator takes an integer.</param>
/// <param name="Buffer">The buffer, or null for a number.</param>
/// <param name="Count">The length of the stretch.</param>
internal sealed record DrawArgument(Scalar Value, bool IsInteger, Buffer? Buffer, Scalar Count);

/// <summary>What follows comes from this place in the text.</summary>
internal sealed record OriginNode(SourceSpan Origin) : Node;

/// <summary>What is computed at one place: at the start, for every row, in a loop or in a branch.</summary>
/// <param name="parent">The block that this one is part of, or null.</param>
/// <param name="isBranch">Whether it may not be computed at all, so that nothing may be moved out of it.</param>
internal sealed class Block(Block? parent, bool isBranch)
{
    private readonly Dictionary<Scalar, Local> _known = [];

    public Block? Parent { get; } = parent;

    public bool IsBranch { get; } = isBranch;

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    public List<Node> Nodes { get; } = [];

    /// <summary>The variable that holds a value here, if it has been computed here or further out.</summary>
    public Local? Find(Scalar value) => _known.TryGetValue(value, out var local) ? local : Parent?.Find(value);

    public void Remember(Scalar value, Local local) => _known[value] = local;
}
