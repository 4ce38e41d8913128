namespace SltDsl.Algebra;

/// <summary>
/// A vector of exponents, ordered lexicographically. Up to 16 exponents below 128 are packed into two words, so that products, quotients,
/// divisibility and order are a few machine operations; anything larger is kept as an array.
/// </summary>
internal readonly struct Monomial : IEquatable<Monomial>, IComparable<Monomial>
{
    private const int PackedVariables = 16;
    private const int PackedLimit = 127;
    private const ulong Guards = 0x8080_8080_8080_8080;

    private readonly ulong _high;
    private readonly ulong _low;
    private readonly int[]? _wide;

    public Monomial(int[] exponents)
    {
        Count = exponents.Length;
        var fits = Count <= PackedVariables;
        for (var i = 0; fits && i < Count; i++)
        {
            fits = (uint)exponents[i] <= PackedLimit;
        }

        if (!fits)
        {
            _wide = exponents;
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            if (i < 8)
            {
                _high |= (ulong)exponents[i] << (56 - (8 * i));
            }
            else
            {
                _low |= (ulong)exponents[i] << (56 - (8 * (i - 8)));
            }
        }
    }

    private Monomial(ulong high, ulong low, int count) => (_high, _low, Count) = (high, low, count);

    /// <summary>The number of variables of the ring.</summary>
    public int Count { get; }

    public int Degree
    {
        get
        {
            if (_wide is null)
            {
                return Sum(_high) + Sum(_low);
            }

            var degree = 0;
            foreach (var exponent in _wide)
            {
                degree = checked(degree + exponent);
            }

            return degree;
        }
    }

    public bool IsOne => _wide is null ? (_high | _low) == 0 : Array.TrueForAll(_wide, x => x == 0);

    public int this[int variable] => _wide is not null ? _wide[variable]
        : variable < 8 ? (int)(_high >> (56 - (8 * variable))) & PackedLimit
        : (int)(_low >> (56 - (8 * (variable - 8)))) & PackedLimit;

    public static Monomial One(int variables) => variables <= PackedVariables ? new(0, 0, variables) : new(new int[variables]);

    public static Monomial operator *(Monomial left, Monomial right)
    {
        if (left._wide is null && right._wide is null)
        {
            var (high, low) = (left._high + right._high, left._low + right._low);
            if (((high | low) & Guards) == 0)
            {
                return new(high, low, left.Count);
            }
        }

        var product = new int[left.Count];
        for (var i = 0; i < product.Length; i++)
        {
            product[i] = checked(left[i] + right[i]);
        }

        return new(product);
    }

    /// <summary>The quotient by a divisor; see <see cref="Divides"/>.</summary>
    public static Monomial operator /(Monomial left, Monomial right)
    {
        if (left._wide is null && right._wide is null)
        {
            return new(left._high - right._high, left._low - right._low, left.Count);
        }

        var quotient = new int[left.Count];
        for (var i = 0; i < quotient.Length; i++)
        {
            quotient[i] = left[i] - right[i];
        }

        return new(quotient);
    }

    public bool Divides(Monomial other)
    {
        if (_wide is null && other._wide is null)
        {
            return (((other._high | Guards) - _high) & ((other._low | Guards) - _low) & Guards) == Guards;
        }

        for (var i = 0; i < Count; i++)
        {
            if (this[i] > other[i])
            {
                return false;
            }
        }

        return true;
    }

    public Monomial With(int variable, int exponent)
    {
        if (_wide is null && (uint)exponent <= PackedLimit)
        {
            var shift = 56 - (8 * (variable & 7));
            var (mask, value) = (~(0xFFUL << shift), (ulong)exponent << shift);
            return variable < 8 ? new((_high & mask) | value, _low, Count) : new(_high, (_low & mask) | value, Count);
        }

        var copy = ToArray();
        copy[variable] = exponent;
        return new(copy);
    }

    /// <summary>The monomial in a ring of one variable more.</summary>
    public Monomial Extended() => new([.. ToArray(), 0]);

    public int[] ToArray()
    {
        var exponents = new int[Count];
        for (var i = 0; i < exponents.Length; i++)
        {
            exponents[i] = this[i];
        }

        return exponents;
    }

    public int CompareTo(Monomial other)
    {
        if (_wide is null && other._wide is null)
        {
            return _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);
        }

        for (var i = 0; i < Count; i++)
        {
            var order = this[i].CompareTo(other[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    public bool Equals(Monomial other) => _high == other._high && _low == other._low && Count == other.Count
        && (_wide is null ? other._wide is null : other._wide is not null && CompareTo(other) == 0);

    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    public override int GetHashCode()
    {
        if (_wide is null)
        {
            var mixed = unchecked((_high * 0x9E37_79B9_7F4A_7C15) ^ (_low * 0xC2B2_AE3D_27D4_EB4F));
            return (int)(mixed ^ (mixed >> 32));
        }

        var hash = 17;
        foreach (var exponent in _wide)
        {
            hash = unchecked((hash * 31) + exponent);
        }

        return hash;
    }

    private static int Sum(ulong bytes)
    {
        const ulong Even = 0x00FF_00FF_00FF_00FF;
        var pairs = (bytes & Even) + ((bytes >> 8) & Even);
        return (int)(unchecked(pairs * 0x0001_0001_0001_0001) >> 48);
    }
}
