using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>
/// A polynomial with rational coefficients in a fixed number of variables, numbered from 0. Immutable; terms are sorted
/// lexicographically from the largest and kept as integers over one common denominator.
/// </summary>
public sealed partial class Polynomial : IEquatable<Polynomial>
{
    private readonly Monomial[] _monomials;
    private readonly BigInteger[] _coefficients;
    private readonly int _hash;

    private Polynomial(int variableCount, Monomial[] monomials, BigInteger[] coefficients, BigInteger denominator)
    {
        VariableCount = variableCount;
        _monomials = monomials;
        _coefficients = coefficients;
        Denominator = denominator;
        var hash = variableCount;
        for (var i = 0; i < monomials.Length; i++)
        {
            hash = unchecked((hash * 31) + (monomials[i].GetHashCode() ^ (coefficients[i].GetHashCode() * 397)));
        }

        _hash = hash;
    }

    /// <summary>The number of variables of the ring.</summary>
    public int VariableCount { get; }

    /// <summary>The number of terms; 0 for the zero polynomial.</summary>
    public int TermCount => _monomials.Length;

    /// <summary>Whether this is the zero polynomial.</summary>
    public bool IsZero => _monomials.Length == 0;

    /// <summary>Whether no variable occurs.</summary>
    public bool IsConstant => _monomials.Length == 0 || (_monomials.Length == 1 && _monomials[0].IsOne);

    /// <summary>The largest total degree of a term; 0 for constants.</summary>
    public int Degree => _monomials.Length == 0 ? 0 : _monomials.Max(monomial => monomial.Degree);

    /// <summary>The terms, lexicographically from the largest: exponents by variable, and the coefficient.</summary>
    public IEnumerable<(IReadOnlyList<int> Exponents, Rational Coefficient)> Terms
    {
        get
        {
            for (var i = 0; i < _monomials.Length; i++)
            {
                yield return (_monomials[i].ToArray(), new Rational(_coefficients[i], Denominator));
            }
        }
    }

    internal BigInteger Denominator { get; }

    internal IReadOnlyList<Monomial> Monomials => _monomials;

    internal IReadOnlyList<BigInteger> Coefficients => _coefficients;

    /// <summary>A constant.</summary>
    public static Polynomial Constant(int variableCount, Rational value) => value.Sign == 0
        ? new Polynomial(variableCount, [], [], BigInteger.One)
        : new Polynomial(variableCount, [Monomial.One(variableCount)], [value.Numerator], value.Denominator);

    /// <summary>The variable of a number.</summary>
    public static Polynomial Variable(int variableCount, int variable) => Term(1, Monomial.One(variableCount).With(variable, 1));

    /// <summary>A single term.</summary>
    /// <param name="coefficient">Its coefficient.</param>
    /// <param name="exponents">One exponent a variable, none negative.</param>
    public static Polynomial Term(Rational coefficient, IReadOnlyList<int> exponents) =>
        Constant(exponents.Count, coefficient).Times(new Monomial(exponents.ToArray()));

    /// <summary>Reads a polynomial such as "x*y^2 - 3*(x - 1/2)".</summary>
    /// <param name="text">The expression: numbers, names, + − * ^ ( ), and division by constants.</param>
    /// <param name="variables">The names of the variables, in the order of their numbers.</param>
    /// <exception cref="PolynomialFormatException">The text cannot be read; it names the column.</exception>
    public static Polynomial Parse(string text, IReadOnlyList<string> variables) => new PolynomialParser(text, variables).Parse();

    /// <summary>Sum.</summary>
    public static Polynomial operator +(Polynomial left, Polynomial right) => Combine(left, right, BigInteger.One);

    /// <summary>Difference.</summary>
    public static Polynomial operator -(Polynomial left, Polynomial right) => Combine(left, right, BigInteger.MinusOne);

    /// <summary>Negation.</summary>
    public static Polynomial operator -(Polynomial value) => value * BigInteger.MinusOne;

    /// <summary>Product with a number.</summary>
    public static Polynomial operator *(Polynomial left, Rational right) => left * Constant(left.VariableCount, right);

