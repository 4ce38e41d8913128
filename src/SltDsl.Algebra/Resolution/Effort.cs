using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>An intermediate result is larger than a search may make it; whoever tried it goes on without.</summary>
internal sealed class ExpressionSwellException : Exception;

/// <summary>
/// Counts elementary operations and bounds the memory of a search, so that the same input stops at the same place on any machine. While an
/// effort is measured, the arithmetic of its thread reports what it makes: terms count as work, and a polynomial that is too large is refused.
/// </summary>
internal sealed class Effort(long budget, CancellationToken cancellation)
{
    /// <summary>Terms made by the arithmetic that are as much work as one operation.</summary>
    private const int TermsOfAnOperation = 16;

    /// <summary>The largest size of a polynomial: its terms, a term with a long coefficient counted more than once.</summary>
    private const int LargestSize = 20_000;

    /// <summary>The largest number of products of terms in a product.</summary>
    private const int LargestProduct = 400_000;

    /// <summary>Once the budget has ended there is only left to state bounds, for which less room is given.</summary>
    private const int RoomAfterTheEnd = 8;

    private static readonly BigInteger Short = BigInteger.One << 62;
    private static readonly BigInteger Long = BigInteger.One << 512;
    private static readonly BigInteger Longest = BigInteger.One << 4_096;

    [ThreadStatic]
    private static Effort? _measured;

    private long _left = budget;
    private long _terms;

    /// <summary>The effort to which this thread's arithmetic reports; null outside a search.</summary>
    public static Effort? Measured => _measured;

    public bool IsSpent => _left <= 0 || cancellation.IsCancellationRequested;

    /// <summary>A share of what is left, counted apart.</summary>
    public Effort Share(int parts) => new(_left / parts, cancellation);

    public void Spend(long operations) => _left -= operations;

    /// <summary>Lets the arithmetic of this thread report here until the result is disposed.</summary>
    public IDisposable Measure()
    {
        var measure = new Measuring(_measured);
        _measured = this;
        return measure;
    }

    /// <summary>Counts a product of polynomials of some numbers of terms.</summary>
    /// <exception cref="ExpressionSwellException">It is too large.</exception>
    public void CountProduct(int left, int right)
    {
        var products = (long)left * right;
        Require(products <= LargestProduct);
        SpendTerms(products);
    }

    /// <summary>Counts a result.</summary>
    /// <exception cref="ExpressionSwellException">It is too large.</exception>
    public void Count(IReadOnlyList<BigInteger> coefficients)
    {
        var size = 0L;
        for (var i = 0; i < coefficients.Count; i++)
        {
            size += Size(coefficients[i]);
        }

        SpendTerms(size);
        Require(size <= (IsSpent ? LargestSize / RoomAfterTheEnd : LargestSize));
    }

    private void SpendTerms(long terms)
    {
        _terms += terms;
        _left -= _terms / TermsOfAnOperation;
        _terms %= TermsOfAnOperation;
    }

    private static int Size(BigInteger coefficient)
    {
        if (coefficient < Short && coefficient > -Short)
        {
            return 1;
        }

        var size = BigInteger.Abs(coefficient);
        Require(size < Longest);
        return size < Long ? 4 : 32;
    }

    private static void Require(bool isSmall)
    {
        if (!isSmall)
        {
            throw new ExpressionSwellException();
        }
    }

    private sealed class Measuring(Effort? outer) : IDisposable
    {
        public void Dispose() => _measured = outer;
    }
}
