using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;

namespace SltDsl.Singularity.Numbers;

/// <summary>A random point at which an expression has no image; another point may do.</summary>
internal sealed class UnluckyPointException(string message) : Exception(message);

/// <summary>
/// Arithmetic of <see cref="GenericNumber"/>s. Rational functions, exponentials, logarithms, square roots and the hyperbolic and circular
/// functions keep their algebraic relations; other transcendental functions get values drawn by their argument.
/// </summary>
internal sealed partial class GenericField : IScalarField<GenericNumber>
{
    private static readonly PrimeModulus _field = PrimeModulus.Field;

    private readonly Dictionary<double, GenericNumber> _numbers = [];

    /// <summary>Whether some derivative depends on a value drawn at random.</summary>
    public bool UsedSurrogates { get; private set; }

    /// <summary>Whether a maximum, minimum or absolute value of something with a derivative was taken.</summary>
    public bool UsedPieces { get; private set; }

    /// <summary>The differences that decided maxima, in the order in which they were taken.</summary>
    public List<double> Decisions { get; } = [];

    /// <summary>Operations done, each on a number with its derivatives.</summary>
    public long Operations { get; private set; }

    public GenericNumber Number(double value)
    {
        if (double.IsInfinity(value))
        {
            return new GenericNumber(0, value, Gradient.Zero) { Exponential = new Remembered(0, Gradient.Zero) };
        }

        return _numbers.TryGetValue(value, out var known) ? known : _numbers[value] = Rational(SimplestFraction.Of(value), Gradient.Zero);
    }

    public GenericNumber Integer(long value)
    {
        var (magnitude, negative) = ((ulong)Math.Abs(value), value < 0);
        if (magnitude >= 1UL << 59)
        {
            return Rational(new System.Numerics.BigInteger(value), Gradient.Zero);
        }

        var exponents = PrimeModulus.Exponents;
        return new GenericNumber(negative ? _field.Negate(magnitude) : magnitude, value, Gradient.Zero)
        {
            Exponent = exponents.Add(0, negative ? exponents.Negate(magnitude) : magnitude),
        };
    }

    /// <summary>A rational value with given derivatives.</summary>
    public static GenericNumber Rational(Algebra.Rational value, Gradient gradient) =>
        new(PrimeModulus.Field.Image(value) ?? throw new UnluckyPointException("A denominator is 0 modulo the prime."), (double)value, gradient)
        {
            Exponent = PrimeModulus.Exponents.Image(value),
        };

    public long ToInteger(GenericNumber value) => DoubleField.Instance.ToInteger(Math.Round(value.Shadow, 9));

    public GenericNumber Apply(Primitive primitive, IReadOnlyList<GenericNumber> arguments)
    {
        var a = arguments[0];
        if (primitive is >= Primitive.LogGammaP and <= Primitive.LogBetaQSecond)
        {
            throw new NotInstantiableException($"{primitive} has no generic value.");
        }

        Operations += 1 + a.Gradient.Count + (arguments.Count > 1 ? arguments[1].Gradient.Count : 0);
        return arguments.Count == 1 ? Unary(primitive, a) : Binary(primitive, a, arguments[1]);
    }

    public GenericNumber Reduce(ReduceKind kind, IReadOnlyList<GenericNumber> values) => kind switch
    {
        ReduceKind.Sum => values.Aggregate(Integer(0), Add),
        ReduceKind.Product => values.Aggregate(Integer(1), Multiply),
        ReduceKind.LogSumExp => LogSumExp(values),
        ReduceKind.Max => values.Aggregate((best, v) => v.Shadow > best.Shadow ? v : best),
        _ => values.Aggregate((best, v) => v.Shadow < best.Shadow ? v : best),
    };

    /// <summary>e to a number: exact for rationals and logarithms.</summary>
    public GenericNumber Exp(GenericNumber a)
    {
        var shadow = Math.Exp(a.Shadow);
        return ExponentialOf(a) is { } image
            ? new GenericNumber(image.Value, shadow, image.Gradient)
            : Drawn(Primitive.Exp, a, shadow, (_, value) => value);
    }

    public GenericNumber Add(GenericNumber a, GenericNumber b)
    {
        Operations += a.Gradient.Count + b.Gradient.Count;
        return new GenericNumber(_field.Add(a.Value, b.Value), a.Shadow + b.Shadow, a.Gradient.Combine(1, b.Gradient, 1))
        {
            Exponent = a.Exponent is { } x && b.Exponent is { } y ? PrimeModulus.Exponents.Add(x, y) : null,
            Exponential = RemembersExponential(a, b) && ExponentialOf(a) is { } e && ExponentialOf(b) is { } f
                ? new Remembered(_field.Multiply(e.Value, f.Value), e.Gradient.Combine(f.Value, f.Gradient, e.Value))
                : null,
            IsSurrogate = a.IsSurrogate || b.IsSurrogate,
            IsSingular = a.IsSingular || b.IsSingular,
        };
    }

