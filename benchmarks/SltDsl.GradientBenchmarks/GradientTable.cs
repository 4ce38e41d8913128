using System.Diagnostics;

namespace SltDsl.GradientBenchmarks;

/// <summary>A quick look: the two sides of every case in turns, so that a noisy machine disturbs both.</summary>
internal static class GradientTable
{
    /// <summary>Prints the best time of each side and the median ratio of the turns.</summary>
    /// <param name="filter">A part of the case's name.</param>
    public static void Print(string filter)
    {
        Console.WriteLine($"{"model",-16} {"C µs",10} {"ours µs",10} {"ratio",7}   difference");
        foreach (var (_, make) in CKernels.All.Where(c => c.Key.Contains(filter, StringComparison.Ordinal)))
        {
            var example = make();
            var difference = example.Difference();
            WarmUp(() => example.C());
            WarmUp(() => example.Generated());
            var repeats = Math.Max(1, (int)(1e-3 / Time(() => example.Generated(), 10)));
            List<(double C, double Ours)> turns = [];
            var clock = Stopwatch.StartNew();
            while (turns.Count < 20 || clock.Elapsed.TotalSeconds < 1.5)
            {
                turns.Add((Time(() => example.C(), repeats), Time(() => example.Generated(), repeats)));
            }

            var (c, ours) = (turns.Min(t => t.C), turns.Min(t => t.Ours));
            var ratios = turns.Select(t => t.Ours / t.C).Order().ToArray();
            Console.WriteLine($"{example.Name,-16} {1e6 * c,10:F2} {1e6 * ours,10:F2} {ratios[ratios.Length / 2],7:F2}   {difference:E1}");
        }
    }

    // Until the tiers of compilation have settled, which wait for calls and for time.
    private static void WarmUp(Action turn)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < 0.6;)
        {
            turn();
        }
    }

    private static double Time(Action turn, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
        {
            turn();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }
}
