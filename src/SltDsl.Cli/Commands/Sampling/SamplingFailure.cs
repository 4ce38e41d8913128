using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary>Says in terms of the model why a sampler could not begin or go on.</summary>
internal static class SamplingFailure
{
    /// <summary>The failure for the user.</summary>
    public static CommandFailure Explain(Exception failure, ModelSession session, Dataset rows) => failure switch
    {
        InitialPointException { Point: { } point } => new(
            ExitCode.Computation,
            $"no starting point: {FaultyStatement.Find(session, rows, point) ?? failure.Message.TrimEnd('.')}",
            "check the data against that statement, or give a point with `--init point.json`; `slt density` evaluates the model at a point"),
        ImproperDensityException { Direction: { } direction } => new(
            ExitCode.Computation,
            $"the posterior is improper: the density does not fall however far one goes along {CoordinateNames.Describe(session.Model, direction)}",
            "bound these parameters, or give them proper priors"),
        NotSupportedException => new(ExitCode.Computation, $"this method begins at the prior, which cannot be drawn from: {failure.Message.TrimEnd('.')}", "give every parameter a proper prior, or use `--method nuts`"),
        _ => new(ExitCode.Computation, failure.Message.TrimEnd('.'), "`slt density` evaluates the model at a point; `slt check` lists what is unusual about it"),
    };
}
