using System.Diagnostics;
using System.Text.Json;
using SltDsl.Algebra;

namespace SltDsl.Benchmarks;

/// <summary>The ideals of table.json with generators, and the time that each takes on one core, warm.</summary>
internal static class AlgebraTable
{
    public static IReadOnlyList<(string Id, IdealProblem Problem)> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "table.json")));
        return document.RootElement.GetProperty("cases").EnumerateArray()
            .Where(entry => entry.GetProperty("generators").ValueKind == JsonValueKind.Array)
            .Select(entry => (entry.GetProperty("id").GetString()!, Problem(entry))).ToList();
    }

    /// <summary>The least processor time of some runs for each ideal after one to warm up, and their quantiles, in milliseconds.</summary>
    public static void Print(int repeats, string filter, long budget)
    {
        var times = new List<(string Id, double Milliseconds, Rlct Result)>();
        foreach (var (id, problem) in Read().Where(c => c.Id.StartsWith(filter, StringComparison.Ordinal)))
        {
            var (best, result) = (double.MaxValue, RealLogCanonicalThreshold.Of(problem, budget));
            for (var i = 0; i < repeats; i++)
            {
                var start = Environment.CpuUsage.TotalTime;
                result = RealLogCanonicalThreshold.Of(problem, budget);
                best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            }

            times.Add((id, best, result));
        }

        var sorted = times.Select(t => t.Milliseconds).Order().ToArray();
        foreach (var (id, milliseconds, result) in times.OrderByDescending(t => t.Milliseconds).Take(40))
        {
            Console.WriteLine($"{milliseconds,12:F2}  {id,-28}{result}");
        }

        Console.WriteLine($"{sorted.Length} ideals, {times.Count(t => t.Result.IsExact)} exact; median {Quantile(sorted, 0.5):F3} ms, 90 % {Quantile(sorted, 0.9):F2} ms, 95 % {Quantile(sorted, 0.95):F2} ms, worst {sorted[^1]:F1} ms, total {sorted.Sum():F0} ms");
        Console.WriteLine("bounded: " + string.Join(", ", times.Where(t => !t.Result.IsExact).Select(t => t.Id)));
    }

    /// <summary>Checks the certificate of every result and prints the slowest.</summary>
    public static void Verify(string filter)
    {
        foreach (var (id, problem) in Read().Where(c => c.Id.StartsWith(filter, StringComparison.Ordinal)))
        {
            var result = RealLogCanonicalThreshold.Of(problem);
            var start = Stopwatch.GetTimestamp();
            var verdict = CertificateVerifier.Verify(result);
            var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (!verdict.IsValid || milliseconds > 50)
            {
                Console.WriteLine($"{milliseconds,12:F2}  {id,-28}{result} {verdict}");
            }
        }
    }

    internal static double Quantile(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];

    private static IdealProblem Problem(JsonElement entry) => IdealProblem.Parse(
        Strings(entry.GetProperty("variables")),
        Strings(entry.GetProperty("generators")),
        entry.GetProperty("centre").ValueKind == JsonValueKind.Array ? Strings(entry.GetProperty("centre")) : null,
        entry.GetProperty("domain").EnumerateArray().Select(ends => (ends[0].GetString()!, ends[1].GetString()!)).ToList(),
        entry.GetProperty("prior").GetString());

    private static List<string> Strings(JsonElement array) => array.EnumerateArray().Select(e => e.GetString()!).ToList();
}
