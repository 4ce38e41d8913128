namespace SltDsl.Runtime;

/// <summary>
/// What all compiled models share: the compiler emits the rest as a class of its own for each model. Safe for use by several
/// threads at once; densities and energies keep working memory and are for one thread each (<see cref="ILogDensity.Fork"/>).
/// </summary>
public abstract partial class CompiledModel : ISltModel
{
    private const double Tolerance = 1e-8;

    private readonly ModelArguments _arguments;
    private ModelEvaluator? _spare;

    /// <summary>A model of these arguments.</summary>
    /// <param name="arguments">Sizes, hyperparameters and shared data.</param>
    protected CompiledModel(ModelArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        _arguments = arguments;
        SizeValues = arguments.Sizes;
        HyperValues = arguments.Hypers;
    }

    /// <inheritdoc/>
    public abstract ModelInfo Info { get; }

    /// <inheritdoc/>
    public ModelFacts? Facts => BuildFacts is { } facts && Agree(facts.Sizes, SizeValues) && Agree(facts.Hypers, HyperValues) ? facts : null;

    /// <summary>What the build established, at the sizes and hyperparameters that it analysed; null without analysis.</summary>
    protected virtual ModelFacts? BuildFacts => null;

    /// <inheritdoc/>
    public abstract DataSchema Schema { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long> SizeValues { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> HyperValues { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ValueLayout> Parameters
    {
        get;
        protected init
        {
            field = value;
            ValueCount = value.Sum(p => p.Count);
        }
    } = [];

    /// <inheritdoc/>
    public IReadOnlyList<ValueLayout> Derived { get; protected init; } = [];

    /// <summary>The derived quantities that need data, with the shapes of one row, those that are shown first.</summary>
    protected IReadOnlyList<RowQuantity> RowQuantities { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<ValueLayout> Columns { get; protected init; } = [];

    /// <inheritdoc/>
    public int Dimension { get; protected init; }

    /// <inheritdoc/>
    public int UnconstrainedDimension { get; protected init; }

    /// <summary>The number of values of all parameters.</summary>
    public int ValueCount { get; private set; }

    /// <summary>The model's computations with working memory for one thread.</summary>
    public abstract ModelEvaluator CreateEvaluator();

    /// <inheritdoc/>
    public Dataset Load(DataFile file)
    {
        var data = Schema.ReadRows(file, SizeValues, Bounds);
        return AllowsMissing || !data.HasMissing
            ? data
            : throw new DataException("SLT0705", $"{file.Path} has missing observations, which are understood only where one number a row is observed; leave such rows out");
    }

    /// <inheritdoc/>
    public double LogLikelihood(ReadOnlySpan<double> values, Dataset data, Span<double> pointwise = default)
    {
        CheckValues(values);
        CheckData(data);
        if (!pointwise.IsEmpty && pointwise.Length != data.Rows)
        {
            throw new ArgumentException($"The data have {data.Rows} rows, and there are {pointwise.Length} places for their values.", nameof(pointwise));
        }

        var evaluator = Borrow();
        var result = evaluator.LogLikelihood(values, data, pointwise);
        _spare = evaluator;
        return result;
    }

    /// <inheritdoc/>
    public double LogPrior(ReadOnlySpan<double> values)
    {
        CheckValues(values);
        var evaluator = Borrow();
        var result = evaluator.LogPrior(values);
        _spare = evaluator;
        return result;
    }

    /// <inheritdoc/>
    public ILogDensity Posterior(Dataset data, double beta = 1.0, Coordinates coordinates = Coordinates.Unconstrained)
    {
        CheckData(data);
        return new CompiledDensity(this, data, beta, coordinates);
    }

    /// <inheritdoc/>
    public ILogDensity Prior(Coordinates coordinates = Coordinates.Unconstrained) => new CompiledDensity(this, null, 0, coordinates);

    /// <inheritdoc/>
    public IEnergy? Divergence(
        string truth, Dataset? inputs = null, Coordinates coordinates = Coordinates.Unconstrained, int inputCount = 1_000, ulong seed = 1)
    {
        var number = NumberOf(truth);
        if (!HasDivergence(number))
        {
            return null;
        }

        if (inputs is null)
        {
            var random = new SltRandom(seed);
            inputs = Schema.Columns.Any(c => c.Role == DataRole.Input) ? SimulateInputs(number, inputCount, ref random) : EmptyRows(1);
        }

        CheckData(inputs);
        return new CompiledEnergy(this, number, Spread(inputs, QuadratureNodes(number)), coordinates);
    }

    /// <inheritdoc/>
    public void ToValues(ReadOnlySpan<double> point, Coordinates coordinates, Span<double> values)
    {
        var evaluator = Borrow();
        _ = coordinates == Coordinates.Natural ? evaluator.FromNatural(point, values) : evaluator.FromUnconstrained(point, values);
        _spare = evaluator;
    }

    /// <inheritdoc/>
    public void ToPoint(ReadOnlySpan<double> values, Coordinates coordinates, Span<double> point)
    {
        CheckValues(values);
        var evaluator = Borrow();
        if (coordinates == Coordinates.Natural)
        {
            evaluator.ToNatural(values, point);
        }
        else
        {
            evaluator.ToUnconstrained(values, point);
        }

        _spare = evaluator;
    }

    /// <inheritdoc/>
    public string? Violation(ReadOnlySpan<double> values)
    {
        CheckValues(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return $"{ElementName(i)} is {values[i]}";
            }
        }

        // Values of the set come back from their natural coordinates, which leave out elements that others determine.
        var (point, again) = (new double[Dimension], new double[values.Length]);
        ToPoint(values, Coordinates.Natural, point);
        ToValues(point, Coordinates.Natural, again);
        for (var i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i] - again[i]) <= Tolerance * Math.Max(1, Math.Abs(values[i]))))
            {
                return $"{ElementName(i)} is {values[i]}, and the other elements need {again[i]}";
            }
        }

