using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.CoordinateMaps;

/// <summary>Maps of parameters whose last two axes are a covariance or correlation matrix or a Cholesky factor of one.</summary>
internal sealed class MatrixMaps(DefinitionFactory make)
{
    /// <summary>The number of coordinates of a matrix: its lower triangle, without the diagonal for correlations.</summary>
    public static Scalar Count(Structure structure, Scalar size) => IsCorrelation(structure)
        ? Quotient(size * (size - 1), 2)
        : Quotient(size * (size + 1), 2);

    /// <summary>Natural coordinates: the lower triangle row by row.</summary>
    public CoordinateBlock Natural(ParameterBlock parameter, Leaf point)
    {
        var (leaf, structure) = (parameter.Leaf, parameter.Set.Structure!.Value);
        Scalar At(IReadOnlyList<Scalar> i, Scalar row, Scalar column) => point[[.. Batch(i), Position(structure, row, column)]];
        var value = make.Define(leaf.Name, leaf.Extents, (_, i) =>
        {
            var (row, column) = (i[^2], i[^1]);
            var diagonal = structure switch
            {
                Structure.Correlation => 1.0,
                Structure.CholeskyCorrelation => Sqrt(1.0 - make.Sum(0, row, k => Square(At(i, row, k)))),
                _ => At(i, row, column),
            };
            var above = IsFactor(structure) ? 0.0 : At(i, column, row);
            return When(AreEqual(row, column), diagonal, When(Less(column, row), At(i, row, column), above));
        });
        var inside = structure == Structure.CholeskyCovariance
            ? make.SumOver([.. leaf.Extents.Take(leaf.Extents.Count - 1)], i => When(LessOrEqual(0.0, leaf[[.. i, i[^1]]]), 0.0, -Infinity))
            : 0.0;
        return new CoordinateBlock(parameter, point, value, inside, Elements(parameter, point, (i, row, column) => leaf[[.. Batch(i), row, column]]));
    }

    /// <summary>Unconstrained coordinates: of the Cholesky factor with the logarithm of its diagonal, or of canonical partial correlations.</summary>
    public CoordinateBlock Unconstrained(ParameterBlock parameter, Leaf point) =>
        IsCorrelation(parameter.Set.Structure!.Value) ? Correlation(parameter, point) : Covariance(parameter, point);

    private static bool IsCorrelation(Structure structure) => structure is Structure.Correlation or Structure.CholeskyCorrelation;

    private static bool IsFactor(Structure structure) => structure is Structure.CholeskyCorrelation or Structure.CholeskyCovariance;

    private static Scalar Position(Structure structure, Scalar row, Scalar column) =>
        Quotient(IsCorrelation(structure) ? row * (row - 1) : row * (row + 1), 2) + column;

    private static IEnumerable<Scalar> Batch(IReadOnlyList<Scalar> positions, int own = 2) => positions.Take(positions.Count - own);

    /// <summary>The coordinates by row and column, which their position determines.</summary>
    private Definition Elements(ParameterBlock parameter, Leaf point, Func<IReadOnlyList<Scalar>, Scalar, Scalar, Scalar> element)
    {
        var structure = parameter.Set.Structure!.Value;
        return make.Define($"{parameter.Leaf.Name}Point", point.Extents, (_, i) =>
        {
            var row = Floor((Sqrt((8.0 * i[^1]) + 1.0) - 1.0) / 2.0) + (IsCorrelation(structure) ? 1.0 : 0.0);
            var column = i[^1] - (IsCorrelation(structure) ? row * (row - 1.0) / 2.0 : row * (row + 1.0) / 2.0);
            return element([.. Batch(i, 1), 0, 0], row, column);
        });
    }

    private Definition Factor(ParameterBlock parameter) => make.Define($"{parameter.Leaf.Name}Factor", parameter.Leaf.Extents, (self, i) =>
    {
        var (leaf, row, column) = (parameter.Leaf, i[^2], i[^1]);
        if (IsFactor(parameter.Set.Structure!.Value))
        {
            return leaf[[.. i]];
        }

        Scalar Dot(Scalar a, Scalar b) => make.Sum(0, column, k => self[[.. Batch(i), a, k]] * self[[.. Batch(i), b, k]]);
        return When(Less(row, column), 0.0, When(
            AreEqual(row, column),
            Sqrt(leaf[[.. i]] - Dot(row, row)),
            (leaf[[.. i]] - Dot(row, column)) / self[[.. Batch(i), column, column]]));
    });

