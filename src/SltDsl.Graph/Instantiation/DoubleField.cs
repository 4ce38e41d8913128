using SltDsl.Graph.Expressions;
using SltDsl.Runtime;

namespace SltDsl.Graph.Instantiation;

/// <summary>Double-precision numbers: for the values of truths, and as the reference that emitted code is tested against.</summary>
public sealed class DoubleField : IRoutineField<double>
{
    private DoubleField()
    {
    }

    /// <summary>The arithmetic.</summary>
    public static DoubleField Instance { get; } = new();

    /// <inheritdoc/>
    public double Number(double value) => value;

    /// <inheritdoc/>
    public double Integer(long value) => value;

    /// <inheritdoc/>
    public long ToInteger(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15
        ? (long)value
        : throw new NotInstantiableException($"{value} is not an integer.");

    /// <inheritdoc/>
    public double Apply(Primitive primitive, IReadOnlyList<double> arguments) => arguments.Count switch
    {
        1 => Unary(primitive, arguments[0]),
        2 => Binary(primitive, arguments[0], arguments[1]),
        _ => Ternary(primitive, arguments[0], arguments[1], arguments[2]),
    };

    /// <inheritdoc/>
    public double Reduce(ReduceKind kind, IReadOnlyList<double> values)
    {
        switch (kind)
        {
            case ReduceKind.Sum:
                return values.Sum();
            case ReduceKind.Product:
                return values.Aggregate(1.0, (product, value) => product * value);
            case ReduceKind.Max:
                return values.Aggregate(double.NegativeInfinity, Math.Max);
            case ReduceKind.Min:
                return values.Aggregate(double.PositiveInfinity, Math.Min);
            default:
                var largest = values.Aggregate(double.NegativeInfinity, Math.Max);
                return double.IsInfinity(largest) ? largest : largest + Math.Log(values.Sum(v => Math.Exp(v - largest)));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Run(Routine routine, IReadOnlyList<double> elements, IReadOnlyList<long> extents) => routine switch
    {
        Routine.Sort => [.. elements.OrderBy(e => e)],
        Routine.SingularValues => JacobiRotations.SingularValues(elements, (int)extents[0], (int)extents[1]),
        _ => JacobiRotations.SymmetricEigenvalues(elements, (int)extents[0]),
    };

    private static double Unary(Primitive primitive, double a) => primitive switch
    {
        Primitive.Negate => -a,
        Primitive.Exp => Math.Exp(a),
        Primitive.Expm1 => SpecialFunctions.Expm1(a),
        Primitive.Log => Math.Log(a),
        Primitive.Log1p => SpecialFunctions.Log1p(a),
        Primitive.Sqrt => Math.Sqrt(a),
        Primitive.Sin => Math.Sin(a),
        Primitive.Cos => Math.Cos(a),
        Primitive.Tan => Math.Tan(a),
        Primitive.Asin => Math.Asin(a),
        Primitive.Acos => Math.Acos(a),
        Primitive.Atan => Math.Atan(a),
        Primitive.Sinh => Math.Sinh(a),
        Primitive.Cosh => Math.Cosh(a),
        Primitive.Tanh => Math.Tanh(a),
        Primitive.Logistic => SpecialFunctions.Logistic(a),
        Primitive.Softplus => SpecialFunctions.Softplus(a),
        Primitive.LogGamma => SpecialFunctions.LogGamma(a),
        Primitive.Digamma => SpecialFunctions.Digamma(a),
        Primitive.Trigamma => SpecialFunctions.Trigamma(a),
        Primitive.Erf => SpecialFunctions.Erf(a),
        Primitive.Erfc => SpecialFunctions.Erfc(a),
        Primitive.LogNormalCdf => SpecialFunctions.LogNormalCdf(a),
        Primitive.LogBesselI0 => SpecialFunctions.LogBesselI0(a),
        Primitive.BesselRatio => SpecialFunctions.BesselRatio(a),
        Primitive.Abs => Math.Abs(a),
        Primitive.Floor => Math.Floor(a),
        Primitive.Ceiling => Math.Ceiling(a),
        Primitive.Round => Math.Round(a, MidpointRounding.AwayFromZero),
        Primitive.Not => a == 0 ? 1 : 0,
        Primitive.ToReal => a,
        _ => throw new ArgumentOutOfRangeException(nameof(primitive), primitive, "Not a primitive of one argument."),
    };

    private static double Binary(Primitive primitive, double a, double b) => primitive switch
    {
        Primitive.Add => a + b,
        Primitive.Subtract => a - b,
        Primitive.Multiply => a * b,
        Primitive.Divide => a / b,
        Primitive.Power => Math.Pow(a, b),
        Primitive.Max => Math.Max(a, b),
        Primitive.Min => Math.Min(a, b),
        Primitive.Modulo => a % b,
        Primitive.IntegerDivide => Math.Truncate(a / b),
        Primitive.Equal => a == b ? 1 : 0,
        Primitive.NotEqual => a != b ? 1 : 0,
        Primitive.Less => a < b ? 1 : 0,
        Primitive.LessOrEqual => a <= b ? 1 : 0,
        Primitive.And => a != 0 && b != 0 ? 1 : 0,
        Primitive.Or => a != 0 || b != 0 ? 1 : 0,
        Primitive.LogGammaP => SpecialFunctions.LogGammaP(a, b),
        Primitive.LogGammaPShape => SpecialFunctions.LogGammaPShape(a, b),
        Primitive.LogGammaQ => SpecialFunctions.LogGammaQ(a, b),
        Primitive.LogGammaQShape => SpecialFunctions.LogGammaQShape(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(primitive), primitive, "Not a primitive of two arguments."),
    };

    private static double Ternary(Primitive primitive, double a, double b, double x) => primitive switch
    {
        Primitive.LogBetaP => SpecialFunctions.LogBetaP(a, b, x),
        Primitive.LogBetaPFirst => SpecialFunctions.LogBetaPFirst(a, b, x),
        Primitive.LogBetaPSecond => SpecialFunctions.LogBetaPSecond(a, b, x),
        Primitive.LogBetaQ => SpecialFunctions.LogBetaQ(a, b, x),
        Primitive.LogBetaQFirst => SpecialFunctions.LogBetaQFirst(a, b, x),
        Primitive.LogBetaQSecond => SpecialFunctions.LogBetaQSecond(a, b, x),
        _ => throw new ArgumentOutOfRangeException(nameof(primitive), primitive, "Not a primitive of three arguments."),
    };
}
