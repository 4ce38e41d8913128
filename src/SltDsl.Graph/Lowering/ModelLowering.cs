using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Graph.Lowering.Latents;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>Lowers the statements of a model in file order.</summary>
internal sealed class ModelLowering
{
    private readonly BoundModel _model;
    private readonly Workshop _workshop = new();
    private readonly ExpressionLowering _expressions;
    private readonly DistributionLowering _distributions;
    private readonly LogDensityLowering _densities;
    private readonly TruthLowering _truths;
    private readonly LatentVariables _latents;
    private readonly Scope _scope = new();

    private readonly List<ParameterBlock> _parameters = [];
    private readonly List<LogDensityTerm> _prior = [];
    private readonly List<Observation> _observations = [];
    private readonly List<NamedTensor> _lets = [];
    private readonly List<Truth> _trueLaws = [];
    private readonly List<PhaseRegion> _phases = [];
    private readonly List<GeneratedQuantity> _generated = [];
    private readonly List<Requirement> _requirements = [];
    private readonly List<InputColumn> _inputs = [];
    private readonly List<NamedTensor> _derivedData = [];

    public ModelLowering(BoundModel model)
    {
        _model = model;
        _expressions = new ExpressionLowering(_workshop);
        _distributions = new DistributionLowering(_workshop, _expressions);
        _densities = new LogDensityLowering(_workshop);
        _latents = new LatentVariables(_workshop, _expressions, _distributions, _densities, ConstantOf);
        _truths = new TruthLowering(_workshop, _expressions, _distributions);
    }

    public ModelGraph Build()
    {
        foreach (var declaration in _model.Declarations)
        {
            Lower(declaration);
        }

        return new ModelGraph(_model, [.. _parameters], [.. _prior], [.. _observations], [.. _lets], [.. _trueLaws], [.. _phases], [.. _generated], [.. _requirements])
        {
            Inputs = [.. _inputs],
            DerivedData = [.. _derivedData],
            Workshop = _workshop,
        };
    }

    private void Lower(Declaration declaration)
    {
        switch (declaration)
        {
            case SizeDeclaration size:
                _scope.Define(size.Symbol, Lowered.Scalar(new SizeValue(size.Symbol.Name)));
                break;
            case HyperDeclaration hyper:
                Declare(hyper.Symbol);
                break;
            case DataDeclaration data:
                LowerData(data);
                break;
            case InputDeclaration input:
                var column = Declare(input.Symbol);
                var law = input.Distribution is null ? null : _distributions.Lower(input.Distribution, column.Extents, _scope);
                _inputs.Add(new InputColumn(column, law, input));
                break;
            case ParameterDeclaration parameter:
                LowerParameter(parameter);
                break;
            case LatentDeclaration latent:
                _latents.Declare(latent, _scope);
                break;
            case LetDeclaration let:
                LowerLet(let);
                break;
            case ObserveDeclaration observe:
                LowerObservation(observe);
                break;
            case FactorDeclaration factor:
                LowerFactor(factor);
                break;
            case RequireDeclaration require:
                var condition = TensorOf(Lowered.Scalar(_expressions.LowerScalar(require.Condition, _scope)), "requirement", require.Condition);
                _requirements.Add(new Requirement(condition, require.Message ?? "A requirement of the model does not hold.", require.Span));
                break;
            case TruthDeclaration truth:
                _trueLaws.Add(_truths.Lower(truth, _scope));
                break;
            case PhaseDeclaration phase:
                LowerPhase(phase);
                break;
            case GenerateDeclaration generate:
                LowerGenerated(generate);
                break;
        }
    }

    /// <summary>The value of an integer over constant sizes, else null.</summary>
    private long? ConstantOf(Scalar scalar)
    {
        var sizes = _model.Declarations.OfType<SizeDeclaration>().Where(s => s is { IsConstant: true, Value: not null }).ToDictionary(s => s.Symbol.Name, s => s.Value!.Value);
        return IndexArithmetic.Covers(scalar) && scalar.SelfAndDescendants().All(s => s is not IndexVariable && (s is not SizeValue size || sizes.ContainsKey(size.Name)))
            ? IndexArithmetic.Evaluate(scalar, sizes, new Dictionary<IndexVariable, long>())
            : null;
    }

