using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Rank;

/// <summary>A point of parameter space, with shared data, at which expressions are evaluated together with their derivatives.</summary>
internal sealed class GenericPoint
{
    private readonly ModelGraph _graph;
    private readonly Setting _setting;
    private readonly ParameterSpace _space;
    private readonly Rational[] _coordinates;
    private readonly ulong _seed;
    private readonly RowValues _data;
    private readonly GenericNumber?[] _numbers;

    public GenericPoint(ModelGraph graph, Setting setting, ParameterSpace space, IReadOnlyList<Rational> coordinates, ulong seed)
    {
        _graph = graph;
        _setting = setting;
        _space = space;
        _coordinates = [.. coordinates];
        _numbers = new GenericNumber?[_coordinates.Length];
        _seed = seed;
        _data = new RowValues(graph, setting, seed, row: -1);
    }

    /// <summary>The coordinates.</summary>
    public IReadOnlyList<Rational> Coordinates => _coordinates;

    /// <summary>The arithmetic, which counts its operations.</summary>
    public GenericField Field { get; } = new();

    /// <summary>A point drawn from the declared set.</summary>
    public static GenericPoint Draw(ModelGraph graph, Setting setting, ParameterSpace space, ulong seed) =>
        new(graph, setting, space, PointDraw.Coordinates(space, new SeededRandom(seed)), seed);

    /// <summary>The same data at other coordinates.</summary>
    public GenericPoint At(IReadOnlyList<Rational> coordinates, bool hasDerivatives = true) =>
        new(_graph, _setting, _space, coordinates, _seed) { HasDerivatives = hasDerivatives };

    /// <summary>Whether derivatives are taken; without them evaluation is cheaper.</summary>
    public bool HasDerivatives { get; init; } = true;

    /// <summary>The model's graph at this point for a row of data.</summary>
    public Instance<GenericNumber> Row(RowValues row) => new(Field, _setting.Sizes, (leaf, positions) => Leaf(leaf, positions, row));

    private GenericNumber Leaf(Leaf leaf, IReadOnlyList<long> positions, RowValues row) => leaf.Symbol.Kind switch
    {
        SymbolKind.Parameter => Parameter(_space.Form(leaf, positions)),
        SymbolKind.Hyper => GenericField.Rational(_setting.Hypers[leaf.Name], Gradient.Zero),
        SymbolKind.Data => _data.Image(leaf, positions),
        _ => row.Image(leaf, positions),
    };

    /// <summary>A coordinate's image, found once: every row asks for it.</summary>
    private GenericNumber Coordinate(int index) =>
        _numbers[index] ??= GenericField.Rational(_coordinates[index], HasDerivatives ? Gradient.Unit(index) : Gradient.Zero);

    private GenericNumber Parameter(ElementForm form)
    {
        switch (form)
        {
            case AffineForm { Constant.Sign: 0, Terms: [(var only, > 0)] }:
                return Coordinate(only);
            case AffineForm affine:
                return affine.Terms.Aggregate(
                    GenericField.Rational(affine.Constant, Gradient.Zero),
                    (sum, term) => Field.Add(sum, term.Sign > 0 ? Coordinate(term.Coordinate) : Field.Multiply(Coordinate(term.Coordinate), Field.Integer(-1))));
            case UnitLengthForm unit:
                var rest = unit.Coordinates.Select(Coordinate).Aggregate(
                    Field.Integer(1), (sum, c) => Field.Add(sum, Field.Multiply(Field.Multiply(c, c), Field.Integer(-1))));
                return Field.Apply(Primitive.Sqrt, [rest]);
            default:
                throw new NotInstantiableException("This element has no form.");
        }
    }
}
