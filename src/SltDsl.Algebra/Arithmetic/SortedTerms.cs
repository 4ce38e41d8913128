using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>Distinct monomials from the largest, with their nonzero coefficients.</summary>
internal readonly record struct SortedTerms(Monomial[] Monomials, BigInteger[] Coefficients)
{
    private static readonly IComparer<Monomial> Descending = Comparer<Monomial>.Create(static (left, right) => right.CompareTo(left));

    public SortedTerms Scaled(BigInteger factor) =>
        factor.IsOne ? this : this with { Coefficients = Array.ConvertAll(Coefficients, c => c * factor) };

    public static SortedTerms Merge(SortedTerms left, SortedTerms right)
    {
        var monomials = new Monomial[left.Monomials.Length + right.Monomials.Length];
        var coefficients = new BigInteger[monomials.Length];
        var (i, j, count) = (0, 0, 0);
        while (i < left.Monomials.Length && j < right.Monomials.Length)
        {
            var order = left.Monomials[i].CompareTo(right.Monomials[j]);
            monomials[count] = order >= 0 ? left.Monomials[i] : right.Monomials[j];
            coefficients[count] = order > 0 ? left.Coefficients[i] : order < 0 ? right.Coefficients[j] : left.Coefficients[i] + right.Coefficients[j];
            count += coefficients[count].IsZero ? 0 : 1;
            i += order >= 0 ? 1 : 0;
            j += order <= 0 ? 1 : 0;
        }

        var (tail, start) = i < left.Monomials.Length ? (left, i) : (right, j);
        var length = tail.Monomials.Length - start;
        Array.Copy(tail.Monomials, start, monomials, count, length);
        Array.Copy(tail.Coefficients, start, coefficients, count, length);
        return Truncate(monomials, coefficients, count + length);
    }

    /// <summary>The product: multiplying by a term keeps the order, so that halves can be merged.</summary>
    public static SortedTerms Product(SortedTerms few, SortedTerms many) => Product(few, 0, few.Monomials.Length, many);

    /// <summary>Terms in any order, of which equal ones add up; the arrays are used as work space.</summary>
    public static SortedTerms Collect(Monomial[] monomials, BigInteger[] coefficients)
    {
        Array.Sort(monomials, coefficients, Descending);
        var count = 0;
        for (var i = 0; i < monomials.Length;)
        {
            var (monomial, sum) = (monomials[i], coefficients[i]);
            for (i++; i < monomials.Length && monomials[i].Equals(monomial); i++)
            {
                sum += coefficients[i];
            }

            if (!sum.IsZero)
            {
                (monomials[count], coefficients[count]) = (monomial, sum);
                count++;
            }
        }

        return Truncate(monomials, coefficients, count);
    }

    private static SortedTerms Product(SortedTerms few, int start, int end, SortedTerms many)
    {
        if (end - start > 1)
        {
            var middle = (start + end) / 2;
            return Merge(Product(few, start, middle, many), Product(few, middle, end, many));
        }

        var monomial = few.Monomials[start];
        var product = new SortedTerms(Array.ConvertAll(many.Monomials, m => m * monomial), many.Coefficients);
        return product.Scaled(few.Coefficients[start]);
    }

    private static SortedTerms Truncate(Monomial[] monomials, BigInteger[] coefficients, int count)
    {
        if (count < monomials.Length)
        {
            Array.Resize(ref monomials, count);
            Array.Resize(ref coefficients, count);
        }

        return new SortedTerms(monomials, coefficients);
    }
}