    private Definition Value(ParameterBlock parameter, Definition factor)
    {
        var leaf = parameter.Leaf;
        return make.Define(leaf.Name, leaf.Extents, (_, i) => IsFactor(parameter.Set.Structure!.Value)
            ? factor[[.. i]]
            : make.Sum(0, Min(i[^2], i[^1]) + 1, k => factor[[.. Batch(i), i[^2], k]] * factor[[.. Batch(i), i[^1], k]]));
    }

    private CoordinateBlock Covariance(ParameterBlock parameter, Leaf point)
    {
        var (leaf, structure) = (parameter.Leaf, parameter.Set.Structure!.Value);
        var size = leaf.Extents[^1];
        Scalar At(IReadOnlyList<Scalar> i) => point[[.. Batch(i), Position(structure, i[^2], i[^1])]];
        var factor = make.Define($"{leaf.Name}Factor", leaf.Extents, (_, i) =>
            When(Less(i[^2], i[^1]), 0.0, When(AreEqual(i[^2], i[^1]), Exp(At(i)), At(i))));

        // ∂ lower triangle of L Lᵀ / ∂ L = 2^K Π L_kk^(K − k), k from 0 (Stan reference manual, covariance matrices); ∂ L_kk / ∂ u = L_kk.
        var logJacobian = make.SumOver([.. leaf.Extents.Take(leaf.Extents.Count - 1)], i =>
        {
            var u = At([.. i, i[^1]]);
            return IsFactor(structure) ? u : Math.Log(2) + ((size - i[^1] + 1) * u);
        });
        var ownFactor = Factor(parameter);
        var inverse = Elements(parameter, point, (i, row, column) =>
        {
            var element = ownFactor[[.. Batch(i), row, column]];
            return When(AreEqual(row, column), Log(element), element);
        });
        return new CoordinateBlock(parameter, point, Value(parameter, factor), logJacobian, inverse);
    }

    // Lewandowski, Kurowicka and Joe 2009, section 2: rows of the factor from partial correlations tanh(u).
    private CoordinateBlock Correlation(ParameterBlock parameter, Leaf point)
    {
        var (leaf, structure) = (parameter.Leaf, parameter.Set.Structure!.Value);
        var size = leaf.Extents[^1];
        Scalar At(IReadOnlyList<Scalar> i) => point[[.. Batch(i), Position(structure, i[^2], i[^1])]];
        Scalar Left(Tensor factor, IReadOnlyList<Scalar> i) => 1.0 - make.Sum(0, i[^1], k => Square(factor[[.. Batch(i), i[^2], k]]));
        var factor = make.Define($"{leaf.Name}Factor", leaf.Extents, (self, i) => When(
            Less(i[^2], i[^1]),
            0.0,
            When(AreEqual(i[^2], i[^1]), Sqrt(Left(self, i)), Tanh(At(i)) * Sqrt(Left(self, i)))));

        // ∂ L_ij / ∂ u = (1 − tanh² u) √left; ∂ R_ij / ∂ L_ij = L_jj. log(1 − tanh² u) = 2 (log 2 − |u| − log(1 + e^(−2|u|))).
        var logJacobian = make.SumOver(leaf.Extents, i =>
        {
            var u = Abs(At(i));
            var slope = (2.0 * (Math.Log(2) - u - Softplus(-2.0 * u))) + (0.5 * Log(Left(factor, i)));
            return When(Less(i[^1], i[^2]), IsFactor(structure) ? slope : slope + Log(factor[[.. Batch(i), i[^1], i[^1]]]), 0.0);
        });
        var ownFactor = Factor(parameter);
        var inverse = Elements(parameter, point, (i, row, column) =>
        {
            var partial = ownFactor[[.. Batch(i), row, column]] / Sqrt(Left(ownFactor, [.. Batch(i), row, column]));
            return 0.5 * (Log1p(partial) - Log1p(-partial));
        });
        return new CoordinateBlock(parameter, point, Value(parameter, factor), logJacobian, inverse);
    }
}
