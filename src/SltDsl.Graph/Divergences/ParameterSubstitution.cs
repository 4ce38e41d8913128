using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Divergences;

/// <summary>
/// A model's laws at a truth: sizes become the truth's numbers and parameters the truth's values. Tensors that neither
/// reaches stay themselves.
/// </summary>
internal sealed class ParameterSubstitution
{
    private readonly Workshop _workshop;
    private readonly Dictionary<string, long> _sizes;
    private readonly Dictionary<string, Tensor> _values;
    private readonly Dictionary<Tensor, Tensor> _images = [];

    public ParameterSubstitution(Truth truth, Workshop workshop)
    {
        _workshop = workshop;
        _sizes = truth.Sizes.ToDictionary(s => s.Size.Name, s => s.Value);
        _values = truth.Parameters.ToDictionary(p => p.Name, p => p.Tensor);
    }

    /// <summary>The law at the truth, with indices of its own.</summary>
    public Law Law(Law law)
    {
        switch (law)
        {
            case ScalarLaw scalar:
                var (indices, inner) = Rename(scalar.Indices);
                return scalar with { Indices = indices, Arguments = scalar.Arguments.Select(a => Scalar(inner(a))).ToEquatableArray() };
            case TensorLaw tensor:
                var (batch, renamed) = Rename(tensor.Batch);
                return tensor with { Batch = batch, Arguments = tensor.Arguments.Select(a => Argument(a, renamed)).ToEquatableArray() };
            case MixtureLaw mixture:
                var count = Scalar(mixture.Count);
                var component = _workshop.Index(mixture.Component.Name, count);
                var body = LawIndices.Replace(mixture.Body, mixture.Component, component);
                return new MixtureLaw(component, count, Scalar(Replace(mixture.Weight, mixture.Component, component)), Law(body), mixture.Span);
            case PlateLaw plate:
                var (lower, upper) = (Scalar(plate.Lower), Scalar(plate.Upper));
                var position = _workshop.Index(plate.Index.Name, lower, upper);
                return new PlateLaw(position, lower, upper, Law(LawIndices.Replace(plate.Body, plate.Index, position)), plate.Span);
            case ProductLaw product:
                return product with { Factors = product.Factors.Select(Law).ToEquatableArray() };
            case ZeroInflatedLaw inflated:
                return inflated with { Probability = Scalar(inflated.Probability), Body = Law(inflated.Body) };
            case ConditionalLaw conditional:
                return conditional with { Condition = Scalar(conditional.Condition), Then = Law(conditional.Then), Else = Law(conditional.Else) };
            case HiddenMarkovLaw chain:
                return Chain(chain);
            case TruncatedLaw truncated:
                return truncated with { Body = Law(truncated.Body), Lower = Optional(truncated.Lower), Upper = Optional(truncated.Upper) };
            case CensoredLaw censored:
                return censored with { Body = Law(censored.Body), Lower = Optional(censored.Lower), Upper = Optional(censored.Upper) };
            case AffineLaw affine:
                return affine with { Body = Law(affine.Body), Shift = Scalar(affine.Shift), Scale = Scalar(affine.Scale) };
            case AxisLaw axis:
                return axis with { Length = Scalar(axis.Length), Body = Law(axis.Body) };
            default:
                throw new UnsupportedConstructException("A truth of this distribution", law.Span);
        }
    }

    /// <summary>The scalar at the truth.</summary>
    public Scalar Scalar(Scalar scalar) => scalar switch
    {
        SizeValue size when _sizes.TryGetValue(size.Name, out var value) => new Integer(value),
        Element element => Tensor(element.Tensor)[[.. element.Indices.Select(Scalar)]],
        _ => scalar.Map(Scalar),
    };

    private HiddenMarkovLaw Chain(HiddenMarkovLaw chain)
    {
        var start = Argument(chain.Start, s => s);
        var state = _workshop.Index(chain.State.Name, start.Extents[0]);
        var step = _workshop.Index(chain.Step.Name, Scalar(_workshop.Range(chain.Step).Upper));
        var emission = LawIndices.Replace(LawIndices.Replace(chain.Emission, chain.State, state), chain.Step, step);
        return new HiddenMarkovLaw(state, start, Argument(chain.Transition, s => s), step, Law(emission), chain.Span);
    }

    private Scalar? Optional(Scalar? scalar) => scalar is null ? null : Scalar(scalar);

    private static Scalar Replace(Scalar scalar, IndexVariable from, Scalar to) => scalar.Substitute(new Dictionary<IndexVariable, Scalar> { [from] = to });

    private (EquatableArray<IndexVariable> Indices, Func<Scalar, Scalar> Rename) Rename(EquatableArray<IndexVariable> indices)
    {
        var replacements = new Dictionary<IndexVariable, Scalar>();
        var fresh = new List<IndexVariable>();
        foreach (var index in indices)
        {
            var (lower, upper) = _workshop.Range(index);
            fresh.Add(_workshop.Index(index.Name, Scalar(lower), Scalar(upper)));
            replacements[index] = fresh[^1];
        }

        return (fresh.ToEquatableArray(), scalar => scalar.Substitute(replacements));
    }

    private TensorArgument Argument(TensorArgument argument, Func<Scalar, Scalar> rename) =>
        new(Tensor(argument.Tensor), argument.Leading.Select(l => Scalar(rename(l))).ToEquatableArray());

    private Tensor Tensor(Tensor tensor)
    {
        if (_images.TryGetValue(tensor, out var image))
        {
            return image;
        }

        return _images[tensor] = tensor switch
        {
            Leaf { Symbol.Kind: SymbolKind.Parameter } leaf => _values.TryGetValue(leaf.Name, out var value) ? value : Empty(leaf),
            Definition definition when IsReached(definition) => Image(definition),
            _ => tensor,
        };
    }

    private bool IsReached(Definition definition) => new Tensor[] { definition }.InOrder().Any(t =>
        t is Leaf { Symbol.Kind: SymbolKind.Parameter }
        || t.Extents.Any(NamesSize)
        || (t is Definition d && NamesSize(d.Body)));

    private bool NamesSize(Scalar scalar) => scalar.SelfAndDescendants().Any(s => s is SizeValue size && _sizes.ContainsKey(size.Name));

    private Definition Image(Definition definition)
    {
        var level = definition.Operands().Where(o => o != definition).Select(o => Tensor(o).Level)
            .Append(definition.Body.SelfAndDescendants().Any(s => s is SizeValue) ? Level.Size : Level.Constant)
            .Max();
        var image = new Definition(
            definition.Name, definition.ElementKind, level, definition.Extents.Select(Scalar).ToEquatableArray(), definition.Indices, _ => Scalar(definition.Body), definition.Origin);
        _images[definition] = image;
        return image;
    }

    /// <summary>A parameter without elements at the truth's sizes.</summary>
    private Definition Empty(Leaf leaf)
    {
        var extents = leaf.Extents.Select(Scalar).ToArray();
        var indices = extents.Select(e => _workshop.Index("i", e)).ToArray();
        return new Definition(leaf.Name, leaf.ElementKind, Level.Constant, extents, indices, _ => 0.0, leaf.Origin);
    }
}
