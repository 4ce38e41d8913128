using SltDsl.Runtime;

namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt sample --json</c> prints.</summary>
/// <param name="Chains">The number of chains.</param>
/// <param name="Draws">Draws in each.</param>
/// <param name="Warmup">Warm-up iterations in each.</param>
/// <param name="Parameters">The posterior of every parameter and derived quantity, by the name of the element.</param>
/// <param name="Divergences">Draws whose trajectory diverged.</param>
/// <param name="TreeDepthHits">Draws whose trajectory was cut.</param>
/// <param name="Ebfmi">E-BFMI of each chain.</param>
/// <param name="GradientEvaluations">Gradients taken.</param>
/// <param name="Seconds">How long it took; null in files, which are the same on every run.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Output">The run folder; null in files.</param>
/// <param name="Complete">Whether all draws were made.</param>
/// <param name="Converged">Whether no check failed.</param>
/// <param name="Findings">What failed.</param>
internal sealed record SampleDocument(
    int Chains,
    int Draws,
    int Warmup,
    IReadOnlyDictionary<string, QuantityDocument> Parameters,
    int Divergences,
    int TreeDepthHits,
    IReadOnlyList<double> Ebfmi,
    long GradientEvaluations,
    double? Seconds,
    ulong Seed,
    string? Output,
    bool Complete,
    bool Converged,
    IReadOnlyList<string> Findings)
{
    /// <summary>The sampler.</summary>
    public string Method { get; init; } = "nuts";

    /// <summary>What the ladder of temperatures shows; null for samplers without one.</summary>
    public LadderDocument? Ladder { get; init; }
}

/// <summary>What a ladder of temperatures shows.</summary>
/// <param name="Rungs">Temperatures of each chain.</param>
/// <param name="Barrier">The communication barrier Λ; this and the next two are null for smc.</param>
/// <param name="RoundTrips">From the prior to the posterior and back, over all chains.</param>
/// <param name="RestartRate">How often a scan brings a fresh point to the posterior.</param>
/// <param name="LogNormaliser">log Z, minus the free energy.</param>
internal sealed record LadderDocument(IReadOnlyList<int> Rungs, double? Barrier, int? RoundTrips, double? RestartRate, EstimatedDocument LogNormaliser);

/// <summary>A number with its error.</summary>
internal sealed record EstimatedDocument(double Value, double StandardError);

/// <summary>The posterior of one number.</summary>
internal sealed record QuantityDocument(double Mean, double Sd, double Mcse, double Q5, double Q50, double Q95, double EssBulk, double EssTail, double Rhat)
{
    /// <summary>Monte Carlo standard error of the standard deviation.</summary>
    public double McseSd { get; init; }

    /// <summary>Monte Carlo standard error of the 5 % quantile.</summary>
    public double McseQ5 { get; init; }

    /// <summary>Monte Carlo standard error of the median.</summary>
    public double McseQ50 { get; init; }

    /// <summary>Monte Carlo standard error of the 95 % quantile.</summary>
    public double McseQ95 { get; init; }

    /// <summary>The document of a summary.</summary>
    public static QuantityDocument Of(QuantitySummary summary) =>
        new(summary.Mean, summary.Sd, summary.Mcse, summary.Q5, summary.Q50, summary.Q95, summary.EssBulk, summary.EssTail, summary.RHat)
        {
            McseSd = summary.SdMcse,
            McseQ5 = summary.QuantileMcse.Q5,
            McseQ50 = summary.QuantileMcse.Q50,
            McseQ95 = summary.QuantileMcse.Q95,
        };
}

/// <summary>The manifest of a run folder, <c>run.json</c>: enough to repeat the run. The same run gives the same bytes.</summary>
/// <param name="Schema">The version of this document.</param>
/// <param name="Tool">The tool and its version.</param>
/// <param name="Verb">What was run.</param>
/// <param name="Status"><c>running</c>, <c>complete</c> or <c>partial</c>.</param>
/// <param name="Model">The model's name.</param>
/// <param name="ModelSha256">The hash of its text.</param>
/// <param name="ModelText">Its text.</param>
/// <param name="ImportsSha256">The hash of each file that it imports, directly or through others, by its path from the model's folder; null in runs that did not record them.</param>
/// <param name="DataSha256">The hash of the data file, or null.</param>
/// <param name="Sizes">The value of every size.</param>
/// <param name="Hypers">The value of every hyperparameter.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Options">The settings of the sampler.</param>
internal sealed record RunManifest(
    int Schema,
    string Tool,
    string Verb,
    string Status,
    string Model,
    string ModelSha256,
    string ModelText,
    IReadOnlyDictionary<string, string>? ImportsSha256,
    string? DataSha256,
    IReadOnlyDictionary<string, long> Sizes,
    IReadOnlyDictionary<string, double> Hypers,
    ulong Seed,
    SamplerDocument Options);

/// <summary>The settings of the sampler.</summary>
/// <param name="Method">nuts, hmc, mala, exchange, smc or sgld.</param>
/// <param name="Chains">The number of chains.</param>
/// <param name="Draws">Draws of each.</param>
/// <param name="Warmup">Warm-up iterations of each.</param>
/// <param name="Beta">The exponent of the likelihood.</param>
/// <param name="TargetAcceptance">The mean acceptance.</param>
/// <param name="MaxTreeDepth">The most doublings of a trajectory.</param>
/// <param name="Metric">diagonal or dense.</param>
/// <param name="Steps">The most steps of a trajectory of hmc.</param>
/// <param name="Step">The step of sgld.</param>
/// <param name="Batch">Rows of a mini-batch of sgld.</param>
/// <param name="Rungs">Temperatures of exchange; 0 adapts.</param>
/// <param name="Formats">The formats of the draws.</param>
/// <param name="Initial">Where chains start, in unconstrained coordinates, or null.</param>
internal sealed record SamplerDocument(
    string Method,
    int Chains,
    int Draws,
    int Warmup,
    double Beta,
    double TargetAcceptance,
    int MaxTreeDepth,
    string Metric,
    int Steps,
    double Step,
    int Batch,
    int Rungs,
    IReadOnlyList<string> Formats,
    IReadOnlyList<double>? Initial);

/// <summary>What differs from machine to machine, <c>timing.json</c>.</summary>
internal sealed record RunTiming(string Started, double? Seconds, string Host, int Processors, string ModelPath, string DataPath, IReadOnlyDictionary<string, long> Sizes, IReadOnlyDictionary<string, double> Hypers);