        var free = new double[UnconstrainedDimension];
        ToPoint(values, Coordinates.Unconstrained, free);
        for (var i = 0; i < free.Length; i++)
        {
            if (double.IsNaN(free[i]))
            {
                var parameter = ParameterOfCoordinate(i);
                return $"{parameter.Name} lies outside its declared set{(parameter.Count == 1 ? $" at {values[parameter.Offset]}" : string.Empty)}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<bool> IsObserved => field ??= [.. Schema.Columns.Select(column => column.Role == DataRole.Observed)];

    /// <inheritdoc/>
    public ILogDensity Objective(Dataset data, bool withPrior)
    {
        CheckData(data);
        return new CompiledObjective(this, data, withPrior);
    }

    /// <summary>The model at the sizes of a realisable truth, and the truth's values there.</summary>
    /// <param name="truth">The truth's name.</param>
    /// <exception cref="ArgumentException">There is no such truth, or it is explicit.</exception>
    public (CompiledModel Model, double[] Values) AtTruth(string truth) => Info.Truths[NumberOf(truth)].IsRealisable
        ? AtTruth(NumberOf(truth))
        : throw new ArgumentException($"The truth {truth} is given by distributions, not by parameters.", nameof(truth));

    /// <inheritdoc/>
    public int Classify(ReadOnlySpan<double> values)
    {
        CheckValues(values);
        Span<double> conditions = stackalloc double[Info.Phases.Count];
        var evaluator = Borrow();
        evaluator.Conditions(values, conditions);
        _spare = evaluator;
        for (var phase = 0; phase < conditions.Length; phase++)
        {
            if (conditions[phase] != 0)
            {
                return phase + 1;
            }
        }

        return 0;
    }

    /// <summary>Checks shared data against their declared bounds, which may depend on the model's sizes, hyperparameters and other shared data.</summary>
    /// <param name="file">The file that they were read from, or null where there is none.</param>
    /// <exception cref="DataException">A value lies outside (SLT0706).</exception>
    protected void CheckShared(DataFile? file) => Schema.ReadShared(file, SizeValues, (entry, _, _, element) => SharedBounds(entry, element));

    /// <summary>Checks shared data that columns over all rows give.</summary>
    /// <exception cref="DataException">A value is not finite (SLT0705).</exception>
    protected void CheckFromRows(string name, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new DataException("SLT0705", $"`{name}` of {Info.Name} is {value}: it is computed from a column that is empty or has missing values; leave such rows out");
            }
        }
    }

    /// <summary>The declared bounds of an element of shared data.</summary>
    protected abstract (double Lower, double Upper) SharedBounds(int entry, int element);

    /// <summary>An element by its position from 1, as a bound; not a number, which bounds nothing, where there is none.</summary>
    protected static double ElementAt(double[] values, double position) =>
        position >= 1 && position <= values.Length ? values[(int)position - 1] : double.NaN;

    /// <summary>The declared bounds of a data column's element.</summary>
    protected abstract (double Lower, double Upper) Bounds(int entry, Dataset data, int row, int element);

