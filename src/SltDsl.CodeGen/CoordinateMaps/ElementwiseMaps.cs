using SltDsl.CodeGen.Programs;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.CoordinateMaps;

/// <summary>Maps of parameters whose elements are bounded one by one.</summary>
internal sealed class ElementwiseMaps(DefinitionFactory make)
{
    /// <summary>Natural coordinates: the values themselves.</summary>
    public CoordinateBlock Natural(ParameterBlock parameter, Leaf point)
    {
        var leaf = parameter.Leaf;
        var inside = make.SumOver(leaf.Extents, i => Inside(parameter.Set.At(i), leaf[i]));
        return new CoordinateBlock(
            parameter, point, Copy(leaf.Name, point), parameter.Set is { Lower: null, Upper: null } ? 0.0 : inside, Copy($"{leaf.Name}Point", leaf));
    }

    /// <summary>Unconstrained coordinates: logarithms of distances to bounds.</summary>
    public CoordinateBlock Unconstrained(ParameterBlock parameter, Leaf point)
    {
        var (leaf, set) = (parameter.Leaf, parameter.Set);
        var value = make.Define(leaf.Name, leaf.Extents, (_, i) => Value(set.At(i), point[[.. i]]));
        var inverse = make.Define($"{leaf.Name}Point", leaf.Extents, (_, i) => Coordinate(set.At(i), leaf[[.. i]]));
        var logJacobian = make.SumOver(leaf.Extents, i => LogSlope(set.At(i), point[i]));
        return new CoordinateBlock(parameter, point, value, set is { Lower: null, Upper: null, Multiplier: null } ? 0.0 : logJacobian, inverse);
    }

    private Definition Copy(string name, Tensor from) => make.Define(name, from.Extents, (_, i) => from[[.. i]]);

    private static Scalar Inside(ParameterSet at, Scalar value) => When(Interval.Contains(at.Lower, at.Upper, value), 0.0, -Infinity);

    private static Scalar Value(ParameterSet set, Scalar u) => set switch
    {
        { Lower: { } a, Upper: { } b } => a + ((b - a) * Logistic(u)),
        { Lower: { } a } => a + Exp(u),
        { Upper: { } b } => b - Exp(u),
        _ => (set.Offset ?? 0.0) + ((set.Multiplier ?? 1.0) * u),
    };

    private static Scalar LogSlope(ParameterSet set, Scalar u) => set switch
    {
        { Lower: { } a, Upper: { } b } => Log(b - a) - Softplus(u) - Softplus(-u),
        { Lower: null, Upper: null } => Log(set.Multiplier ?? 1.0),
        _ => u,
    };

    private static Scalar Coordinate(ParameterSet set, Scalar value) => set switch
    {
        { Lower: { } a, Upper: { } b } => Log(value - a) - Log(b - value),
        { Lower: { } a } => Log(value - a),
        { Upper: { } b } => Log(b - value),
        _ => (value - (set.Offset ?? 0.0)) / (set.Multiplier ?? 1.0),
    };
}
