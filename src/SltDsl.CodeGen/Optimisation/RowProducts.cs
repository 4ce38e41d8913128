using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Optimisation;

/// <summary>A product of a matrix that parameters decide and a vector of the data: the rows of the matrix are all axes of the tensor.</summary>
/// <param name="Matrix">The matrix; its last axis is that of the vector.</param>
/// <param name="Vector">A column of the data with several elements.</param>
internal sealed record RowProduct(Tensor Matrix, Leaf Vector);

/// <summary>
/// Finds the products <c>W x</c> of parameters with a vector of the data, and gives each a tensor of its own. No parameter
/// changes x, so that the products of many rows may be computed together before all else, and the derivatives by W after all
/// else: as products of matrices, which are blocked in registers.
/// </summary>
internal sealed class RowProducts
{
    private readonly Dictionary<(Scalar Body, EquatableArray<Scalar> Extents), Definition> _known = [];
    private readonly Dictionary<Tensor, RowProduct> _products = [];

    /// <summary>The product that a tensor holds; null for any other tensor.</summary>
    public RowProduct? Of(Tensor tensor) => _products.TryGetValue(tensor, out var product) ? product : null;

    /// <summary>The element of such a product that a sum is; null where it is none.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="ranges">The ranges of the indices around it.</param>
    public Scalar? Find(Reduce sum, IndexRanges ranges)
    {
        if (sum is not { Kind: ReduceKind.Sum, Lower.Constant: 0 })
        {
            return null;
        }

        var factors = Factors(sum.Body).ToArray();
        if (factors.OfType<Element>().FirstOrDefault(f => IsVector(f, sum)) is not { } vector)
        {
            return null;
        }

        var coefficient = factors.Where(f => !ReferenceEquals(f, vector)).Aggregate((Scalar)1.0, (product, f) => product * f);
        if (coefficient.LevelOf() != Level.Parameter || !coefficient.FreeIndices().Contains(sum.Index))
        {
            return null;
        }

        var rows = sum.FreeIndices();
        if (rows.Any(i => ranges.Of(i) is not { Lower.Constant: 0 }) || ElementFamily.Of(sum, ranges) is not { } family)
        {
            return null;
        }

        if (!_known.TryGetValue((family.Body, family.Extents), out var definition))
        {
            var matrix = ElementFamily.TensorOf(coefficient, "matrix", [.. rows, sum.Index], [.. rows.Select(r => ranges.Of(r)!.Value.Upper), sum.Upper]);
            var body = sum with { Body = matrix[[.. family.Axes, sum.Index]] * vector };
            definition = new Definition("product", ElementKind.Real, Level.Row, family.Extents, family.Axes, _ => body, default);
            _known.Add((family.Body, family.Extents), definition);
            _products.Add(definition, new RowProduct(matrix, (Leaf)vector.Tensor));
        }

        return new Element(definition, family.Positions);
    }

    private static bool IsVector(Element element, Reduce sum) =>
        element is { Tensor: Leaf { Level: Level.Row, IsColumn: false, Extents: [var extent] }, Indices: [var index] } && index == sum.Index && extent == sum.Upper;

    private static IEnumerable<Scalar> Factors(Scalar scalar) => scalar is Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] }
        ? Factors(a).Concat(Factors(b))
        : [scalar];
}