    public GenericNumber Multiply(GenericNumber a, GenericNumber b)
    {
        if ((a.IsConstant && a.Value == 0 && !double.IsInfinity(a.Shadow)) || (b.IsConstant && b.Value == 0 && !double.IsInfinity(b.Shadow)))
        {
            return Integer(0);
        }

        if (ReferenceEquals(a, b) && a.Radicand is { } radicand)
        {
            return radicand;
        }

        Operations += a.Gradient.Count + b.Gradient.Count;
        UsedSurrogates |= (a.IsSurrogate && !b.IsConstant) || (b.IsSurrogate && !a.IsConstant);
        return new GenericNumber(_field.Multiply(a.Value, b.Value), a.Shadow * b.Shadow, a.Gradient.Combine(b.Value, b.Gradient, a.Value))
        {
            Exponent = a.Exponent is { } x && b.Exponent is { } y ? PrimeModulus.Exponents.Multiply(x, y) : null,
            Exponential = PowerOfExponential(a, b) ?? PowerOfExponential(b, a),
            IsSurrogate = a.IsSurrogate || b.IsSurrogate,
            IsSingular = a.IsSingular || b.IsSingular,
        };
    }

    private static bool RemembersExponential(GenericNumber a, GenericNumber b) => a.Exponential is not null || b.Exponential is not null;

    private static Remembered? ExponentialOf(GenericNumber a)
    {
        if (a.Exponential is not null || a.Exponent is not { } exponent)
        {
            return a.Exponential;
        }

        var image = _field.Power(Transcendental.BaseOfExp, exponent);
        return new Remembered(image, Scale(a, image));
    }

    /// <summary>(e^a)^b for a remembered logarithm a and a small multiple b of ½.</summary>
    private static Remembered? PowerOfExponential(GenericNumber a, GenericNumber b)
    {
        if (a.Exponential is not { } image || b is not { Exponent: not null, IsConstant: true } || Math.Abs(b.Shadow) > 1e6 || 2 * b.Shadow != Math.Floor(2 * b.Shadow))
        {
            return null;
        }

        var isWhole = b.Shadow == Math.Floor(b.Shadow);
        var root = isWhole ? image.Value : Root(image.Value);
        var power = _field.Power(root, (ulong)Math.Abs(isWhole ? b.Shadow : 2 * b.Shadow));
        var value = b.Shadow < 0 ? Invert(power) : power;

        // d(e^b) = b e^b de / e.
        var slope = image.Gradient.IsZero ? 0 : _field.Multiply(b.Value, _field.Multiply(value, Invert(image.Value)));
        return new Remembered(value, image.Gradient.Times(slope));
    }

    private GenericNumber Negate(GenericNumber a) => Multiply(a, Integer(-1));

    private GenericNumber Divide(GenericNumber a, GenericNumber b)
    {
        var inverse = Invert(b.Value);
        var reciprocal = new GenericNumber(inverse, 1 / b.Shadow, Scale(b, _field.Negate(_field.Multiply(inverse, inverse))))
        {
            Exponent = b.Exponent is { } x and not 0 ? PrimeModulus.Exponents.Inverse(x) : null,
            IsSurrogate = b.IsSurrogate,
        };
        UsedSurrogates |= b.IsSurrogate && !b.IsConstant;
        return Multiply(a, reciprocal);
    }

    private static ulong Invert(ulong value) => value == 0 ? throw new UnluckyPointException("A divisor is 0 at the point.") : _field.Inverse(value);

    private static Gradient Scale(GenericNumber a, ulong derivative) => a.Gradient.Times(derivative);

    private GenericNumber LogSumExp(IReadOnlyList<GenericNumber> values)
    {
        var finite = values.Where(v => !double.IsNegativeInfinity(v.Shadow) || v.IsSingular).ToArray();
        return finite.Length switch
        {
            0 => Number(double.NegativeInfinity),
            1 => finite[0],
            _ => Log(finite.Select(Exp).Aggregate(Add)),
        };
    }

    /// <summary>log a, which remembers a.</summary>
    private GenericNumber Log(GenericNumber a)
    {
        if (a.Value == 1 && a.IsConstant)
        {
            return Integer(0);
        }

        if (a.Value == 0 && a.IsConstant)
        {
            return Number(double.NegativeInfinity);
        }

        UsedSurrogates |= a.IsSurrogate && !a.IsConstant;
        return new GenericNumber(Transcendental.Draw(Primitive.Log, a.Value), Math.Log(a.Shadow), a.Value == 0 ? Gradient.Zero : Scale(a, Invert(a.Value)))
        {
            Exponential = new Remembered(a.Value, a.Gradient),
            IsSurrogate = true,
            IsSingular = a.Value == 0,
        };
    }

    /// <summary>A function whose value is drawn by its argument; the derivative follows from the value and the argument.</summary>
    private GenericNumber Drawn(Primitive primitive, GenericNumber a, double shadow, Func<ulong, ulong, ulong> derivative, bool isOdd = false)
    {
        var value = Transcendental.Draw(primitive, a.Value);
        if (isOdd)
        {
            value = a.Value == 0 ? 0 : a.Shadow < 0 ? _field.Negate(Transcendental.Draw(primitive, _field.Negate(a.Value))) : value;
        }

        UsedSurrogates |= !a.IsConstant;
        return new GenericNumber(value, shadow, Scale(a, derivative(a.Value, value))) { IsSurrogate = true };
    }
}
