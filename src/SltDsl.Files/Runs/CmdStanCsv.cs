using System.Globalization;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Writes the draws of a chain as CmdStan does, so that its readers (cmdstanpy, ArviZ, posterior) take them.</summary>
public static class CmdStanCsv
{
    private static readonly string[] SamplerColumns = ["lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__"];

    /// <summary>Writes one chain.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="draws">The run, in the quantities of the layouts.</param>
    /// <param name="layouts">The quantities with their shapes; offsets count within a draw.</param>
    /// <param name="chain">Which chain, from 0.</param>
    /// <param name="warmUp">How many warm-up iterations came before.</param>
    /// <remarks>Elements stand in the order of CmdStan, the first index fastest, and are named <c>w.1.2</c>.</remarks>
    public static void Write(TextWriter writer, string model, Draws draws, IReadOnlyList<ValueLayout> layouts, int chain, int warmUp)
    {
        writer.Write($"# model = {model}\n# method = sample (Default)\n#   num_samples = {draws.Count}\n#   num_warmup = {warmUp}\n#   save_warmup = 0 (Default)\n#   thin = 1 (Default)\n");
        writer.Write($"#   algorithm = hmc (Default)\n#     engine = nuts (Default)\n#     metric = diag_e (Default)\n# id = {chain + 1}\n# random\n#   seed = {draws.Seed}\n");
        var elements = layouts.SelectMany(Elements).ToArray();
        writer.Write(string.Join(",", SamplerColumns.Concat(elements.Select(e => e.Name))) + "\n");
        writer.Write(FormattableString.Invariant($"# Adaptation terminated\n# Step size = {draws.StepSize(chain):R}\n# Diagonal elements of inverse mass matrix:\n"));
        writer.Write($"# {string.Join(", ", draws.InverseMetric(chain).ToArray().Select(Number))}\n");
        for (var draw = 0; draw < draws.Count; draw++)
        {
            WriteDraw(writer, draws, chain, draw, elements);
        }
    }

    private static void WriteDraw(TextWriter writer, Draws draws, int chain, int draw, (string Name, int Index)[] elements)
    {
        var statistics = draws.Statistics(chain, draw);
        writer.Write($"{Number(statistics.LogDensity)},{Number(statistics.AcceptanceStatistic)},{Number(statistics.StepSize)},{statistics.TreeDepth},{statistics.LeapfrogSteps},{(statistics.Divergent ? 1 : 0)},{Number(statistics.Energy)}");
        var values = draws[chain, draw];
        foreach (var (_, index) in elements)
        {
            writer.Write(',');
            writer.Write(Number(values[index]));
        }

        writer.Write('\n');
    }

    private static IEnumerable<(string Name, int Index)> Elements(ValueLayout layout)
    {
        for (var i = 0; i < layout.Count; i++)
        {
            // i counts with the first index fastest; values are stored with the last index fastest.
            var (rest, index, name) = (i, 0, layout.Name);
            var stride = layout.Count;
            foreach (var extent in layout.Extents)
            {
                stride /= extent;
                index += rest % extent * stride;
                name += $".{(rest % extent) + 1}";
                rest /= extent;
            }

            yield return (name, layout.Offset + index);
        }
    }

    private static string Number(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