    /// <summary>Product.</summary>
    public static Polynomial operator *(Polynomial left, Polynomial right)
    {
        if (left.IsZero || right.IsZero)
        {
            return Constant(left.VariableCount, 0);
        }

        Effort.Measured?.CountProduct(left.TermCount, right.TermCount);
        var (few, many) = left.TermCount <= right.TermCount ? (left, right) : (right, left);
        return Counted(Reduced(left.VariableCount, SortedTerms.Product(few.ToTerms(), many.ToTerms()), left.Denominator * right.Denominator));
    }

    /// <summary>A power with a non-negative exponent.</summary>
    public Polynomial Pow(int exponent)
    {
        if (TermCount == 1)
        {
            var scaled = _monomials[0].ToArray();
            for (var i = 0; i < scaled.Length; i++)
            {
                scaled[i] = checked(scaled[i] * exponent);
            }

            return new Polynomial(
                VariableCount, [new Monomial(scaled)], [BigInteger.Pow(_coefficients[0], exponent)], BigInteger.Pow(Denominator, exponent));
        }

        var result = Constant(VariableCount, 1);
        for (var i = 0; i < exponent; i++)
        {
            result *= this;
        }

        return result;
    }

    /// <summary>The partial derivative by a variable.</summary>
    public Polynomial Derivative(int variable)
    {
        var (monomials, coefficients) = (new List<Monomial>(TermCount), new List<BigInteger>(TermCount));
        for (var i = 0; i < _monomials.Length; i++)
        {
            var exponent = _monomials[i][variable];
            if (exponent > 0)
            {
                monomials.Add(_monomials[i].With(variable, exponent - 1));
                coefficients.Add(_coefficients[i] * exponent);
            }
        }

        return Reduced(VariableCount, new SortedTerms(monomials.ToArray(), coefficients.ToArray()), Denominator);
    }

    /// <summary>The largest exponent of a variable.</summary>
    public int DegreeIn(int variable)
    {
        var degree = 0;
        foreach (var monomial in _monomials)
        {
            degree = Math.Max(degree, monomial[variable]);
        }

        return degree;
    }

    /// <summary>The text, with the variables' names.</summary>
    public string ToString(IReadOnlyList<string> variables) => PolynomialText.Of(this, variables);

    /// <summary>The text, with variables x0, x1, ….</summary>
    public override string ToString() => ToString(Enumerable.Range(0, VariableCount).Select(i => $"x{i}").ToList());

    /// <inheritdoc/>
    public bool Equals(Polynomial? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null && _hash == other._hash && TermCount == other.TermCount && Denominator == other.Denominator
            && _monomials.SequenceEqual(other._monomials) && _coefficients.SequenceEqual(other._coefficients);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    internal static Polynomial Term(BigInteger coefficient, Monomial monomial) =>
        new(monomial.Count, [monomial], [coefficient], BigInteger.One);

    internal static Polynomial FromTerms(int variableCount, Dictionary<Monomial, BigInteger> terms, BigInteger denominator)
    {
        var (monomials, coefficients) = (new Monomial[terms.Count], new BigInteger[terms.Count]);
        terms.Keys.CopyTo(monomials, 0);
        terms.Values.CopyTo(coefficients, 0);
        return Reduced(variableCount, SortedTerms.Collect(monomials, coefficients), denominator);
    }

    private static Polynomial Combine(Polynomial left, Polynomial right, BigInteger sign)
    {
        var denominator = left.Denominator == right.Denominator
            ? left.Denominator
            : left.Denominator / BigInteger.GreatestCommonDivisor(left.Denominator, right.Denominator) * right.Denominator;
        var sum = SortedTerms.Merge(
            left.ToTerms().Scaled(denominator / left.Denominator), right.ToTerms().Scaled(denominator / right.Denominator * sign));
        return Counted(Reduced(left.VariableCount, sum, denominator));
    }

    private static Polynomial Counted(Polynomial result)
    {
        Effort.Measured?.Count(result._coefficients);
        return result;
    }

    private SortedTerms ToTerms() => new(_monomials, _coefficients);

    private static Polynomial Reduced(int variableCount, SortedTerms terms, BigInteger denominator)
    {
        var (monomials, coefficients) = terms;
        var common = denominator;
        foreach (var coefficient in coefficients)
        {
            if (common.IsOne)
            {
                break;
            }

            common = BigInteger.GreatestCommonDivisor(common, coefficient);
        }

        return common.IsOne
            ? new(variableCount, monomials, coefficients, denominator)
            : new(variableCount, monomials, Array.ConvertAll(coefficients, c => c / common), denominator / common);
    }
}
