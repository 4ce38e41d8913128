using System.Text.Json.Nodes;

namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt density</c> prints; the gradient is that of the log posterior in natural coordinates.</summary>
internal sealed record DensityDocument(double LogLikelihood, double LogPrior, double LogPosterior, JsonObject? Gradient);
