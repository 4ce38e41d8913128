using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output.Json;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary>The settings of the sampler on the command line; the defaults are Stan's.</summary>
internal sealed class SampleOptions
{
    private readonly Option<int> _chains = new("--chains") { Description = "How many chains", DefaultValueFactory = _ => 4 };
    private readonly Option<int> _draws = new("--draws") { Description = "Draws to keep of each chain", DefaultValueFactory = _ => 1_000 };
    private readonly Option<int> _warmUp = new("--warmup") { Description = "Warm-up iterations of each chain", DefaultValueFactory = _ => 1_000 };
    private readonly Option<double> _acceptance = new("--target-acceptance") { Description = "Mean acceptance that the step is adapted to", DefaultValueFactory = _ => 0.8 };
    private readonly Option<int> _depth = new("--max-tree-depth") { Description = "The largest number of doublings of a trajectory", DefaultValueFactory = _ => 10 };
    private readonly Option<string> _metric = new("--metric") { Description = "diagonal or dense", DefaultValueFactory = _ => "diagonal" };
    private readonly Option<double> _beta = new("--beta") { Description = "Temper the likelihood: prior × likelihood^β", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = SharedOptions.Threads();

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        _metric.AcceptOnlyFromAmong("diagonal", "dense");
        Array.ForEach<Option>([_chains, _draws, _warmUp, _acceptance, _depth, _metric, _beta, _threads], verb.Add);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="CommandFailure">A value is out of range.</exception>
    public SamplerDocument Read(ParseResult parse)
    {
        var options = new SamplerDocument(
            parse.GetValue(_chains), parse.GetValue(_draws), parse.GetValue(_warmUp), parse.GetValue(_acceptance), parse.GetValue(_depth), parse.GetValue(_metric)!, parse.GetValue(_beta));
        Require("--chains", options.Chains, options.Chains is >= 1 and <= 1_000, "4");
        Require("--draws", options.Draws, options.Draws is >= 1 and <= 10_000_000, "1000");
        Require("--warmup", options.Warmup, options.Warmup is >= 0 and <= 10_000_000, "1000");
        Require("--target-acceptance", options.TargetAcceptance, options.TargetAcceptance is > 0 and < 1, "0.9");
        Require("--max-tree-depth", options.MaxTreeDepth, options.MaxTreeDepth is >= 1 and <= 30, "12");
        Require("--beta", options.Beta, options.Beta is >= 0 and < double.PositiveInfinity, "0.1");
        return options;
    }

    /// <summary>The same as the sampler takes it.</summary>
    public NutsOptions ToNuts(SamplerDocument options, ParseResult parse) => new()
    {
        WarmUp = options.Warmup,
        TargetAcceptance = options.TargetAcceptance,
        MaxTreeDepth = options.MaxTreeDepth,
        Metric = options.Metric == "dense" ? MetricKind.Dense : MetricKind.Diagonal,
        Threads = parse.GetValue(_threads),
    };

    private static void Require(string option, double value, bool holds, string example)
    {
        if (!holds)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{option} {value}` is out of range", $"write it as `{option} {example}`");
        }
    }
}
