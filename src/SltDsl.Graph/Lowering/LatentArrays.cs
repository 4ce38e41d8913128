using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>
/// Arrays of finite variables that are summed out: independent members one by one, a chain by the forward algorithm. An
/// element of the observed value may read the member at its own position only.
/// </summary>
internal sealed class LatentArrays(Workshop workshop, ExpressionLowering expressions, DistributionLowering distributions, LogDensityLowering densities)
{
    private readonly List<Members> _arrays = [];

    /// <summary>Declares a latent array of one axis.</summary>
    public void Declare(LatentDeclaration latent, Scope scope)
    {
        if (latent.Symbol.Type.Rank != 1 || latent.Each.Count > 1)
        {
            throw new UnsupportedConstructException("A latent array of more than one axis", latent.Span);
        }

        var lower = expressions.LowerScalar(latent.Lower, scope);
        var states = expressions.LowerScalar(latent.Upper, scope) - lower + 1;
        var leaf = new Leaf(latent.Symbol, scope.Extents(latent.Symbol.Type));
        workshop.KeepInline(leaf);
        scope.Define(latent.Symbol, workshop.Whole(leaf));
        _arrays.Add(new Members(leaf, lower, states, latent, scope));
    }

    /// <summary>Whether a scalar reads a latent array.</summary>
    public bool Touches(Scalar scalar) => scalar.Elements().Any(e => _arrays.Any(a => a.Leaf == e.Tensor));

    /// <summary>The law of an observed value with the latent array that it reads summed out.</summary>
    public Law SumOut(Law law)
    {
        var reached = _arrays.Where(a => Reaches(law, a)).ToArray();
        if (reached.Length == 0)
        {
            return law;
        }

        if (reached is not [{ IsUsed: false } array])
        {
            throw new UnsupportedConstructException("A latent array that meets another, or a second observation of one", law.Span);
        }

        array.IsUsed = true;
        var (position, element) = AlongFirstAxis(law);
        var state = workshop.Index(array.Leaf.Name, array.States);
        var body = AtState(element, array, position, state + array.Lower);
        return IsChain(array)
            ? Chain(array, position, state, body)
            : new PlateLaw(position, 0, array.Leaf.Extents[0], new MixtureLaw(state, array.States, Probability(array, position, state), body, law.Span), law.Span);
    }

    private static bool Reaches(Law law, Members array) =>
        law.Scalars().SelectMany(s => s.Elements()).Select(e => e.Tensor).InOrder().Contains(array.Leaf);

    private static bool IsChain(Members array) => array.Declaration.Each.Count == 1;

    /// <summary>The law of one element, and the index of its position.</summary>
    private static (IndexVariable Position, Law Element) AlongFirstAxis(Law law) => law switch
    {
        ScalarLaw { Indices.Count: > 0 } scalar => (scalar.Indices[0], scalar with { Indices = scalar.Indices.Skip(1).ToEquatableArray() }),
        TensorLaw { Batch.Count: > 0 } tensor => (tensor.Batch[0], tensor with { Batch = tensor.Batch.Skip(1).ToEquatableArray() }),
        PlateLaw { Lower.Constant: 0 } plate => (plate.Index, plate.Body),
        _ => throw new UnsupportedConstructException("This use of a latent array", law.Span),
    };

    private static Law AtState(Law law, Members array, IndexVariable position, Scalar state)
    {
        Scalar Visit(Scalar scalar) => scalar is Element element && element.Tensor == array.Leaf
            ? element.Indices[0] == position ? state : throw new UnsupportedConstructException("Reading a latent variable at another position", law.Span)
            : scalar.Map(Visit);

        var replaced = law switch
        {
            ScalarLaw scalar => scalar with { Arguments = scalar.Arguments.Select(Visit).ToEquatableArray() },
            TensorLaw tensor => tensor with
            {
                Arguments = tensor.Arguments.Select(a => a with { Leading = a.Leading.Select(Visit).ToEquatableArray() }).ToEquatableArray(),
            },
            _ => law,
        };
        return Reaches(replaced, array) ? throw new UnsupportedConstructException("This use of a latent array", law.Span) : replaced;
    }

    private Scalar Probability(Members array, IndexVariable position, IndexVariable state)
    {
        var law = distributions.Lower(array.Declaration.Distribution, array.Leaf.Extents, array.Scope);
        var (own, element) = AlongFirstAxis(law);
        var probability = element is TensorLaw { Family: "categorical" } categorical && array.Lower.Constant == 1
            ? categorical.Arguments[0][state]
            : Exp(densities.LogDensity(element, Lowered.Scalar(state + array.Lower)));
        return probability.Substitute(new Dictionary<IndexVariable, Scalar> { [own] = position });
    }

    /// <summary>A chain written <c>categorical(if t == 1 then start else …[z[t - 1]])</c>.</summary>
    private HiddenMarkovLaw Chain(Members array, IndexVariable position, IndexVariable state, Law emission)
    {
        var (declaration, span) = (array.Declaration, array.Declaration.Span);
        var previous = workshop.Index("previous", array.States);
        var step = workshop.Index(declaration.Each[0].Index.Name, array.Leaf.Extents[0]);
        if (declaration.Distribution is not FamilyDistribution { Family: "categorical", Arguments: [Conditional conditional] }
            || array.Lower.Constant != 1
            || expressions.LowerScalar(conditional.Condition, array.Scope.With(declaration.Each[0].Index, step + 1))
                is not Apply { Primitive: Primitive.Equal, Arguments: [var left, var right] }
            || left - right != step)
        {
            throw new UnsupportedConstructException("A latent chain other than 'categorical(if t == 1 then … else …[z[t - 1]])'", span);
        }

        Scalar BeforeThis(Scalar scalar) => scalar is Element element && element.Tensor == array.Leaf && element.Indices[0] == step - 1
            ? previous + array.Lower
            : scalar.Map(BeforeThis);

        var scope = array.Scope.With(declaration.Each[0].Index, step + 1);
        var start = expressions.Lower(conditional.Then, scope);
        var next = expressions.Lower(conditional.Else, scope);
        var transition = new Lowered([array.States, array.States], [previous, next.Indices[0]], BeforeThis(next.Body));
        if (transition.Body.FreeIndices().Concat(start.Body.FreeIndices()).Contains(step) || Touches(transition.Body) || Touches(start.Body))
        {
            throw new UnsupportedConstructException("A latent chain whose transition depends on the position", span);
        }

        return new HiddenMarkovLaw(
            state,
            workshop.ArgumentOf(start, "start", ElementKind.Real, span),
            workshop.ArgumentOf(transition, "transition", ElementKind.Real, span),
            position,
            emission,
            span);
    }

    private sealed record Members(Leaf Leaf, Scalar Lower, Scalar States, LatentDeclaration Declaration, Scope Scope)
    {
        public bool IsUsed { get; set; }
    }
}
