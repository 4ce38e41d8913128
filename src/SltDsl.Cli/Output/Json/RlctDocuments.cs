using System.Text.Json;

namespace SltDsl.Cli.Output.Json;

/// <summary>What is established about λ; rationals as <c>"3/4"</c>, λ = ∞ as <c>"infinity"</c>.</summary>
/// <param name="Status"><c>exact</c>, <c>bounded</c> or <c>undecided</c>.</param>
/// <param name="Value">The value when it is exact.</param>
/// <param name="Lower">The proved lower bound.</param>
/// <param name="Upper">The proved upper bound, or null.</param>
internal sealed record LambdaDocument(string Status, string? Value, string? Lower, string? Upper);

/// <summary>What is established about m.</summary>
/// <param name="Status"><c>exact</c>, <c>bounded</c> or <c>undecided</c>.</param>
/// <param name="Value">The value when it is exact.</param>
/// <param name="Lower">The smallest possible value.</param>
/// <param name="Upper">The largest possible value.</param>
internal sealed record MultiplicityDocument(string Status, int? Value, int? Lower, int? Upper);

/// <summary>The argument behind a value.</summary>
internal sealed record EvidenceDocument(string Method, string Theorem, IReadOnlyList<string> Steps);

/// <summary>The answer to one ideal.</summary>
internal sealed record IdealAnswerDocument(
    JsonElement? Id, LambdaDocument Lambda, MultiplicityDocument Multiplicity, EvidenceDocument Evidence, double Milliseconds, EstimateDocument? Estimate);

/// <summary>λ and m of a model at a truth.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Truth">The truth's name.</param>
/// <param name="Dimension">d.</param>
/// <param name="RegularLambda">d/2.</param>
/// <param name="Lambda">What is established about λ.</param>
/// <param name="Multiplicity">What is established about m.</param>
/// <param name="Evidence">The argument.</param>
/// <param name="Estimate">An estimate, where one was asked for.</param>
internal sealed record TruthDocument(
    string Model,
    string Truth,
    int Dimension,
    string RegularLambda,
    LambdaDocument Lambda,
    MultiplicityDocument Multiplicity,
    EvidenceDocument Evidence,
    EstimateDocument? Estimate)
{
    /// <summary>How many standard errors λ̂ lies above (below, if negative) what is proved; null without an estimate or a proof.</summary>
    public double? Distance => Estimate is null ? null : ProvedAndEstimated.Distance(Lambda, Estimate);
}

/// <summary>λ and m of a model at all its truths.</summary>
internal sealed record TruthsDocument(string Model, IReadOnlyList<TruthDocument> Truths);

/// <summary>An estimate of λ and m; not to be used for a claim where it is not trusted.</summary>
internal sealed record EstimateDocument(
    double Lambda,
    double StandardError,
    IReadOnlyList<double> Interval95,
    int Multiplicity,
    double MultiplicityProbability,
    bool Trusted,
    IReadOnlyList<string> Reasons,
    int Particles,
    long GradientEvaluations,
    long EnergyEvaluations,
    double Seconds,
    ulong Seed);

/// <summary>An ideal that could not be read.</summary>
internal sealed record IdealFailureDocument(JsonElement? Id, IdealErrorDocument Error);

/// <summary>Why an ideal could not be read.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Column">The column in the text at fault, from 1, or null.</param>
internal sealed record IdealErrorDocument(string Message, int? Column);
