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
internal sealed record IdealAnswerDocument(JsonElement? Id, LambdaDocument Lambda, MultiplicityDocument Multiplicity, EvidenceDocument Evidence, double Milliseconds);

/// <summary>An ideal that could not be read.</summary>
internal sealed record IdealFailureDocument(JsonElement? Id, IdealErrorDocument Error);

/// <summary>Why an ideal could not be read.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Column">The column in the text at fault, from 1, or null.</param>
internal sealed record IdealErrorDocument(string Message, int? Column);
