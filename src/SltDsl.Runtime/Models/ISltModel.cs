namespace SltDsl.Runtime;

/// <summary>
/// A compiled model at concrete sizes and hyperparameters, without its generated types: what tools work with. Values are
/// all elements of all parameters in their declared shapes, in file order, row-major; points are coordinates
/// (<see cref="Coordinates"/>).
/// </summary>
public interface ISltModel
{
    /// <summary>What the compiler knows about the model.</summary>
    ModelInfo Info { get; }

    /// <summary>What the build established about the model's singularities; null where it did not analyse it, or at other sizes or hyperparameters.</summary>
    ModelFacts? Facts { get; }

    /// <summary>What the model's declarations say about its data.</summary>
    DataSchema Schema { get; }

    /// <summary>The value of every size.</summary>
    IReadOnlyDictionary<string, long> SizeValues { get; }

    /// <summary>The value of every hyperparameter.</summary>
    IReadOnlyDictionary<string, double> HyperValues { get; }

    /// <summary>The parameters with their shapes at these sizes, in file order.</summary>
    IReadOnlyList<ValueLayout> Parameters { get; }

    /// <summary>The <c>let</c>s of parameter level and the <c>generate</c>d quantities that need no data, with their shapes at these sizes.</summary>
    IReadOnlyList<ValueLayout> Derived { get; }

    /// <summary>All derived quantities with their shapes for a data set: <see cref="Derived"/>, then numbers about all rows, then what has a value for each row, whose first axis is the row.</summary>
    IReadOnlyList<ValueLayout> DerivedWith(Dataset data);

    /// <summary>The inputs and observed columns of one row, with their shapes at these sizes.</summary>
    IReadOnlyList<ValueLayout> Columns { get; }

    /// <summary>d: the number of natural coordinates.</summary>
    int Dimension { get; }

    /// <summary>The number of unconstrained coordinates.</summary>
    int UnconstrainedDimension { get; }

    /// <summary>The columns of a data file, checked against the model.</summary>
    /// <exception cref="DataException">A column is missing, has another type or shape, is not finite, or breaks its declared constraint (SLT07xx).</exception>
    Dataset Load(DataFile file);

    /// <summary>log p(data | w), and of each row where asked.</summary>
    /// <param name="values">The parameters' values.</param>
    /// <param name="data">The rows.</param>
    /// <param name="pointwise">Empty, or one place a row.</param>
    double LogLikelihood(ReadOnlySpan<double> values, Dataset data, Span<double> pointwise = default);

    /// <summary>log φ(w) in natural coordinates.</summary>
    double LogPrior(ReadOnlySpan<double> values);

    /// <summary>log φ(w) + β log p(data | w) as a density of a point, with the log Jacobian determinant in unconstrained coordinates.</summary>
    ILogDensity Posterior(Dataset data, double beta = 1.0, Coordinates coordinates = Coordinates.Unconstrained);

    /// <summary>log φ(w) alone as a density of a point.</summary>
    ILogDensity Prior(Coordinates coordinates = Coordinates.Unconstrained);

    /// <summary>K(w) for a truth of the model.</summary>
    /// <param name="truth">The truth's name.</param>
    /// <param name="inputs">Rows whose inputs stand for q(x); null draws <paramref name="inputCount"/> of them from the truth's q(x), which a model without inputs does not need.</param>
    /// <param name="coordinates">In which the energy takes its points.</param>
    /// <param name="inputCount">How many inputs to draw.</param>
    /// <param name="seed">The seed of that draw.</param>
    /// <returns>Null where the family has neither a closed form nor a sum or one-dimensional quadrature.</returns>
    /// <exception cref="ArgumentException">There is no such truth.</exception>
    IEnergy? Divergence(string truth, Dataset? inputs = null, Coordinates coordinates = Coordinates.Unconstrained, int inputCount = 1_000, ulong seed = 1);

    /// <summary>The values at a point.</summary>
    void ToValues(ReadOnlySpan<double> point, Coordinates coordinates, Span<double> values);

    /// <summary>The point of values; values on the edge of the declared set have no unconstrained point and give infinite coordinates.</summary>
    void ToPoint(ReadOnlySpan<double> values, Coordinates coordinates, Span<double> point);

    /// <summary>The first parameter whose values lie outside its declared set, with the reason; null when all lie inside.</summary>
    string? Violation(ReadOnlySpan<double> values);

