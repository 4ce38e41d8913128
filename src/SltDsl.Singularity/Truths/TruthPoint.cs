using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Truths;

/// <summary>The parameters that a realisable truth gives, at its own sizes.</summary>
internal sealed class TruthPoint
{
    private readonly Dictionary<string, Polynomial> _values = [];
    private readonly SymbolTable _table = new(dimension: 0);
    private readonly Setting _modelSetting;

    public TruthPoint(Truth truth, Setting modelSetting)
    {
        Truth = truth;
        _modelSetting = modelSetting;
        Setting = modelSetting.With(truth.Sizes);
        var instance = new Instance<SymbolicNumber>(
            new SymbolicField(_table, long.MaxValue),
            Setting.Sizes,
            (leaf, _) => Setting.Hypers.TryGetValue(leaf.Name, out var value)
                ? new SymbolicNumber(_table.Constant(value))
                : throw new NotInstantiableException($"'{leaf.Name}' is not known at a truth."));
        foreach (var parameter in truth.Parameters)
        {
            var extents = instance.Extents(parameter.Tensor);
            foreach (var positions in RowMajor.Positions(extents))
            {
                _values[ElementName.Of(parameter.Name, positions)] = instance.At(parameter.Tensor, positions).Value;
            }
        }
    }

    /// <summary>The truth.</summary>
    public Truth Truth { get; }

    /// <summary>The truth's sizes and the model's hyperparameters.</summary>
    public Setting Setting { get; }

    /// <summary>Whether the truth shares all sizes with the model.</summary>
    public bool HasModelSizes => Truth.Sizes.All(s => s.Value == _modelSetting.Sizes[s.Size.Name]);

    /// <summary>The value of an element, or null where it is not a rational number.</summary>
    public Rational? Value(string parameter, IReadOnlyList<long> positions) =>
        _values.TryGetValue(ElementName.Of(parameter, positions), out var value) && value.IsConstant
            ? value.IsZero ? Rational.Zero : value.Terms.First().Coefficient
            : null;

    /// <summary>The truth's coordinates in the model's space, or null where its sizes differ or a value is no rational number.</summary>
    public Rational[]? Coordinates(ParameterSpace space)
    {
        if (!HasModelSizes)
        {
            return null;
        }

        var values = space.Coordinates.Select(c => Value(c.Block.Leaf.Name, c.Positions)).ToArray();
        return values.Any(v => v is null) ? null : [.. values.Select(v => v!.Value)];
    }
}
