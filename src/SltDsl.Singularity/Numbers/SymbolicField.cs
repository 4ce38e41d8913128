using SltDsl.Algebra;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;

namespace SltDsl.Singularity.Numbers;

/// <summary>Exact arithmetic with polynomials; functions that are not polynomial become variables of their own.</summary>
/// <param name="table">The variables.</param>
/// <param name="budget">The number of products of terms allowed.</param>
/// <param name="cancellation">Ends the computation as a spent budget does.</param>
internal sealed class SymbolicField(SymbolTable table, long budget, CancellationToken cancellation = default) : IScalarField<SymbolicNumber>
{
    private const int MostTerms = 3000;

    private readonly Polynomial _zero = table.Constant(0);
    private readonly Polynomial _one = table.Constant(1);

    /// <summary>Products of terms done.</summary>
    public long Operations { get; private set; }

    public SymbolTable Table => table;

    public SymbolicNumber Number(double value) => double.IsNegativeInfinity(value)
        ? new SymbolicNumber(_zero) { Exponential = _zero }
        : Rational(SimplestFraction.Of(value));

    public SymbolicNumber Integer(long value) => Rational(new Rational(value, 1));

    public SymbolicNumber Rational(Rational value) => new(table.Constant(value));

    public long ToInteger(SymbolicNumber value) => value.Constant is { IsInteger: true } constant
        ? (long)constant.Numerator
        : throw new NotInstantiableException("A condition or index depends on a parameter.");

    public SymbolicNumber Reduce(ReduceKind kind, IReadOnlyList<SymbolicNumber> values) => kind switch
    {
        ReduceKind.Sum => values.Aggregate(Integer(0), Add),
        ReduceKind.Product => values.Aggregate(Integer(1), Multiply),
        ReduceKind.LogSumExp => Log(new SymbolicNumber(values.Select(ExpOf).Aggregate(_zero, (sum, e) => sum + e))),
        _ => throw new NotInstantiableException("A maximum is not polynomial."),
    };

    public SymbolicNumber Apply(Primitive primitive, IReadOnlyList<SymbolicNumber> arguments)
    {
        var a = arguments[0];
        if (IsPiecewise(primitive) && arguments.All(x => x.Constant is not null))
        {
            return Number(DoubleField.Instance.Apply(primitive, [.. arguments.Select(x => (double)x.Constant!.Value)]));
        }

        return primitive switch
        {
            Primitive.Add => Add(a, arguments[1]),
            Primitive.Subtract => Add(a, Negate(arguments[1])),
            Primitive.Multiply => Multiply(a, arguments[1]),
            Primitive.Divide => Multiply(a, Reciprocal(arguments[1])),
            Primitive.Negate => Negate(a),
            Primitive.ToReal => a,
            Primitive.Power => Power(a, arguments[1]),
            Primitive.Exp => new SymbolicNumber(ExpOf(a)),
            Primitive.Expm1 => new SymbolicNumber(ExpOf(a) - _one),
            Primitive.Log => Log(a),
            Primitive.Log1p => Log(Add(Integer(1), a)),
            Primitive.LogGamma => LogFactorial(a),
            _ when arguments.Count == 1 => Function(primitive, a),
            _ => throw new NotInstantiableException($"{primitive} is not polynomial."),
        };
    }

    public SymbolicNumber Add(SymbolicNumber a, SymbolicNumber b)
    {
        if (a.IsLogarithm || b.IsLogarithm)
        {
            return IsZero(a) ? b : IsZero(b) ? a : new SymbolicNumber(_zero) { Exponential = Times(ExpOf(a), ExpOf(b)) };
        }

        Operations += a.Value.TermCount + b.Value.TermCount;
        return new SymbolicNumber(a.Value + b.Value);
    }

    public SymbolicNumber Multiply(SymbolicNumber a, SymbolicNumber b)
    {
        if (IsZero(a) || IsZero(b))
        {
            return Integer(0);
        }

        if (a.IsLogarithm || b.IsLogarithm)
        {
            var (log, factor) = a.IsLogarithm ? (a, b) : (b, a);
            return factor.Constant is { IsInteger: true } times && times.CompareTo(1000) < 0 && times.CompareTo(-1000) > 0
                ? new SymbolicNumber(_zero) { Exponential = PowerOf(log.Exponential!, (int)times.Numerator) }
                : throw new NotInstantiableException("A multiple of a logarithm is not polynomial.");
        }

        return new SymbolicNumber(Times(a.Value, b.Value));
    }