    private Leaf Declare(Symbol symbol)
    {
        var leaf = new Leaf(symbol, _scope.Extents(symbol.Type));
        _scope.Define(symbol, _workshop.Whole(leaf));
        return leaf;
    }

    private Tensor TensorOf(Lowered value, string name, Expr origin) => _workshop.TensorOf(value, name, origin.Type.Element, origin.Span);

    private Tensor ScalarTensor(Scalar value, string name, Language.Text.SourceSpan origin) =>
        _workshop.Define(Lowered.Scalar(value), name, ElementKind.Real, value.LevelOf(), origin);

    private void LowerData(DataDeclaration data)
    {
        if (data.Value is null)
        {
            Declare(data.Symbol);
            return;
        }

        var tensor = _workshop.TensorOf(_expressions.Lower(data.Value, _scope), data.Symbol.Name, data.Symbol.Type.Element, data.Span);
        _scope.Define(data.Symbol, _workshop.Whole(tensor));
        _derivedData.Add(new NamedTensor(data.Symbol.Name, tensor));
    }

    private void LowerLet(LetDeclaration let)
    {
        var value = _expressions.Lower(let.Value, _scope);
        if (_latents.Touches(value.Body))
        {
            // One value per state of the latent variable: not a quantity to show.
            _scope.Define(let.Symbol, _workshop.Shared(value, let.Symbol.Name, let.Symbol.Type.Element, let.Span));
            return;
        }

        var tensor = _workshop.TensorOf(value, let.Symbol.Name, let.Symbol.Type.Element, let.Span);
        _scope.Define(let.Symbol, _workshop.Whole(tensor));
        _lets.Add(new NamedTensor(let.Symbol.Name, tensor));
    }

    private void LowerParameter(ParameterDeclaration declaration)
    {
        // The prior may not read the parameter itself, except earlier elements under `each`.
        var leaf = Declare(declaration.Symbol);
        var set = SetOf(declaration.Constraint, leaf);
        var law = _distributions.Lower(declaration.Prior, leaf.Extents, declaration.Each, _scope);
        var constant = PriorNormalisation.Constant(law, set, leaf.Extents);
        var density = _densities.LogDensity(law, _workshop.Whole(leaf), set) + (constant ?? 0.0);
        _prior.Add(new LogDensityTerm(ScalarTensor(density, $"prior_{leaf.Name}", declaration.Span), declaration.Span));
        _parameters.Add(new ParameterBlock(leaf, set, law, declaration) { IsPriorNormalised = constant is not null });
    }

    private ParameterSet SetOf(Constraint constraint, Tensor value)
    {
        if (constraint is not BoundConstraint bounds)
        {
            return new ParameterSet(((StructureConstraint)constraint).Structure, [], null, null, null, null);
        }

        var indices = value.Extents.Select((e, axis) => _workshop.Index("ijkl"[Math.Min(axis, 3)].ToString(), e)).ToArray();
        Scalar? Bound(Expr? bound, string name) => bound is null ? null : _expressions.LowerShared(bound, _scope, name).Broadcast(indices);
        return new ParameterSet(null, indices, Bound(bounds.Lower, "lower"), Bound(bounds.Upper, "upper"), Bound(bounds.Offset, "offset"), Bound(bounds.Multiplier, "multiplier"));
    }

