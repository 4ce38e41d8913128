using System.Diagnostics;
using System.Runtime.InteropServices;
using SltDsl.Runtime;

namespace SltDsl.GradientBenchmarks;

/// <summary>The cases, with the C library that <c>gcc</c> makes of <c>kernels.c</c> on this machine.</summary>
internal static unsafe class CKernels
{
    /// <summary>The library; null where there is no gcc.</summary>
    public static nint? Library { get; } = Build();

    /// <summary>The models of issue order: regressions, network and mixture first.</summary>
    public static IReadOnlyDictionary<string, Func<GradientCase>> All { get; } = new Dictionary<string, Func<GradientCase>>
    {
        ["linear"] = () => GradientCase.Of("linear", new LinearRegression(), 1000, RowsByColumns),
        ["logistic"] = () => GradientCase.Of("logistic", new LogisticRegression(), 10_000, WithInputs),
        ["network"] = () => GradientCase.Of("network", new TanhNetwork(), 1000, Network),
        ["mixture"] = () => GradientCase.Of("mixture", new GaussianMixture(), 1000, OneColumn),
        ["schools"] = Schools,
        ["autoregression"] = () => GradientCase.Of("autoregression", new Autoregression(), 1, Series),
        ["markov"] = () => GradientCase.Of("markov", new HiddenMarkov(), 1, Series),
        ["radon"] = () => GradientCase.Of("radon", new VaryingIntercepts(), 919, Radon),
        ["rank"] = () => GradientCase.Of("rank", new ReducedRank(), 500, RowsByColumns),
        ["softmax"] = () => GradientCase.Of("softmax", new SoftmaxRegression(), 1000, WithInputs),
    };

    private static GradientCase Schools()
    {
        double[] errors = [15, 10, 16, 11, 9, 11, 10, 18];
        double[] effects = [28, 8, -3, 7, -1, 1, 18, 12];
        var model = new EightSchools(new EightSchools.Shared(errors));
        return new GradientCase("schools", model, new Dataset(1, [effects]), (f, data, u, g) =>
        {
            fixed (double* point = u, gradient = g, sigma = errors, y = data.Columns[0])
            {
                return ((delegate* unmanaged<double*, double*, double*, int, double*, double>)f)(point, sigma, y, errors.Length, gradient);
            }
        });
    }

    private static double RowsByColumns(nint f, Dataset data, double[] u, double[] g)
    {
        fixed (double* point = u, gradient = g, x = data.Columns[0], y = data.Columns[1])
        {
            return ((delegate* unmanaged<double*, double*, double*, int, double*, double>)f)(point, x, y, data.Rows, gradient);
        }
    }

    private static double WithInputs(nint f, Dataset data, double[] u, double[] g)
    {
        fixed (double* point = u, gradient = g, x = data.Columns[0], y = data.Columns[1])
        {
            return ((delegate* unmanaged<double*, double*, double*, int, int, double*, double>)f)(point, x, y, data.Rows, data.Columns[0].Length / data.Rows, gradient);
        }
    }

    private static double Network(nint f, Dataset data, double[] u, double[] g)
    {
        fixed (double* point = u, gradient = g, x = data.Columns[0], y = data.Columns[1])
        {
            return ((delegate* unmanaged<double*, double*, double*, int, int, int, double*, double>)f)(point, x, y, data.Rows, 10, 20, gradient);
        }
    }

    private static double OneColumn(nint f, Dataset data, double[] u, double[] g)
    {
        fixed (double* point = u, gradient = g, y = data.Columns[0])
        {
            return ((delegate* unmanaged<double*, double*, int, double*, double>)f)(point, y, data.Rows, gradient);
        }
    }

    private static double Series(nint f, Dataset data, double[] u, double[] g)
    {
        fixed (double* point = u, gradient = g, y = data.Columns[0])
        {
            return ((delegate* unmanaged<double*, double*, int, double*, double>)f)(point, y, data.Columns[0].Length, gradient);
        }
    }

    private static double Radon(nint f, Dataset data, double[] u, double[] g)
    {
        fixed (double* point = u, gradient = g, county = data.Columns[0], floor = data.Columns[1], y = data.Columns[2])
        {
            return ((delegate* unmanaged<double*, double*, double*, double*, int, int, double*, double>)f)(point, county, floor, y, data.Rows, 85, gradient);
        }
    }

    private static nint? Build()
    {
        var library = Path.Combine(Path.GetTempPath(), $"slt-kernels-{Environment.ProcessId}.so");
        string[] arguments = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", Path.Combine(AppContext.BaseDirectory, "kernels.c"), "-o", library, "-lm"];
        try
        {
            using var gcc = Process.Start("gcc", arguments);
            gcc.WaitForExit();
            return gcc.ExitCode == 0 ? NativeLibrary.Load(library) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
