using System.Text.Json.Nodes;

namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt optimize --json</c> prints.</summary>
/// <param name="Kind"><c>posterior mode</c> or <c>maximum likelihood</c>.</param>
/// <param name="LogPosterior">Log likelihood and log prior together, in natural coordinates.</param>
/// <param name="LogLikelihood">The log likelihood alone.</param>
/// <param name="Point">The parameters in their declared shapes: what <c>--at</c> and <c>--init</c> take.</param>
/// <param name="GradientNorm">The largest derivative in unconstrained coordinates.</param>
/// <param name="Converged">Whether it is small.</param>
/// <param name="Starts">How many starting points were tried.</param>
/// <param name="Agreeing">How many led here.</param>
/// <param name="Seed">The seed; 0 where a starting point was given.</param>
internal sealed record OptimumDocument(
    string Kind, double LogPosterior, double LogLikelihood, JsonObject Point, double GradientNorm, bool Converged, int Starts, int Agreeing, ulong Seed);