    /// <summary>Whether missing observations contribute factor 1.</summary>
    protected abstract bool AllowsMissing { get; }

    /// <summary>Whether K(w) is offered for a truth.</summary>
    /// <param name="truth">The truth's number in file order, from 0.</param>
    public abstract bool HasDivergence(int truth);

    /// <summary>How many rows of the quadrature stand for one row of inputs in the divergence from a truth.</summary>
    protected virtual int QuadratureNodes(int truth) => 1;

    /// <summary>The same model of other arguments.</summary>
    protected abstract CompiledModel With(ModelArguments arguments);

    /// <summary>The sizes that a truth changes.</summary>
    protected abstract IReadOnlyList<(string Size, long Value)> SizesOf(int truth);

    /// <summary>For each parameter, the number of its unconstrained coordinates.</summary>
    protected abstract IReadOnlyList<int> CoordinateCounts { get; }

    /// <summary>Blocks of values one after another.</summary>
    protected static IReadOnlyList<ValueLayout> LayOut(params ReadOnlySpan<(string Name, int[] Extents, bool IsInteger)> blocks)
    {
        var layout = new List<ValueLayout>();
        var offset = 0;
        foreach (var (name, extents, isInteger) in blocks)
        {
            layout.Add(new ValueLayout(name, extents, offset, isInteger));
            offset = checked(offset + layout[^1].Count);
        }

        return layout;
    }

    private static bool Agree<T>(IReadOnlyDictionary<string, T> analysed, IReadOnlyDictionary<string, T> actual) =>
        actual.All(value => analysed.TryGetValue(value.Key, out var other) && EqualityComparer<T>.Default.Equals(value.Value, other));

    private (CompiledModel Model, double[] Values) AtTruth(int truth)
    {
        var sizes = new Dictionary<string, long>(SizeValues);
        foreach (var (size, value) in SizesOf(truth))
        {
            sizes[size] = value;
        }

        var model = With(_arguments with { Sizes = Schema.WithFollowing(sizes) });
        var values = new double[model.ValueCount];
        CreateEvaluator().TruthValues(truth, values);
        return (model, values);
    }

    /// <summary>Each row as often as the quadrature has nodes, with a last column for the node's number.</summary>
    private static Dataset Spread(Dataset data, int nodes)
    {
        if (nodes == 1)
        {
            return data;
        }

        var rows = checked(data.Rows * nodes);
        var columns = data.Columns.Select(c => Array.ConvertAll([.. Enumerable.Range(0, c.Length * nodes)], i => c[i / nodes])).ToList();
        columns.Add([.. Enumerable.Range(0, rows).Select(row => (double)(row % nodes))]);
        return new Dataset(rows, columns);
    }

    internal Dataset EmptyRows(int rows) => new(rows, [.. Columns.Select(c => new double[checked(c.Count * rows)])]);

    private ModelEvaluator Borrow() => Interlocked.Exchange(ref _spare, null) ?? CreateEvaluator();

    private int NumberOf(string truth)
    {
        for (var i = 0; i < Info.Truths.Count; i++)
        {
            if (Info.Truths[i].Name == truth)
            {
                return i;
            }
        }

        var known = Info.Truths.Count == 0 ? "it has none" : $"it has {string.Join(", ", Info.Truths.Select(t => t.Name))}";
        throw new ArgumentException($"{Info.Name} has no truth `{truth}`; {known}.", nameof(truth));
    }

    private string ElementName(int value)
    {
        var parameter = Parameters.Last(p => p.Offset <= value);
        return parameter.ElementName(value - parameter.Offset);
    }

    private ValueLayout ParameterOfCoordinate(int coordinate)
    {
        var parameter = 0;
        while (coordinate >= CoordinateCounts[parameter])
        {
            coordinate -= CoordinateCounts[parameter++];
        }

        return Parameters[parameter];
    }

    // Generated code reads the columns without looking at their length again.
    private void CheckData(Dataset data)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (data.Columns.Count != Columns.Count || data.Columns[i].Length != (long)Columns[i].Count * data.Rows)
            {
                throw new ArgumentException($"The columns of the data are not those of {Info.Name} at its sizes: `{Columns[i].Name}` has {Columns[i].Count} numbers a row.", nameof(data));
            }
        }
    }

    private void CheckValues(ReadOnlySpan<double> values)
    {
        if (values.Length != ValueCount)
        {
            throw new ArgumentException($"The parameters of {Info.Name} have {ValueCount} values, not {values.Length}.", nameof(values));
        }
    }
}