    /// <summary>Draws the parameters from the prior.</summary>
    /// <exception cref="NotSupportedException">The prior is improper or has a factor, and cannot be drawn from.</exception>
    void DrawPrior(ref SltRandom random, Span<double> values);

    /// <summary>The values of the derived quantities that need no data (<see cref="Derived"/>); predictive draws use the random numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The parameters of a draw lie outside their domain.</exception>
    void Derive(ReadOnlySpan<double> values, ref SltRandom random, Span<double> derived);

    /// <summary>The values of all derived quantities (<see cref="DerivedWith"/>); predictive draws use the random numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The parameters of a draw lie outside their domain.</exception>
    void Derive(ReadOnlySpan<double> values, Dataset data, ref SltRandom random, Span<double> derived);

    /// <summary>Observations drawn from the model at w beside the inputs of given rows: posterior predictive draws, when w is one of the posterior.</summary>
    /// <param name="values">The parameters' values.</param>
    /// <param name="inputs">The rows; their observations are not looked at.</param>
    /// <param name="random">The random numbers.</param>
    /// <exception cref="NotSupportedException">An observation has no generator.</exception>
    Dataset Predict(ReadOnlySpan<double> values, Dataset inputs, ref SltRandom random);

    /// <summary>Whether each of the <see cref="Columns"/> is observed; else it is an input.</summary>
    IReadOnlyList<bool> IsObserved { get; }

    /// <summary>
    /// The log likelihood, with the log prior where asked, in natural coordinates as a function of unconstrained ones: what a search
    /// for a maximum takes, since a log Jacobian determinant would move it.
    /// </summary>
    /// <param name="data">The rows.</param>
    /// <param name="withPrior">Whether the prior counts.</param>
    ILogDensity Objective(Dataset data, bool withPrior);

    /// <summary>Rows drawn from the model at w.</summary>
    /// <exception cref="NotSupportedException">An input has no q(x), or an observation has no generator.</exception>
    Dataset Simulate(ReadOnlySpan<double> values, int rows, ref SltRandom random);

    /// <summary>Rows drawn from a truth.</summary>
    /// <exception cref="ArgumentException">There is no such truth.</exception>
    /// <exception cref="NotSupportedException">An input has no q(x), or an observation has no generator.</exception>
    Dataset Simulate(string truth, int rows, ref SltRandom random);

    /// <summary>The number of the phase that holds w, from 1 in file order; 0 for none.</summary>
    int Classify(ReadOnlySpan<double> values);
}

/// <summary>Makes models: the one thing that a tool looks up in a compiled file.</summary>
public interface ISltModelFactory
{
    /// <summary>What the compiler knows about the model.</summary>
    ModelInfo Info { get; }

    /// <summary>A model at sizes and hyperparameters.</summary>
    /// <param name="file">A data file from which shared data and sizes without a value are read; null when there is none.</param>
    /// <param name="sizes">Sizes that are given; they win over the file's.</param>
    /// <param name="hypers">Hyperparameters that are given; the others have their defaults.</param>
    /// <exception cref="ModelException">A size has no value, or a <c>require</c> does not hold; the message names the next step.</exception>
    /// <exception cref="DataException">The file does not fit (SLT07xx).</exception>
    ISltModel Create(DataFile? file = null, IReadOnlyDictionary<string, long>? sizes = null, IReadOnlyDictionary<string, double>? hypers = null);
}

/// <summary>A model cannot be made from what it is given; the message names the place and the next step.</summary>
public sealed class ModelException(string message) : Exception(message);

/// <summary>A named block of values.</summary>
/// <param name="Name">The name in the model.</param>
/// <param name="Extents">The extent of each axis; none for a number.</param>
/// <param name="Offset">Where the block starts among the values.</param>
/// <param name="IsInteger">Whether the values are integers.</param>
public sealed record ValueLayout(string Name, IReadOnlyList<int> Extents, int Offset, bool IsInteger = false)
{
    /// <summary>The number of elements.</summary>
    public int Count => Extents.Aggregate(1, (product, extent) => product * extent);

    /// <summary>The name of an element, such as <c>W[2,1]</c>, indices from 1.</summary>
    /// <param name="element">The element in row-major order, from 0.</param>
    public string ElementName(int element)
    {
        var positions = new int[Extents.Count];
        for (var axis = positions.Length - 1; axis >= 0; axis--)
        {
            positions[axis] = (element % Extents[axis]) + 1;
            element /= Extents[axis];
        }

        return positions.Length == 0 ? Name : $"{Name}[{string.Join(",", positions)}]";
    }
}
