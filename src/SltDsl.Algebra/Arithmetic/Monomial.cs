namespace SltDsl.Algebra;

/// <summary>A vector of exponents with its hash; ordered lexicographically.</summary>
internal readonly struct Monomial : IEquatable<Monomial>, IComparable<Monomial>
{
    private readonly int[] _exponents;
    private readonly int _hash;

    public Monomial(int[] exponents)
    {
        _exponents = exponents;
        var hash = 17;
        var degree = 0;
        foreach (var exponent in exponents)
        {
            hash = unchecked((hash * 31) + exponent);
            degree += exponent;
        }

        _hash = hash;
        Degree = degree;
    }

    public int Degree { get; }

    public int Count => _exponents.Length;

    public bool IsOne => Degree == 0;

    public int this[int variable] => _exponents[variable];

    public static Monomial One(int variables) => new(new int[variables]);

    public static Monomial operator *(Monomial left, Monomial right)
    {
        var product = new int[left.Count];
        for (var i = 0; i < product.Length; i++)
        {
            product[i] = checked(left._exponents[i] + right._exponents[i]);
        }

        return new Monomial(product);
    }

    /// <summary>The quotient; exponents may become negative unless <see cref="Divides"/> holds.</summary>
    public static Monomial operator /(Monomial left, Monomial right)
    {
        var quotient = new int[left.Count];
        for (var i = 0; i < quotient.Length; i++)
        {
            quotient[i] = left._exponents[i] - right._exponents[i];
        }

        return new Monomial(quotient);
    }

    public bool Divides(Monomial other)
    {
        for (var i = 0; i < _exponents.Length; i++)
        {
            if (_exponents[i] > other._exponents[i])
            {
                return false;
            }
        }

        return true;
    }

    public Monomial With(int variable, int exponent)
    {
        var copy = (int[])_exponents.Clone();
        copy[variable] = exponent;
        return new Monomial(copy);
    }

    public int[] ToArray() => (int[])_exponents.Clone();

    public int CompareTo(Monomial other)
    {
        for (var i = 0; i < _exponents.Length; i++)
        {
            var difference = _exponents[i] - other._exponents[i];
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    public bool Equals(Monomial other) => _hash == other._hash && Degree == other.Degree && CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    public override int GetHashCode() => _hash;
}
