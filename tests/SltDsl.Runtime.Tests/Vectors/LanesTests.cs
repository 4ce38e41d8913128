namespace SltDsl.Runtime.Tests;

public class FourLanesTests : LanesTests<Lanes256>;

public class EightLanesTests : LanesTests<Lanes512>;

public abstract class LanesTests<T>
    where T : struct, ILanes<T>
{
    private static readonly double[] _a = [1.5, -2, 0, 4, -0.5, 7, 8, -9];
    private static readonly double[] _b = [2, -2, -1, 0.25, 3, -7, 1, 0.5];

    [Fact]
    public void Operations_are_lane_by_lane()
    {
        AssertLanes((a, b) => a + b, (a, b) => a + b);
        AssertLanes((a, b) => a - b, (a, b) => a - b);
        AssertLanes((a, b) => a * b, (a, b) => a * b);
        AssertLanes((a, b) => a / b, (a, b) => a / b);
        AssertLanes((a, _) => -a, (a, _) => -a);
        AssertLanes((a, b) => T.MultiplyAdd(a, b, a), (a, b) => Math.FusedMultiplyAdd(a, b, a));
        AssertLanes((a, _) => T.Sqrt(T.Abs(a)), (a, _) => Math.Sqrt(Math.Abs(a)));
        AssertLanes(T.Max, Math.Max);
        AssertLanes(T.Min, Math.Min);
        AssertLanes(T.CopySign, Math.CopySign);
        AssertLanes((a, b) => T.Select(T.Less(a, b), a, b), (a, b) => a < b ? a : b);
        AssertLanes((a, b) => T.Select(T.LessOrEqual(a, b), T.Create(1), b), (a, b) => a <= b ? 1 : b);
        AssertLanes((a, b) => T.Select(T.Equal(a, b), T.Create(1), b), (a, b) => a == b ? 1 : b);
    }

    [Fact]
    public void Powers_of_two_and_exponents_are_exact()
    {
        foreach (var n in new[] { -1022.0, -1, 0, 1, 52, 1023 })
        {
            Assert.Equal(Math.ScaleB(1, (int)n), T.PowerOfTwo(T.Create(n))[0]);
            var (e, m) = T.Decompose(T.Create(Math.ScaleB(1.25, (int)n)));
            Assert.Equal((n, 1.25), (e[0], m[0]));
        }
    }

    [Fact]
    public void Sums_masks_and_memory()
    {
        Assert.Equal(_a.Take(T.Count).Sum(), T.Load(in _a[0], 0).Sum());
        Assert.True(T.Any(T.Less(T.Load(in _a[0], 0), T.Create(-1.5))));
        Assert.False(T.Any(T.Less(T.Load(in _a[0], 0), T.Create(-100))));
        var target = new double[T.Count + 2];
        T.Load(in _a[0], 0).Store(ref target[0], 1);
        Assert.Equal([0, .. _a.Take(T.Count), 0], target);
    }

    private static void AssertLanes(Func<T, T, T> lanes, Func<double, double, double> scalar)
    {
        var result = lanes(T.Load(in _a[0], 0), T.Load(in _b[0], 0));
        for (var i = 0; i < T.Count; i++)
        {
            var expected = scalar(_a[i], _b[i]);
            Assert.Equal(expected, result[i]);
        }
    }
}
