using System.Globalization;
using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>An exact rational number in lowest terms, with a positive denominator. The default value is zero.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger _denominatorLessOne;

    /// <summary>The quotient of two integers, reduced.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException("The denominator of a rational number is zero.");
        }

        if (!denominator.IsOne)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
            numerator /= divisor;
            denominator /= divisor;
        }

        Numerator = numerator;
        _denominatorLessOne = denominator - BigInteger.One;
    }

    /// <summary>Zero.</summary>
    public static Rational Zero => default;

    /// <summary>One.</summary>
    public static Rational One => new(BigInteger.One, BigInteger.One);

    /// <summary>The numerator, which carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, at least one.</summary>
    public BigInteger Denominator => _denominatorLessOne + BigInteger.One;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>Whether the number is an integer.</summary>
    public bool IsInteger => _denominatorLessOne.IsZero;

    /// <summary>An integer as a rational number.</summary>
    public static implicit operator Rational(int value) => new(value, BigInteger.One);

    /// <summary>An integer as a rational number.</summary>
    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One);

    /// <summary>The nearest double, for display and numerical comparison only.</summary>
    public static explicit operator double(Rational value) => (double)value.Numerator / (double)value.Denominator;

    /// <summary>Sum.</summary>
    public static Rational operator +(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>Difference.</summary>
    public static Rational operator -(Rational left, Rational right) => left + (-right);

    /// <summary>Negation.</summary>
    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    /// <summary>Product.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Rational operator /(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Equality of values.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Order of the real line.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Order of the real line.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Order of the real line.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the real line.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>Reads "3", "-3/4" or "0.25" exactly.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Rational Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a rational number such as 3, -3/4 or 0.25.");

    /// <summary>Reads "3", "-3/4" or "0.25" exactly; false when the text is none of these.</summary>
    public static bool TryParse(string text, out Rational value)
    {
        value = Zero;
        var slash = text.IndexOf('/');
        if (slash < 0)
        {
            return TryParseDecimal(text.Trim(), out value);
        }

        if (!TryParseDecimal(text.Substring(0, slash).Trim(), out var numerator)
            || !TryParseDecimal(text.Substring(slash + 1).Trim(), out var denominator)
            || denominator.Sign == 0)
        {
            return false;
        }

        value = numerator / denominator;
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) =>
        Numerator == other.Numerator && _denominatorLessOne == other._denominatorLessOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Numerator.GetHashCode() * 397) ^ _denominatorLessOne.GetHashCode();

    /// <summary>"3/4", or "2" for an integer.</summary>
    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : $"{Numerator.ToString(CultureInfo.InvariantCulture)}/{Denominator.ToString(CultureInfo.InvariantCulture)}";

    private static bool TryParseDecimal(string text, out Rational value)
    {
        value = Zero;
        var point = text.IndexOf('.');
        var digits = point < 0 ? text : text.Remove(point, 1);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return false;
        }

        var places = point < 0 ? 0 : text.Length - point - 1;
        value = new Rational(integer, BigInteger.Pow(10, places));
        return true;
    }
}
