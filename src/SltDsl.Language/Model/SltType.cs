namespace SltDsl.Language.Model;

/// <summary>What a single element of a value is.</summary>
public enum ElementKind
{
    /// <summary>A truth value; promotes to 0 or 1.</summary>
    Bool,

    /// <summary>An integer.</summary>
    Int,

    /// <summary>A real number.</summary>
    Real,
}

/// <summary>The linear-algebra kind of a value, apart from the array dimensions around it.</summary>
public enum TensorKind
{
    /// <summary>One number.</summary>
    Scalar,

    /// <summary>A column vector.</summary>
    Vector,

    /// <summary>A row vector: only the transpose of a vector has this kind.</summary>
    Covector,

    /// <summary>A matrix.</summary>
    Matrix,
}

/// <summary>The type of a value with its symbolic shape. Constraints belong to declarations, not to types.</summary>
/// <param name="Element">What one element is.</param>
/// <param name="Tensor">Scalar, vector, covector or matrix.</param>
/// <param name="ArrayExtents">The extents of the array dimensions, outermost first; empty when the value is no array.</param>
/// <param name="TensorExtents">None for a scalar, one for a vector or covector, rows and columns for a matrix.</param>
public sealed record SltType(
    ElementKind Element,
    TensorKind Tensor,
    EquatableArray<SizeExpr> ArrayExtents,
    EquatableArray<SizeExpr> TensorExtents)
{
    /// <summary>A single real.</summary>
    public static SltType Real { get; } = new(ElementKind.Real, TensorKind.Scalar, [], []);

    /// <summary>A single integer.</summary>
    public static SltType Int { get; } = new(ElementKind.Int, TensorKind.Scalar, [], []);

    /// <summary>A single truth value.</summary>
    public static SltType Bool { get; } = new(ElementKind.Bool, TensorKind.Scalar, [], []);

    /// <summary>All extents, array dimensions first.</summary>
    public EquatableArray<SizeExpr> Extents => [.. ArrayExtents, .. TensorExtents];

    /// <summary>The number of indices that select one element.</summary>
    public int Rank => ArrayExtents.Count + TensorExtents.Count;

    /// <summary>A real column vector of this length.</summary>
    public static SltType Vector(SizeExpr length) => new(ElementKind.Real, TensorKind.Vector, [], [length]);

    /// <summary>A real matrix of this shape.</summary>
    public static SltType Matrix(SizeExpr rows, SizeExpr columns) => new(ElementKind.Real, TensorKind.Matrix, [], [rows, columns]);

    /// <summary>The type as the modeller would write it, such as <c>array[K] vector[M]</c>.</summary>
    public override string ToString()
    {
        var scalar = Element switch { ElementKind.Bool => "bool", ElementKind.Int => "int", _ => "real" };
        var core = Tensor switch
        {
            TensorKind.Scalar => scalar,
            TensorKind.Vector => $"vector[{TensorExtents[0]}]",
            TensorKind.Covector => $"vector[{TensorExtents[0]}]'",
            _ => $"matrix[{TensorExtents[0]}, {TensorExtents[1]}]",
        };
        return ArrayExtents.Count == 0 ? core : $"array[{string.Join(", ", ArrayExtents)}] {core}";
    }
}
