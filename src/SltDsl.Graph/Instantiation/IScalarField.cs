using SltDsl.Graph.Expressions;

namespace SltDsl.Graph.Instantiation;

/// <summary>
/// The numbers that a graph is evaluated over: doubles, elements of a finite field, polynomials. An operation without a
/// meaning there throws <see cref="NotInstantiableException"/>.
/// </summary>
/// <typeparam name="T">A number.</typeparam>
public interface IScalarField<T>
{
    /// <summary>A real constant of the text; exact arithmetic takes the shortest decimal that reads back as it.</summary>
    T Number(double value);

    /// <summary>An integer.</summary>
    T Integer(long value);

    /// <summary>A primitive applied to numbers; truth values are 0 and 1.</summary>
    T Apply(Primitive primitive, IReadOnlyList<T> arguments);

    /// <summary>A reduction of these values in order; there may be none.</summary>
    T Reduce(ReduceKind kind, IReadOnlyList<T> values);

    /// <summary>The integer that a number is: of an index, a range's end or a condition.</summary>
    long ToInteger(T value);
}

/// <summary>Numbers over which the numerical routines are defined.</summary>
/// <typeparam name="T">A number.</typeparam>
public interface IRoutineField<T> : IScalarField<T>
{
    /// <summary>The elements of a routine's result in row-major order.</summary>
    /// <param name="routine">Which routine.</param>
    /// <param name="elements">The operand's elements in row-major order.</param>
    /// <param name="extents">The operand's extents.</param>
    IReadOnlyList<T> Run(Routine routine, IReadOnlyList<T> elements, IReadOnlyList<long> extents);
}

/// <summary>An expression has no meaning over the chosen numbers, or a value that it needs is not there.</summary>
public sealed class NotInstantiableException(string message) : Exception(message);