    private static bool IsPiecewise(Primitive primitive) => primitive is Primitive.Abs or Primitive.Max or Primitive.Min or Primitive.Floor
        or Primitive.Ceiling or Primitive.Round or Primitive.Modulo or Primitive.IntegerDivide or Primitive.Equal or Primitive.NotEqual
        or Primitive.Less or Primitive.LessOrEqual or Primitive.And or Primitive.Or or Primitive.Not;

    private static bool IsOdd(Primitive primitive) => primitive is Primitive.Tanh or Primitive.Sin or Primitive.Sinh or Primitive.Tan
        or Primitive.Atan or Primitive.Asin or Primitive.Erf;

    private static bool IsZero(SymbolicNumber a) => !a.IsLogarithm && a.Value.IsZero;

    private SymbolicNumber Negate(SymbolicNumber a) => Multiply(a, Integer(-1));

    private SymbolicNumber Reciprocal(SymbolicNumber a)
    {
        if (a.Constant is { } constant)
        {
            return constant.Sign == 0 ? throw new NotInstantiableException("A divisor is 0.") : Rational(1 / constant);
        }

        return a.IsLogarithm ? throw new NotInstantiableException("A quotient by a logarithm is not polynomial.") : Function(Primitive.Divide, a);
    }

    private SymbolicNumber Power(SymbolicNumber a, SymbolicNumber b) => b.Constant switch
    {
        { IsInteger: true } n when n.CompareTo(64) <= 0 && n.CompareTo(-64) >= 0 && !a.IsLogarithm => new SymbolicNumber(PowerOf(a.Value, (int)n.Numerator)),
        { } half when half == new Rational(1, 2) => Function(Primitive.Sqrt, a),
        _ => throw new NotInstantiableException("A power is not polynomial."),
    };

    private Polynomial PowerOf(Polynomial a, int n)
    {
        var root = n < 0 ? Reciprocal(new SymbolicNumber(a)).Value : a;
        return Enumerable.Repeat(root, Math.Abs(n)).Aggregate(_one, Times);
    }

    private SymbolicNumber Function(Primitive primitive, SymbolicNumber a)
    {
        if (a.IsLogarithm)
        {
            throw new NotInstantiableException($"{primitive} of a logarithm is not polynomial.");
        }

        if (a.Value.IsZero && IsOdd(primitive))
        {
            return Integer(0);
        }

        return new SymbolicNumber(table.Variable(table.AtomOf(primitive, a.Value).Slot));
    }

    private Polynomial ExpOf(SymbolicNumber a) => a.Exponential
        ?? (a.Value.IsZero ? _one : table.Variable(table.AtomOf(Primitive.Exp, a.Value).Slot));

    private SymbolicNumber Log(SymbolicNumber a) => a.Constant is { } one && one == 1
        ? Integer(0)
        : a.IsLogarithm ? throw new NotInstantiableException("A logarithm of a logarithm is not polynomial.") : new SymbolicNumber(_zero) { Exponential = a.Value };

    private SymbolicNumber LogFactorial(SymbolicNumber a)
    {
        if (a.Constant is not { IsInteger: true, Sign: > 0 } n || n.CompareTo(170) > 0)
        {
            throw new NotInstantiableException("The gamma function of a parameter is not polynomial.");
        }

        var factorial = Enumerable.Range(1, (int)n.Numerator - 1).Aggregate(System.Numerics.BigInteger.One, (product, k) => product * k);
        return Log(Rational(new Rational(factorial, 1)));
    }

    private Polynomial Times(Polynomial a, Polynomial b)
    {
        Operations += (long)a.TermCount * b.TermCount;
        if (Operations > budget || cancellation.IsCancellationRequested)
        {
            throw new BudgetSpentException();
        }

        var product = a * b;
        return product.TermCount > MostTerms ? throw new BudgetSpentException() : product;
    }
}

/// <summary>An exact computation ended because its operations were spent.</summary>
internal sealed class BudgetSpentException() : Exception("The budget is spent.");
