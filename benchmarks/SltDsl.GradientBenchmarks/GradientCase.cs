using SltDsl.Runtime;

namespace SltDsl.GradientBenchmarks;

/// <summary>A log posterior with its gradient, twice: as SltDsl compiles it and as C written by hand.</summary>
/// <param name="name">The model's file, and the C function.</param>
/// <param name="model">The compiled model.</param>
/// <param name="data">Its data.</param>
/// <param name="call">Calls the C function.</param>
internal sealed class GradientCase(string name, ISltModel model, Dataset data, GradientCase.CCall call)
{
    private readonly ILogDensity _density = model.Posterior(data);
    private readonly double[] _point = Point(model, seed: 2, scale: 0.2);
    private readonly double[] _gradient = new double[model.UnconstrainedDimension];

    /// <summary>Calls a C function on columns of data.</summary>
    public delegate double CCall(nint function, Dataset data, double[] point, double[] gradient);

    /// <summary>The model's file, and the C function.</summary>
    public string Name => name;

    private nint Function { get; } = CKernels.Library is { } library ? System.Runtime.InteropServices.NativeLibrary.GetExport(library, name) : 0;

    /// <summary>The compiled model's turn.</summary>
    public double Generated() => _density.LogDensityAndGradient(_point, _gradient);

    /// <summary>The C function's turn.</summary>
    public double C() => call(Function, data, _point, _gradient);

    /// <summary>The largest difference of the two gradients, by the largest element.</summary>
    public double Difference()
    {
        Generated();
        var ours = _gradient.ToArray();
        C();
        return ours.Zip(_gradient, (a, b) => Math.Abs(a - b)).Max() / Math.Max(1, ours.Max(Math.Abs));
    }

    /// <summary>A case whose data are drawn from the model near the origin of its coordinates.</summary>
    public static GradientCase Of(string name, ISltModel model, int rows, CCall call)
    {
        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.ToValues(Point(model, seed: 1, scale: 0.3), Coordinates.Unconstrained, values);
        var random = new SltRandom(3);
        return new GradientCase(name, model, model.Simulate(values, rows, ref random), call);
    }

    private static double[] Point(ISltModel model, ulong seed, double scale)
    {
        var random = new SltRandom(seed);
        var point = new double[model.UnconstrainedDimension];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = scale * random.NextNormal();
        }

        return point;
    }
}
