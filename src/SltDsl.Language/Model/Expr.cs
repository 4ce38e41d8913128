using SltDsl.Language.Text;

namespace SltDsl.Language.Model;

/// <summary>A bound expression: names resolved, overloads chosen, shapes proved. Indices count from 1, ranges include both ends.</summary>
/// <param name="Type">The type with symbolic shape.</param>
/// <param name="Level">When the value becomes known.</param>
/// <param name="Span">Where it is written.</param>
public abstract record Expr(SltType Type, Level Level, SourceSpan Span);

/// <summary>A number or truth value (<c>true</c> is 1).</summary>
public sealed record Literal(double Value, SltType Type, SourceSpan Span) : Expr(Type, Level.Constant, Span);

/// <summary>A use of a name.</summary>
public sealed record Reference(Symbol Symbol, SourceSpan Span) : Expr(Symbol.Type, Symbol.Level, Span);

/// <summary>A built-in function or operator applied to arguments; scalars broadcast against the shape of the result.</summary>
public sealed record Call(Function Function, EquatableArray<Expr> Arguments, SltType Type, Level Level, SourceSpan Span) : Expr(Type, Level, Span);

/// <summary>Selection of elements, one subscript per leading dimension of the target; missing trailing ones select all.</summary>
public sealed record IndexExpr(Expr Target, EquatableArray<Subscript> Subscripts, SltType Type, Level Level, SourceSpan Span) : Expr(Type, Level, Span);

/// <summary><c>if … then … else …</c>.</summary>
public sealed record Conditional(Expr Condition, Expr Then, Expr Else, SltType Type, Level Level, SourceSpan Span) : Expr(Type, Level, Span);

/// <summary>
/// <c>[e for i in a:b for j in c:d]</c>, one flat sequence with the leftmost index outermost; also the operand of an
/// aggregate such as <c>sum(e for i in a:b)</c>. When the element is not scalar the sequence gains its dimensions at the end.
/// </summary>
public sealed record Comprehension(Expr Element, EquatableArray<Iteration> Iterations, SltType Type, Level Level, SourceSpan Span) : Expr(Type, Level, Span);

/// <summary><c>[a, b, c]</c>: a vector of scalars, a matrix of row vectors, or an array where one is expected.</summary>
public sealed record Bracket(EquatableArray<Expr> Items, SltType Type, Level Level, SourceSpan Span) : Expr(Type, Level, Span);

/// <summary><c>fold(init, (acc, v) => e, xs)</c> or <c>scan(…)</c>: the last state, or the states after each element.</summary>
/// <param name="KeepStates">Whether this is a <c>scan</c>.</param>
/// <param name="Initial">The state before the first element.</param>
/// <param name="State">The symbol that holds the state in <paramref name="Step"/>.</param>
/// <param name="Item">The symbol that holds the element in <paramref name="Step"/>.</param>
/// <param name="Step">The next state.</param>
/// <param name="Sequence">The elements: a vector or array (a range is a comprehension of its index).</param>
/// <param name="Type">The type with symbolic shape.</param>
/// <param name="Level">When the value becomes known.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Recurrence(bool KeepStates, Expr Initial, Symbol State, Symbol Item, Expr Step, Expr Sequence, SltType Type, Level Level, SourceSpan Span)
    : Expr(Type, Level, Span);

/// <summary>One index of a comprehension or <c>each</c> with its inclusive range.</summary>
public sealed record Iteration(Symbol Index, Expr Lower, Expr Upper);

/// <summary>How one dimension is selected.</summary>
public abstract record Subscript;

/// <summary>One element; or, with an integer array, a gather. Counts from 1.</summary>
public sealed record At(Expr Position) : Subscript;

/// <summary>A slice, ends included; null stands for the end of the dimension.</summary>
public sealed record Slice(Expr? Lower, Expr? Upper) : Subscript;
