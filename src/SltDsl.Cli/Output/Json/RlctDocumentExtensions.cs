using SltDsl.Algebra;

namespace SltDsl.Cli.Output.Json;

/// <summary>Results of the algebra in the terms of the JSON contract.</summary>
internal static class RlctDocumentExtensions
{
    private const string Infinity = "infinity";

    /// <summary>What is established about λ.</summary>
    public static LambdaDocument ToLambdaDocument(this Rlct rlct) => rlct switch
    {
        { IsInfinite: true } => new("exact", Infinity, Infinity, Infinity),
        { IsLambdaExact: true } => new("exact", rlct.Lower.ToString(), rlct.Lower.ToString(), rlct.Lower.ToString()),
        _ => new(StatusName(rlct.Status), null, rlct.Lower.ToString(), rlct.Upper?.ToString()),
    };

    /// <summary>What is established about m, which has no meaning where λ = ∞.</summary>
    public static MultiplicityDocument ToMultiplicityDocument(this Rlct rlct) => rlct switch
    {
        { IsInfinite: true } => new("undecided", null, null, null),
        { IsExact: true } => new("exact", rlct.LowerMultiplicity, rlct.LowerMultiplicity, rlct.LowerMultiplicity),
        _ => new(rlct.Status is RlctStatus.Undecided ? "undecided" : "bounded", null, rlct.LowerMultiplicity, rlct.UpperMultiplicity),
    };

    /// <summary>The argument.</summary>
    public static EvidenceDocument ToDocument(this RlctEvidence evidence) => new(evidence.Method, evidence.Theorem, evidence.Steps);

    private static string StatusName(RlctStatus status) => status switch
    {
        RlctStatus.Exact => "exact",
        RlctStatus.Bounded => "bounded",
        _ => "undecided",
    };
}