    private void LowerObservation(ObserveDeclaration observe)
    {
        var value = observe.Declares
            ? Declare(observe.Symbol)
            : _workshop.TensorOf(_scope.Find(observe.Symbol)!, observe.Symbol.Name, observe.Symbol.Type.Element, observe.Span);
        var whole = _workshop.Whole(value);
        var law = _latents.SumOut(_distributions.Lower(observe.Distribution, value.Extents, observe.Each, _scope), whole);
        var density = _densities.LogDensity(law, whole, SetOf(observe.Constraint, value));
        _observations.Add(new Observation(value, law, ScalarTensor(density, $"log_{observe.Symbol.Name}", observe.Span), observe));
    }

    private void LowerFactor(FactorDeclaration factor)
    {
        var value = _expressions.LowerShared(factor.Value, _scope, "factor");
        var term = factor.Distribution is null
            ? value.Body
            : _densities.LogDensity(_distributions.Lower(factor.Distribution, value.Extents, _scope), value);
        _prior.Add(new LogDensityTerm(ScalarTensor(term, "factor", factor.Span), factor.Span));
    }

    private void LowerPhase(PhaseDeclaration phase)
    {
        if (phase.Condition is { } condition)
        {
            _phases.Add(new PhaseRegion(phase.Name, ConditionTensor(_expressions.LowerScalar(condition, _scope), phase), phase));
            return;
        }

        var squares = (Scalar)0.0;
        foreach (var centre in phase.Centre ?? [])
        {
            squares += SquaredDistance(_scope.Find(centre.Parameter)!, _expressions.LowerShared(centre.Value, _scope, "centre"), StructureOf(centre.Parameter));
        }

        var radius = _expressions.LowerScalar(phase.Radius!, _scope);
        _phases.Add(new PhaseRegion(phase.Name, ConditionTensor(LessOrEqual(squares, Square(radius)), phase), phase));
    }

    private Definition ConditionTensor(Scalar condition, PhaseDeclaration phase) =>
        _workshop.Define(Lowered.Scalar(condition), phase.Name, ElementKind.Bool, condition.LevelOf(), phase.Span);

    private Structure? StructureOf(Symbol parameter) => _parameters.First(p => p.Leaf.Symbol.Equals(parameter)).Set.Structure;

    /// <summary>The squared distance in natural coordinates: those elements that determine the others.</summary>
    private static Scalar SquaredDistance(Lowered value, Lowered centre, Structure? structure)
    {
        var (i, rank) = (value.Indices, value.Rank);
        var distance = Square(value.Body - centre.Broadcast(i.ToArray<Scalar>()));
        var dependsOnOthers = structure switch
        {
            Structure.Simplex or Structure.SumToZero or Structure.RowStochastic => AreEqual(i[rank - 1], value.Extents[rank - 1] - 1),
            Structure.Covariance or Structure.CholeskyCovariance => Less(i[rank - 2], i[rank - 1]),
            Structure.Correlation or Structure.CholeskyCorrelation => LessOrEqual(i[rank - 2], i[rank - 1]),
            _ => 0,
        };
        var sum = When(dependsOnOthers, 0.0, distance);
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            sum = new Reduce(ReduceKind.Sum, i[axis], 0, value.Extents[axis], sum);
        }

        return sum;
    }

    private void LowerGenerated(GenerateDeclaration generate)
    {
        if (generate.Value is { } value)
        {
            var lowered = _expressions.Lower(value, _scope);
            _generated.AddRange(_latents.Draw([lowered.Body]));
            var tensor = _workshop.TensorOf(lowered with { Body = _latents.Drawn(lowered.Body) }, generate.Symbol.Name, generate.Symbol.Type.Element, generate.Span);
            _scope.Define(generate.Symbol, _workshop.Whole(tensor));
            _generated.Add(new GeneratedQuantity(generate.Symbol, tensor, null));
        }
        else if (generate.Distribution is { } distribution)
        {
            var law = _distributions.Lower(distribution, _scope.Extents(generate.Symbol.Type), _scope);
            _generated.AddRange(_latents.Draw(law.Scalars()));
            _generated.Add(new GeneratedQuantity(generate.Symbol, Declare(generate.Symbol), _latents.Drawn(law)));
        }
    }
}
