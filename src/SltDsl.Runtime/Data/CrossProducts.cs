using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace SltDsl.Runtime;

/// <summary>
/// The cross products D'D of rows of m numbers, as the triangular factor R of a QR decomposition, so that nothing cancels
/// (Golub and Van Loan 2013, section 5.3). R'R = D'D, so the m rows of R stand for any number of rows.
/// </summary>
/// <param name="width">m.</param>
internal sealed class CrossProducts(int width)
{
    private const int MostAtOnce = 512;

    private double[] _rows = [];
    private int _filled;

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<double> numbers)
    {
        if (width == 1)
        {
            // A single column has nothing to cancel; its numbers count by their squares.
            _rows = _filled == 0 ? [0] : _rows;
            _rows[0] += numbers[0] * numbers[0];
            _filled = 1;
            return;
        }

        if ((_filled + 1) * width > _rows.Length)
        {
            if (_filled >= width + MostAtOnce)
            {
                Reduce();
            }

            Array.Resize(ref _rows, Math.Max(_rows.Length, Math.Min(2 * (_filled + 1), width + MostAtOnce + 1) * width));
        }

        numbers.CopyTo(_rows.AsSpan(_filled * width));
        _filled++;
    }

    /// <summary>The rows that stand for those that were added: at most m.</summary>
    public IReadOnlyList<double[]> Finish()
    {
        if (width == 1)
        {
            return [[Math.Sqrt(_rows[0])]];
        }

        if (_filled > width)
        {
            Reduce();
        }

        return [.. Enumerable.Range(0, _filled).Select(row => _rows[(row * width)..((row + 1) * width)])];
    }

    private void Reduce()
    {
        var triangle = DenseMatrix.Create(_filled, width, (row, column) => _rows[(row * width) + column]).QR(QRMethod.Thin).R;
        for (var row = 0; row < width; row++)
        {
            for (var column = 0; column < width; column++)
            {
                _rows[(row * width) + column] = column < row ? 0 : triangle[row, column];
            }
        }

        _filled = width;
    }
}
