namespace SltDsl.Runtime;

/// <summary>A compiled model with its generated types.</summary>
/// <typeparam name="TParams">The parameters, one property each, in natural form.</typeparam>
/// <typeparam name="TRow">One row: the inputs, then the observed values, in file order.</typeparam>
public interface ISltModel<TParams, TRow> : ISltModel
    where TRow : struct
{
    /// <summary>Rows as a data set.</summary>
    Dataset<TRow> Data(IReadOnlyList<TRow> rows);

    /// <summary>A data set with a view of its rows.</summary>
    Dataset<TRow> Data(Dataset columns);

    /// <summary>log p(data | w), and of each row where asked.</summary>
    /// <param name="w">The parameters.</param>
    /// <param name="data">The rows.</param>
    /// <param name="pointwise">Empty, or one place a row.</param>
    double LogLikelihood(TParams w, Dataset<TRow> data, Span<double> pointwise = default);

    /// <summary>log φ(w) in natural coordinates.</summary>
    double LogPrior(TParams w);

    /// <summary>log φ(w) + β log p(data | w) in natural coordinates.</summary>
    double LogPosterior(TParams w, Dataset<TRow> data, double beta = 1.0);

    /// <summary>The point of parameters.</summary>
    /// <param name="w">The parameters.</param>
    /// <param name="point">Receives the coordinates.</param>
    /// <param name="coordinates">Which coordinates.</param>
    void Pack(TParams w, Span<double> point, Coordinates coordinates);

    /// <summary>The parameters at a point.</summary>
    TParams Unpack(ReadOnlySpan<double> point, Coordinates coordinates);

    /// <summary>The parameters of values in declared shapes, such as of a draw.</summary>
    TParams FromValues(ReadOnlySpan<double> values);

    /// <summary>Rows drawn from the model.</summary>
    Dataset<TRow> Simulate(TParams w, int rows, ref SltRandom random);

    /// <summary>Rows drawn from a truth.</summary>
    Dataset<TRow> Simulate(Truth<TRow> truth, int rows, ref SltRandom random);

    /// <summary>K(w) for a truth; null where it is not offered.</summary>
    IEnergy? Divergence(Truth<TRow> truth, Dataset<TRow>? inputs = null, Coordinates coordinates = Coordinates.Unconstrained);
}

/// <summary>A truth that a model declares, for rows of this type.</summary>
/// <typeparam name="TRow">The model's row.</typeparam>
/// <param name="Name">The name in the model.</param>
public sealed record Truth<TRow>(string Name);

/// <summary>A data set with a view of its rows.</summary>
/// <typeparam name="TRow">The model's row.</typeparam>
public sealed class Dataset<TRow> : Dataset, IReadOnlyList<TRow>
    where TRow : struct
{
    private readonly Func<Dataset, int, TRow> _read;

    internal Dataset(Dataset data, Func<Dataset, int, TRow> read)
        : base(data.Rows, data.Columns)
    {
        Ignored = data.Ignored;
        _read = read;
    }

    /// <inheritdoc/>
    public int Count => Rows;

    /// <inheritdoc/>
    public TRow this[int index] => index >= 0 && index < Rows ? _read(this, index) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<TRow> GetEnumerator()
    {
        for (var row = 0; row < Rows; row++)
        {
            yield return _read(this, row);
        }
    }

    /// <inheritdoc/>
    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
