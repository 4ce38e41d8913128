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
        _arrays.Add(new Members(leaf, workshop.Index(leaf.Name, states), lower, states, latent, scope));
    }

    /// <summary>Whether a scalar reads a latent array.</summary>
    public bool Touches(Scalar scalar) => scalar.Elements().Any(e => _arrays.Any(a => a.Leaf == e.Tensor));

    /// <summary>The law of an observed value with the latent arrays that it reads summed out.</summary>
    public Law SumOut(Law law, Lowered value)
    {
        var reached = _arrays.Where(a => Reaches(law, a)).ToArray();
        if (reached.Length == 0)
        {
            return law;
        }

        if (reached.Any(IsChain) && reached is not [{ Factors.Count: 0 }])
        {
            throw new UnsupportedConstructException("A latent chain that meets another latent array, or a second observation of one,", law.Span);
        }

        var (position, body) = AlongFirstAxis(law, reached[0].Leaf.Extents[0]);
        foreach (var array in reached)
        {
            body = AtState(body, array, position, array.State + array.Lower);
        }

        if (reached.FirstOrDefault(a => Reaches(body, a)) is not null)
        {
            throw new UnsupportedConstructException("This use of a latent array", law.Span);
        }

        var factor = new Factor(position, body, value);
        Law result = IsChain(reached[0]) ? reached[0].Chain = Chain(reached[0], position, reached[0].State, body) : Plate(reached, position, body);
        foreach (var array in reached)
        {
            array.Factors.Add(factor);
        }

        return result;
    }

    /// <summary>Draws of the latent arrays that scalars read, given the row, as quantities that those read instead.</summary>
    public IEnumerable<GeneratedQuantity> Draw(IEnumerable<Scalar> scalars)
    {
        var all = scalars.ToArray();
        foreach (var array in _arrays.Where(a => a.Draw is null && all.Any(s => s.Elements().Any(e => e.Tensor == a.Leaf))))
        {
            var span = array.Declaration.Span;
            var leaf = new Leaf(array.Declaration.Symbol with { Level = Level.Row }, array.Leaf.Extents);
            var (time, length) = (workshop.Index("t", array.Leaf.Extents[0]), array.Leaf.Extents[0]);
            array.Draw = array.Chain is null ? t => leaf[t] : t => leaf[length - 1 - t];
            var weight = array switch
            {
                { Chain: { } chain } => BackwardWeight(array, chain, leaf, time),
                _ when IsChain(array) => ForwardWeight(array, leaf, time),
                _ => Posterior(array, time),
            };
            var state = new ScalarLaw("dirac", [], [Of(Primitive.ToReal, array.State + array.Lower)], span);
            yield return new GeneratedQuantity(leaf.Symbol, leaf, new PlateLaw(time, 0, length, new MixtureLaw(array.State, array.States, weight, state, span), span), IsShown: false);
        }
    }

    /// <summary>A scalar with the draws of latent arrays in place of their members.</summary>
    public Scalar Drawn(Scalar scalar) => scalar is Element element && _arrays.FirstOrDefault(a => a.Leaf == element.Tensor) is { Draw: { } draw }
        ? draw(Drawn(element.Indices[0]))
        : scalar.Map(Drawn);

    // Members that meet in an element are summed out together, each given those before it.
    private PlateLaw Plate(Members[] reached, IndexVariable position, Law body)
    {
        var span = body.Span;
        foreach (var array in reached.AsEnumerable().Reverse())
        {
            if (array.Factors.Count > 0 && array.Factors.Concat(reached.SelectMany(r => r.Factors)).Distinct().Any(f => _arrays.Count(a => a.Factors.Contains(f)) > 1))
            {
                throw new UnsupportedConstructException("A second observation of latent arrays that meet in a first one", span);
            }

            body = new MixtureLaw(array.State, array.States, Posterior(array, position), body, span);
        }

        return new PlateLaw(position, 0, reached[0].Leaf.Extents[0], body, span);
    }

    /// <summary>The probability of a member's state given what has been observed.</summary>
    private Scalar Posterior(Members array, IndexVariable position)
    {
        var prior = Probability(array, position, array.State);
        if (array.Factors.Count == 0)
        {
            return prior;
        }

        if (array.Factors.Any(f => _arrays.Count(a => a.Factors.Contains(f)) > 1))
        {
            throw new UnsupportedConstructException("Drawing latent arrays that meet in one observation", array.Declaration.Span);
        }

        return Normalised(array, array.Factors.Select(f => Part(f, position)).Aggregate(Log(prior), (sum, term) => sum + term));
    }

    private Scalar Part(Factor factor, Scalar position)
    {
        var value = workshop.Value(factor.Value.Extents.Skip(1).ToEquatableArray(), i => factor.Value.At([position, .. i]));
        return densities.LogDensity(LawIndices.Replace(factor.Body, factor.Position, position), value);
    }

    private Scalar Normalised(Members array, Scalar logWeights)
    {
        var weights = workshop.Shared(Lowered.Scalar(logWeights), "log_weights", ElementKind.Real, array.Declaration.Span).Body;
        var total = new Reduce(ReduceKind.LogSumExp, array.State, 0, array.States, weights);
        return Exp(weights - workshop.Shared(Lowered.Scalar(total), "log_total", ElementKind.Real, array.Declaration.Span).Body);
    }

    // Forward filtering, backward sampling (Frühwirth-Schnatter 2006, section 11.2.2): the draw runs against time.
    private Scalar BackwardWeight(Members array, HiddenMarkovLaw chain, Leaf drawn, IndexVariable time)
    {
        var forward = densities.ForwardMessages(chain, array.Factors[0].Value, null);
        var length = array.Leaf.Extents[0];
        var message = forward.At(length - 1 - time, array.State);
        var next = drawn[time - 1] - array.Lower;
        var logWeight = message + When(AreEqual(time, 0), 0.0, Log(chain.TransitionFrom(length - time, array.State)[next]));
        return Exp(logWeight - new Reduce(ReduceKind.LogSumExp, array.State, 0, array.States, logWeight));
    }

    private Scalar ForwardWeight(Members array, Leaf drawn, IndexVariable time)
    {
        var chain = Chain(array, time, array.State, new ScalarLaw("flat", [], [], array.Declaration.Span));
        return When(AreEqual(time, 0), chain.Start[array.State], chain.TransitionFrom(time, drawn[time - 1] - array.Lower)[array.State]);
    }

    private static bool Reaches(Law law, Members array) =>
        law.Scalars().SelectMany(s => s.Elements()).Select(e => e.Tensor).InOrder().Contains(array.Leaf);

    private static bool IsChain(Members array) => array.Declaration.Each.Count == 1;

    /// <summary>The law of one element, and the index of its position.</summary>
    private static (IndexVariable Position, Law Element) AlongFirstAxis(Law law, Scalar length) => law switch
    {
        ScalarLaw { Indices.Count: > 0 } scalar => (scalar.Indices[0], scalar with { Indices = scalar.Indices.Skip(1).ToEquatableArray() }),
        TensorLaw { Batch.Count: > 0 } tensor => (tensor.Batch[0], tensor with { Batch = tensor.Batch.Skip(1).ToEquatableArray() }),
        PlateLaw { Lower.Constant: 0 } plate when plate.Upper == length => (plate.Index, plate.Body),

        // Elements outside the range are given.
        PlateLaw plate => (plate.Index, new ConditionalLaw(
            And(LessOrEqual(plate.Lower, plate.Index), Less(plate.Index, plate.Upper)), plate.Body, new ProductLaw([], plate.Span), plate.Span)),
        _ => throw new UnsupportedConstructException("This use of a latent array", law.Span),
    };

    private static Law AtState(Law law, Members array, IndexVariable position, Scalar state)
    {
        Scalar Visit(Scalar scalar) => scalar is Element element && element.Tensor == array.Leaf
            ? element.Indices[0] == position ? state : throw new UnsupportedConstructException("Reading a latent variable at another position", law.Span)
            : scalar.Map(Visit);

        return LawIndices.Map(law, Visit);
    }

    private Scalar Probability(Members array, IndexVariable position, IndexVariable state)
    {
        var law = distributions.Lower(array.Declaration.Distribution, array.Leaf.Extents, array.Scope);
        var (own, element) = AlongFirstAxis(law, array.Leaf.Extents[0]);
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
        var body = BeforeThis(next.Body);
        if (start.Body.FreeIndices().Contains(step) || Touches(body) || Touches(start.Body))
        {
            throw new UnsupportedConstructException("A latent chain whose next state depends on more than the one before", span);
        }

        // The first step has no transition, and what one reads may not exist there.
        var transition = body.FreeIndices().Contains(step)
            ? new Lowered([array.Leaf.Extents[0], array.States, array.States], [step, previous, next.Indices[0]], When(AreEqual(step, 0), 0.0, body))
            : new Lowered([array.States, array.States], [previous, next.Indices[0]], body);
        return new HiddenMarkovLaw(
            state,
            workshop.ArgumentOf(start, "start", ElementKind.Real, span),
            workshop.ArgumentOf(transition, "transition", ElementKind.Real, span),
            position,
            emission,
            span);
    }

    private sealed record Members(Leaf Leaf, IndexVariable State, Scalar Lower, Scalar States, LatentDeclaration Declaration, Scope Scope)
    {
        /// <summary>The observations that read it.</summary>
        public List<Factor> Factors { get; } = [];

        /// <summary>The law of the observation of a chain.</summary>
        public HiddenMarkovLaw? Chain { get; set; }

        /// <summary>Where the draw of a member is, once it is drawn.</summary>
        public Func<Scalar, Scalar>? Draw { get; set; }
    }

    /// <summary>An observation: the law of an element at a position, over the states of members there, and the whole value.</summary>
    private sealed record Factor(IndexVariable Position, Law Body, Lowered Value);
}
