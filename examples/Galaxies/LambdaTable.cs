using SltDsl.Runtime;

namespace Galaxies;

/// <summary>λ at a truth: what the build proved, what d/2 would be, and an independent estimate.</summary>
internal static class LambdaTable
{
    /// <summary>A short run: an error of some per cent is enough to see that it is not d/2.</summary>
    private static readonly EstimateOptions _short = new() { Particles = 64, Doublings = 0 };

    public static void Print(ISltModel model, string truth)
    {
        var proved = model.Facts?.Truths.FirstOrDefault(t => t.Name == truth)?.Rlct;
        Console.WriteLine($"  {model.Info.Name}: d/2 = {model.Dimension / 2.0}; the build says {proved?.ToString() ?? "nothing: undecided within its budget (SLT2012)"}");
        if (EnergyProblem.Of(model, truth) is { } problem)
        {
            var estimate = LearningCoefficient.Estimate(problem, _short);
            Console.WriteLine($"    estimated: {estimate.Lambda:0.000} ± {estimate.StandardError:0.000}{(estimate.Trusted ? "" : $" (not to be trusted: {string.Join("; ", estimate.Reasons)})")}");
        }
    }
}
