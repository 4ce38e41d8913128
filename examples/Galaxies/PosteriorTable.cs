using SltDsl.Runtime;

namespace Galaxies;

/// <summary>The posterior of a mixture: each group by number, and quantities that do not depend on the numbering.</summary>
internal static class PosteriorTable
{
    private const double LargestRHat = 1.01;

    /// <summary>Samples, prints, and returns the draws of w and mu.</summary>
    public static Draws Print(ISltModel model, DataFile file)
    {
        var groups = (int)model.SizeValues["K"];
        var data = model.Load(file);
        var run = Nuts.Sample(model.Posterior(data), seed: 1);
        var values = run.Map(2 * groups, (point, target) => model.ToValues(point, Coordinates.Unconstrained, target));
        var invariant = run.Map(groups + 2, (point, target) =>
        {
            var all = new double[2 * groups];
            model.ToValues(point, Coordinates.Unconstrained, all);
            all.AsSpan(groups).CopyTo(target);
            target[..groups].Sort();
            target[groups] = all.AsSpan(0, groups).ToArray().Max();
            target[groups + 1] = model.LogLikelihood(all, data);
        });

        string[] names = [.. Enumerable.Range(1, groups).Select(k => $"mean {k} in order"), "largest weight", "log likelihood"];
        var summaries = names.Select((name, i) => QuantitySummary.Of(name, invariant.Coordinate(i))).ToList();
        Console.WriteLine();
        Console.WriteLine($"  {model.Info.Name,-20}{"mean",9}{"sd",8}{"5 %",9}{"95 %",9}{"ESS",8}{"R-hat",8}");
        foreach (var s in summaries)
        {
            Console.WriteLine($"  {s.Name,-20}{s.Mean,9:0.00}{s.Sd,8:0.00}{s.Q5,9:0.00}{s.Q95,9:0.00}{s.EssBulk,8:0}{s.RHat,8:0.000}");
        }

        PrintByNumber(model, groups, values);
        return values;
    }

    private static void PrintByNumber(ISltModel model, int groups, Draws values)
    {
        var worst = Enumerable.Range(0, groups).Select(k => QuantitySummary.Of($"mu[{k + 1}]", values.Coordinate(groups + k))).MaxBy(s => s.RHat)!;
        Console.WriteLine($"  {$"{worst.Name}, by number",-54}{worst.RHat,8:0.000}");
        Console.WriteLine(worst.RHat < LargestRHat
            ? "    The order of the means fixes the numbers of the groups, so that each number has a meaning of its own."
            : $"    Any of the {groups}! numberings of the groups gives the same density (SLT1006), and the chains have settled on different ones.\n"
                + "    What does not depend on the numbering, above, has converged.");
    }
}
