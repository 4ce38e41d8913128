using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.CoordinateMaps;

/// <summary>Maps of parameters whose last axis is a structured vector.</summary>
internal sealed class VectorMaps(DefinitionFactory make)
{
    /// <summary>The number of coordinates of a vector.</summary>
    public static Scalar Count(Structure structure, Scalar length) =>
        structure is Structure.Simplex or Structure.RowStochastic or Structure.SumToZero ? length - 1 : length;

    /// <summary>Natural coordinates: the elements that determine the others.</summary>
    public CoordinateBlock Natural(ParameterBlock parameter, Leaf point)
    {
        var leaf = parameter.Leaf;
        var last = leaf.Extents[^1] - 1;
        Scalar Rest(IReadOnlyList<Scalar> i) => make.Sum(0, last, k => point[[.. Batch(i), k]]);
        var value = make.Define(leaf.Name, leaf.Extents, (_, i) => parameter.Set.Structure switch
        {
            Structure.Simplex or Structure.RowStochastic => When(Less(i[^1], last), point[[.. i]], 1.0 - Rest(i)),
            Structure.SumToZero => When(Less(i[^1], last), point[[.. i]], -Rest(i)),
            _ => point[[.. i]],
        });
        return new CoordinateBlock(parameter, point, value, Outside(parameter), Elements(parameter, point));
    }

    /// <summary>Unconstrained coordinates.</summary>
    public CoordinateBlock Unconstrained(ParameterBlock parameter, Leaf point) => parameter.Set.Structure switch
    {
        Structure.Simplex or Structure.RowStochastic => Simplex(parameter, point),
        Structure.Ordered or Structure.PositiveOrdered => Ordered(parameter, point),
        Structure.UnitVector => Direction(parameter, point),
        _ => Natural(parameter, point) with { LogJacobian = 0.0 },
    };

    /// <summary>The direction of a free vector, whose length is standard normal in each element and integrates out.</summary>
    public CoordinateBlock Direction(ParameterBlock parameter, Leaf point)
    {
        var leaf = parameter.Leaf;
        Scalar Square(IReadOnlyList<Scalar> i) => make.Sum(0, leaf.Extents[^1], k => ScalarFunctions.Square(point[[.. Batch(i), k]]));
        var value = make.Define(leaf.Name, leaf.Extents, (_, i) => point[[.. i]] / Sqrt(Square(i)));
        var logJacobian = make.SumOver(leaf.Extents, i => -0.5 * ScalarFunctions.Square(point[i]));
        return new CoordinateBlock(parameter, point, value, logJacobian, Elements(parameter, point));
    }

    private static IEnumerable<Scalar> Batch(IReadOnlyList<Scalar> positions) => positions.Take(positions.Count - 1);

    private Definition Elements(ParameterBlock parameter, Leaf point) =>
        make.Define($"{parameter.Leaf.Name}Point", point.Extents, (_, i) => parameter.Leaf[[.. i]]);

    private Scalar Outside(ParameterBlock parameter)
    {
        var leaf = parameter.Leaf;
        Scalar When(Scalar isInside) => ScalarFunctions.When(isInside, 0.0, -Infinity);
        return parameter.Set.Structure switch
        {
            Structure.Simplex or Structure.RowStochastic => make.SumOver(leaf.Extents, i => When(LessOrEqual(0.0, leaf[i]))),
            Structure.Ordered => make.SumOver(leaf.Extents, i => ScalarFunctions.When(
                AreEqual(i[^1], 0), 0.0, When(LessOrEqual(leaf[[.. Batch(i), i[^1] - 1]], leaf[i])))),
            Structure.PositiveOrdered => make.SumOver(leaf.Extents, i => ScalarFunctions.When(
                AreEqual(i[^1], 0), When(LessOrEqual(0.0, leaf[i])), When(LessOrEqual(leaf[[.. Batch(i), i[^1] - 1]], leaf[i])))),
            _ => 0.0,
        };
    }

    // Stick breaking on logarithms (Stan reference manual, unit simplex): element k takes the fraction logistic(u_k − log(K − 1 − k))
    // of what the earlier ones left, so that u = 0 is the centre.
    private CoordinateBlock Simplex(ParameterBlock parameter, Leaf point)
    {
        var leaf = parameter.Leaf;
        var last = leaf.Extents[^1] - 1;
        Scalar Logit(IReadOnlyList<Scalar> i) => point[[.. i]] - Log(Of(Primitive.ToReal, last - i[^1]));
        var left = make.Define($"{leaf.Name}Left", leaf.Extents, (self, i) =>
        {
            Scalar[] before = [.. Batch(i), i[^1] - 1];
            return When(AreEqual(i[^1], 0), 0.0, self[before] - Softplus(Logit(before)));
        });
        var value = make.Define(leaf.Name, leaf.Extents, (_, i) => When(
            Less(i[^1], last), Exp(left[[.. i]] - Softplus(-Logit(i))), Exp(left[[.. i]])));
        var logJacobian = make.SumOver(point.Extents, i => left[i] - Softplus(Logit(i)) - Softplus(-Logit(i)));
        var inverse = make.Define($"{leaf.Name}Point", point.Extents, (_, i) =>
            Log(leaf[[.. i]]) - Log(make.Sum(i[^1] + 1, leaf.Extents[^1], k => leaf[[.. Batch(i), k]])) + Log(Of(Primitive.ToReal, last - i[^1])));
        return new CoordinateBlock(parameter, point, value, logJacobian, inverse);
    }

    private CoordinateBlock Ordered(ParameterBlock parameter, Leaf point)
    {
        var leaf = parameter.Leaf;
        var isPositive = parameter.Set.Structure == Structure.PositiveOrdered;
        Scalar First(Scalar u) => isPositive ? Exp(u) : u;
        var value = make.Define(leaf.Name, leaf.Extents, (self, i) => When(
            AreEqual(i[^1], 0), First(point[[.. i]]), self[[.. Batch(i), i[^1] - 1]] + Exp(point[[.. i]])));
        var logJacobian = make.SumOver(leaf.Extents, i => isPositive ? point[i] : When(AreEqual(i[^1], 0), 0.0, point[i]));
        var inverse = make.Define($"{leaf.Name}Point", point.Extents, (_, i) => When(
            AreEqual(i[^1], 0),
            isPositive ? Log(leaf[[.. i]]) : leaf[[.. i]],
            Log(leaf[[.. i]] - leaf[[.. Batch(i), i[^1] - 1]])));
        return new CoordinateBlock(parameter, point, value, logJacobian, inverse);
    }
}
