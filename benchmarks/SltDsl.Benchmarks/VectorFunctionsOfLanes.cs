using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using SltDsl.Runtime;

namespace SltDsl.Benchmarks;

/// <summary>Elementary functions of 4096 numbers: ours in four and eight lanes against the base library's.</summary>
public class VectorFunctionsOfLanes
{
    private const int Count = 4096;
    private readonly double[] _x = new double[Count];
    private readonly double[] _positive = new double[Count];
    private readonly double[] _result = new double[Count];

    /// <summary>Arguments as log odds have them, and positive ones.</summary>
    [GlobalSetup]
    public void Draw()
    {
        var random = new SltRandom(1);
        for (var i = 0; i < Count; i++)
        {
            _x[i] = 2 * random.NextNormal();
            _positive[i] = 10 * random.NextExponential();
        }
    }

    [Benchmark(Baseline = true)]
    public void ScalarExp()
    {
        for (var i = 0; i < Count; i++)
        {
            _result[i] = Math.Exp(_x[i]);
        }
    }

    [Benchmark]
    public void LibraryExp8()
    {
        for (var i = 0; i < Count; i += 8)
        {
            Vector512.Exp(Vector512.LoadUnsafe(ref _x[i])).StoreUnsafe(ref _result[i]);
        }
    }

    [Benchmark]
    public void Exp4() => Each<Lanes256, Exponential<Lanes256>>(_x);

    [Benchmark]
    public void Exp8() => Each<Lanes512, Exponential<Lanes512>>(_x);

    [Benchmark]
    public void Log8() => Each<Lanes512, Logarithm<Lanes512>>(_positive);

    [Benchmark]
    public void Tanh8() => Each<Lanes512, HyperbolicTangent<Lanes512>>(_x);

    [Benchmark]
    public void SoftplusAndLogistic8() => Each<Lanes512, SoftplusWithSlope<Lanes512>>(_x);

    [Benchmark]
    public void LogGamma8() => Each<Lanes512, LogGamma<Lanes512>>(_positive);

    [Benchmark]
    public void ScalarLogGamma()
    {
        for (var i = 0; i < Count; i++)
        {
            _result[i] = SpecialFunctions.LogGamma(_positive[i]);
        }
    }

    [Benchmark]
    public void Digamma8() => Each<Lanes512, Digamma<Lanes512>>(_positive);

    private void Each<T, TFunction>(double[] x)
        where T : struct, ILanes<T>
        where TFunction : IFunction<T>
    {
        for (var i = 0; i < Count; i += T.Count)
        {
            TFunction.Apply(T.Load(in x[0], i)).Store(ref _result[0], i);
        }
    }

    private interface IFunction<T>
    {
        static abstract T Apply(T x);
    }

    private readonly struct Exponential<T> : IFunction<T>
        where T : struct, ILanes<T>
    {
        public static T Apply(T x) => VectorFunctions.Exp(x);
    }

    private readonly struct Logarithm<T> : IFunction<T>
        where T : struct, ILanes<T>
    {
        public static T Apply(T x) => VectorFunctions.Log(x);
    }

    private readonly struct HyperbolicTangent<T> : IFunction<T>
        where T : struct, ILanes<T>
    {
        public static T Apply(T x) => VectorFunctions.Tanh(x);
    }

    private readonly struct SoftplusWithSlope<T> : IFunction<T>
        where T : struct, ILanes<T>
    {
        public static T Apply(T x)
        {
            var (value, slope) = VectorFunctions.SoftplusAndLogistic(x);
            return value + slope;
        }
    }

    private readonly struct LogGamma<T> : IFunction<T>
        where T : struct, ILanes<T>
    {
        public static T Apply(T x) => VectorFunctions.LogGamma(x);
    }

    private readonly struct Digamma<T> : IFunction<T>
        where T : struct, ILanes<T>
    {
        public static T Apply(T x) => VectorFunctions.Digamma(x);
    }
}
