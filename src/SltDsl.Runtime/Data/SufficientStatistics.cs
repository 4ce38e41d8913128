using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace SltDsl.Runtime;

/// <summary>
/// Sufficient statistics of a log likelihood that is a quadratic form in m numbers of each row, with coefficients that
/// parameters alone decide: the cross products of those numbers, kept as the triangular factor R of a QR decomposition, so
/// that nothing cancels (Golub and Van Loan 2013, section 5.3). R'R = D'D for the matrix D of all rows, so the m rows of R
/// stand for any number of rows of data. The first of the m numbers is 1, which centres the others.
/// </summary>
/// <param name="counts">How many numbers each column has; the first column is the number 1.</param>
/// <param name="turns">How often a row contributes m numbers.</param>
public sealed class SufficientStatistics(IReadOnlyList<int> counts, int turns)
{
    private const int MostNumbers = 256;
    private const int RowsAtOnce = 512;

    private readonly int _width = counts.Sum();
    private Dataset? _source;
    private Matrix<double>? _block;
    private int _filled;

    /// <summary>Room for the numbers of a row: column after column, each with all its turns.</summary>
    public double[] Features { get; private set; } = [];

    /// <summary>The rows of R as a data set; null where the data have too few rows for it to save anything.</summary>
    public Dataset? Rows { get; private set; }

    /// <summary>Turns to a data set.</summary>
    /// <returns>Whether its rows are to be added, and <see cref="Finish"/> is to be called.</returns>
    public bool Start(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (ReferenceEquals(data, _source))
        {
            return false;
        }

        (_source, Rows) = (data, null);
        if (_width > MostNumbers || (long)data.Rows * turns < 2L * _width)
        {
            return false;
        }

        Features = new double[checked(_width * turns)];
        _block = DenseMatrix.Create(_width + RowsAtOnce, _width, 0);
        _filled = _width;
        return true;
    }

    /// <summary>Adds the row whose numbers are in <see cref="Features"/>.</summary>
    public void Add()
    {
        for (var turn = 0; turn < turns; turn++)
        {
            var (start, column) = (0, 0);
            foreach (var count in counts)
            {
                for (var element = 0; element < count; element++)
                {
                    _block![_filled, column++] = Features[start + (turn * count) + element];
                }

                start += count * turns;
            }

            if (++_filled == _block!.RowCount)
            {
                Reduce();
            }
        }
    }

    /// <summary>Ends the rows of a data set.</summary>
    public void Finish()
    {
        Reduce();

        // Rows of zeros add nothing; with them vector code has no rows left over.
        var rows = (_width + LaneMemory.MostLanes - 1) / LaneMemory.MostLanes * LaneMemory.MostLanes;
        var (columns, first) = (new List<double[]>(), 0);
        foreach (var count in counts)
        {
            var column = new double[count * rows];
            for (var element = 0; element < count; element++)
            {
                for (var row = 0; row <= first + element; row++)
                {
                    column[(element * rows) + row] = _block![row, first + element];
                }
            }

            columns.Add(column);
            first += count;
        }

        Rows = new Dataset(rows, columns);
        (_block, Features) = (null, []);
    }

    // The rows so far, R above the others, become R.
    private void Reduce()
    {
        var triangle = _block!.QR(QRMethod.Thin).R;
        _block.Clear();
        _block.SetSubMatrix(0, 0, triangle);
        _filled = _width;
    }
}
