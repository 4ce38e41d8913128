using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Constants;

/// <summary>The functions of the language on numbers, as far as points and sizes use them.</summary>
internal static class NumericFunctions
{
    /// <summary>The value of a call; null when the function is not among them.</summary>
    /// <param name="call">The call.</param>
    /// <param name="arguments">The values of its arguments.</param>
    /// <param name="extents">The extents of the result.</param>
    public static NumericArray? Apply(Call call, NumericArray[] arguments, long[] extents)
    {
        switch (call.Function)
        {
            case Function.Sum or Function.Product or Function.Max or Function.Min or Function.Mean or Function.All or Function.Any or Function.Norm or Function.LogSumExp:
                return Aggregate(call.Function, arguments[0].Values);
            case Function.Dot:
                return NumericArray.Of(arguments[0].Values.Zip(arguments[1].Values, (a, b) => a * b).Sum());
            case Function.Zeros:
                return Fill(extents, _ => 0);
            case Function.Ones:
                return Fill(extents, _ => 1);
            case Function.Rep:
                return Fill(extents, i => arguments[0].Values[i % arguments[0].Values.Length]);
            case Function.Identity:
                return Fill(extents, i => i / extents[1] == i % extents[1] ? 1 : 0);
            case Function.Linspace:
                var (first, last) = (arguments[0].Values[0], arguments[1].Values[0]);
                return Fill(extents, i => first + ((last - first) * i / Math.Max(1, extents[0] - 1)));
            case Function.Diag when arguments[0].Rank == 1:
                return Fill(extents, i => i / extents[1] == i % extents[1] ? arguments[0].Values[i / extents[1]] : 0);
            case Function.Transpose:
                return arguments[0].Rank == 2 ? Fill(extents, i => arguments[0].Values[(i % extents[1] * extents[0]) + (i / extents[1])]) : arguments[0];
            case Function.ToVector or Function.ToMatrix:
                return new(extents, arguments[0].Values);
            case Function.AppendRow when arguments.All(a => a.Rank <= 1) || arguments.All(a => a.Rank == 2):
                return new(extents, [.. arguments[0].Values, .. arguments[1].Values]);
            case Function.MatrixMultiply:
                return Product(call, arguments, extents);
            case Function.Softmax when arguments[0].Rank == 1:
                var largest = arguments[0].Values.Max();
                var total = arguments[0].Values.Sum(v => Math.Exp(v - largest));
                return new(extents, [.. arguments[0].Values.Select(v => Math.Exp(v - largest) / total)]);
            default:
                return Elementwise(call.Function, arguments, extents);
        }
    }

    private static NumericArray Fill(long[] extents, Func<long, double> element)
    {
        var values = new double[extents.Aggregate(1L, (product, e) => product * e)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = element(i);
        }

        return new(extents, values);
    }

    private static NumericArray? Aggregate(Function function, double[] values) => function switch
    {
        Function.Sum => NumericArray.Of(values.Sum()),
        Function.Product => NumericArray.Of(values.Aggregate(1.0, (a, b) => a * b)),
        Function.Norm => NumericArray.Of(Math.Sqrt(values.Sum(v => v * v))),
        Function.All => NumericArray.Of(values.All(v => v != 0) ? 1 : 0),
        Function.Any => NumericArray.Of(values.Any(v => v != 0) ? 1 : 0),
        _ when values.Length == 0 => null,
        Function.Max => NumericArray.Of(values.Max()),
        Function.Min => NumericArray.Of(values.Min()),
        Function.Mean => NumericArray.Of(values.Average()),
        _ => NumericArray.Of(values.Max() is var largest ? largest + Math.Log(values.Sum(v => Math.Exp(v - largest))) : 0),
    };

    private static NumericArray? Product(Call call, NumericArray[] arguments, long[] extents)
    {
        var (a, b) = (arguments[0], arguments[1]);
        if (call.Arguments[0].Type.Tensor == TensorKind.Vector)
        {
            return Fill(extents, i => a.Values[i / extents[1]] * b.Values[i % extents[1]]);
        }

        var inner = a.Extents[a.Rank - 1];
        var columns = b.Rank == 2 ? b.Extents[1] : 1;
        if (inner != b.Extents[0] || inner * Math.Max(1, a.Values.Length) > 10_000_000)
        {
            return null;
        }

        return Fill(extents, i =>
        {
            var (row, column, sum) = (i / Math.Max(1, columns), i % Math.Max(1, columns), 0.0);
            for (var m = 0L; m < inner; m++)
            {
                sum += a.Values[(row * inner) + m] * b.Values[(m * columns) + column];
            }

            return sum;
        });
    }

    private static NumericArray? Elementwise(Function function, NumericArray[] arguments, long[] extents)
    {
        var length = extents.Aggregate(1L, (product, e) => product * e);
        if (arguments.Length is 0 or > 2 || arguments.Any(a => a.Rank > 0 && a.Values.Length != length))
        {
            return null;
        }

        var values = new double[length];
        for (var i = 0; i < values.Length; i++)
        {
            var x = arguments[0].Values[arguments[0].Rank == 0 ? 0 : i];
            var y = arguments.Length == 1 ? 0 : arguments[1].Values[arguments[1].Rank == 0 ? 0 : i];
            if (One(function, x, y) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        return new(extents, values);
    }

    private static double? One(Function function, double x, double y) => function switch
    {
        Function.Add => x + y,
        Function.Subtract => x - y,
        Function.Multiply => x * y,
        Function.Divide => x / y,
        Function.Modulo or Function.Mod => y == 0 ? null : x % y,
        Function.Div => y == 0 ? null : Math.Truncate(x / y),
        Function.Power => Math.Pow(x, y),
        Function.Negate => -x,
        Function.Equal => x == y ? 1 : 0,
        Function.NotEqual => x != y ? 1 : 0,
        Function.Less => x < y ? 1 : 0,
        Function.LessOrEqual => x <= y ? 1 : 0,
        Function.Greater => x > y ? 1 : 0,
        Function.GreaterOrEqual => x >= y ? 1 : 0,
        Function.And => x != 0 && y != 0 ? 1 : 0,
        Function.Or => x != 0 || y != 0 ? 1 : 0,
        Function.Not => x == 0 ? 1 : 0,
        Function.Abs => Math.Abs(x),
        Function.Exp => Math.Exp(x),
        Function.Log => Math.Log(x),
        Function.Sqrt => Math.Sqrt(x),
        Function.Sin => Math.Sin(x),
        Function.Cos => Math.Cos(x),
        Function.Tan => Math.Tan(x),
        Function.Atan => Math.Atan(x),
        Function.Tanh => Math.Tanh(x),
        Function.InvLogit or Function.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Function.Logit => Math.Log(x / (1 - x)),
        Function.Floor => Math.Floor(x),
        Function.Ceil => Math.Ceiling(x),
        Function.Round => Math.Round(x),
        Function.Square => x * x,
        Function.Relu => Math.Max(x, 0),
        Function.Minimum => Math.Min(x, y),
        Function.Maximum => Math.Max(x, y),
        _ => null,
    };
}
