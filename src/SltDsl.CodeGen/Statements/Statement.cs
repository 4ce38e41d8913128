using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Text;

namespace SltDsl.CodeGen.Statements;

/// <summary>A statement of a kernel's method.</summary>
internal abstract record Statement;

/// <summary>Declares a variable; one without a value is assigned in the branches that follow.</summary>
internal sealed record Declare(Local Local, Scalar? Value) : Statement;

/// <summary>Assigns a mutable variable.</summary>
internal sealed record Assign(Local Local, Scalar Value) : Statement
{
    /// <summary>Whether the value is the larger of the variable and another, of which neither needs to be passed on when it is not a number.</summary>
    public bool IsOfNumbers { get; init; }
}

/// <summary>Adds to a mutable variable.</summary>
internal sealed record Increase(Local Local, Scalar Value) : Statement;

/// <summary>Sets an element of a buffer.</summary>
internal sealed record Store(Buffer Buffer, Scalar Index, Scalar Value) : Statement;

/// <summary>Adds to an element of a buffer.</summary>
internal sealed record Accumulate(Buffer Buffer, Scalar Index, Scalar Value) : Statement;

/// <summary>Sets a buffer to zero.</summary>
internal sealed record Clear(Buffer Buffer) : Statement;

/// <summary>A loop over integers; backwards for the reverse sweep of a recurrence.</summary>
internal sealed record Loop(IndexVariable Index, Scalar Lower, Scalar Upper, bool IsBackwards, IReadOnlyList<Statement> Body) : Statement;

/// <summary>The loop over rows.</summary>
internal sealed record RowLoop(IReadOnlyList<Statement> Body) : Statement;

/// <summary>Goes on to the next row where the observation is missing: such a row contributes factor 1.</summary>
internal sealed record SkipMissing(Buffer Column, bool IsPointwise) : Statement;

/// <summary>One of two blocks.</summary>
internal sealed record If(Scalar Condition, IReadOnlyList<Statement> Then, IReadOnlyList<Statement> Else) : Statement;

/// <summary>A numerical routine of the runtime.</summary>
internal sealed record CallRoutine(Buffer Target, Routine Routine, IReadOnlyList<Buffer> Operands, Buffer? Work) : Statement;

/// <summary>Adds the derivatives of such a routine by its operands.</summary>
internal sealed record CallRoutineAdjoint(Buffer Adjoint, Routine Routine, IReadOnlyList<Buffer> Operands, Buffer Work) : Statement;

/// <summary>The product of a matrix and a vector of the row.</summary>
internal sealed record Multiply(Buffer Target, Buffer Matrix, Buffer Vector) : Statement;

/// <summary>Adds the derivatives by the matrix of such a product.</summary>
internal sealed record AddOuter(Buffer Adjoint, Buffer Vector, Buffer MatrixAdjoint) : Statement;

/// <summary>A random draw, of a number or of a buffer's elements.</summary>
internal sealed record Draw(Local? Local, string Generator, IReadOnlyList<DrawArgument> Arguments, Buffer? Output) : Statement;

/// <summary>A loop that a <see cref="BreakIf"/> at its end leaves.</summary>
internal sealed record Repeat(IReadOnlyList<Statement> Body) : Statement;

/// <summary>Leaves the loop when a condition holds.</summary>
internal sealed record BreakIf(Scalar Condition, string Subject) : Statement;

/// <summary>The pointwise result of a row, where it is asked for.</summary>
internal sealed record StorePointwise(Scalar Value) : Statement;

/// <summary>Adds the numbers of a row to the sufficient statistics.</summary>
internal sealed record AddToStatistics(string Statistics) : Statement;

/// <summary>Leaves the computation to a method that reads the sufficient statistics, where there are any.</summary>
/// <param name="Find">The method that finds them.</param>
/// <param name="Method">The method that reads them.</param>
/// <param name="Arguments">Its arguments, without the data.</param>
/// <param name="Condition">When it can do so; empty for always.</param>
/// <param name="OfRepeatedRows">Whether the statistics are how often each row occurs.</param>
internal sealed record UseStatistics(string Find, string Method, IReadOnlyList<string> Arguments, string Condition, bool OfRepeatedRows) : Statement;

/// <summary>The method's result.</summary>
internal sealed record Return(Scalar Value) : Statement;

/// <summary>A remark.</summary>
internal sealed record Comment(string Text) : Statement;

/// <summary>What follows comes from this place in the text; an empty place means from none.</summary>
internal sealed record At(SourceSpan Origin) : Statement;
