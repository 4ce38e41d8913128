using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Commands;

/// <summary>The settings of the samplers on the command line; the defaults of NUTS are Stan's.</summary>
internal sealed class SampleOptions
{
    private const int DefaultDepth = 10;
    private const int DefaultDepthWithinRung = 6;

    private readonly Option<string> _method = new("--method") { Description = "nuts, hmc, mala (Langevin with acceptance), exchange (replica exchange, for separate modes), smc (tempered populations) or sgld (Langevin without)", DefaultValueFactory = _ => "nuts" };
    private readonly Option<int> _chains = new("--chains") { Description = "How many chains", DefaultValueFactory = _ => 4 };
    private readonly Option<int> _draws = new("--draws") { Description = "Draws to keep of each chain", DefaultValueFactory = _ => 1_000 };
    private readonly Option<int> _warmUp = new("--warmup") { Description = "Warm-up iterations of each chain", DefaultValueFactory = _ => 1_000 };
    private readonly Option<double?> _acceptance = new("--target-acceptance") { Description = "Mean acceptance that the step is adapted to: 0.8, for mala 0.574", HelpName = "NUMBER" };
    private readonly Option<int?> _depth = new("--max-tree-depth") { Description = "The largest number of doublings of a trajectory: 10, for exchange 6", HelpName = "INT" };
    private readonly Option<string> _metric = new("--metric") { Description = "diagonal or dense", DefaultValueFactory = _ => "diagonal" };
    private readonly Option<int> _steps = new("--steps") { Description = "Leapfrog steps of a trajectory at most, for hmc", DefaultValueFactory = _ => 20 };
    private readonly Option<double> _step = new("--step") { Description = "The constant step of sgld", DefaultValueFactory = _ => 1e-3 };
    private readonly Option<int> _batch = new("--batch") { Description = "Rows of a mini-batch of sgld; 0 takes all", DefaultValueFactory = _ => 0 };
    private readonly Option<int> _rungs = new("--rungs") { Description = "Temperatures of exchange; 0 adapts their number", DefaultValueFactory = _ => 0 };
    private readonly Option<double> _beta = new("--beta") { Description = "Temper the likelihood: prior × likelihood^β", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> _formats = new("--draws-format") { Description = "parquet (the default), csv (as CmdStan) or zarr (InferenceData); may be repeated" };

    private IReadOnlyList<Option> All => [_method, _chains, _draws, _warmUp, _acceptance, _depth, _metric, _steps, _step, _batch, _rungs, _beta, _formats];

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        _method.AcceptOnlyFromAmong("nuts", "hmc", "mala", "exchange", "smc", "sgld");
        _metric.AcceptOnlyFromAmong("diagonal", "dense");
        _formats.AcceptOnlyFromAmong(DrawsFormats.All);
        foreach (var option in All)
        {
            verb.Add(option);
        }
    }

    /// <summary>The first of these options that was given, or null.</summary>
    public string? FirstGiven(ParseResult parse) => All.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>What was given.</summary>
    /// <exception cref="CommandFailure">A value is out of range.</exception>
    public SamplerDocument Read(ParseResult parse)
    {
        var method = parse.GetValue(_method)!;
        var options = new SamplerDocument(
            method,
            parse.GetValue(_chains),
            parse.GetValue(_draws),
            parse.GetValue(_warmUp),
            parse.GetValue(_beta),
            parse.GetValue(_acceptance) ?? (method == "mala" ? 0.574 : 0.8),
            parse.GetValue(_depth) ?? (method == "exchange" ? DefaultDepthWithinRung : DefaultDepth),
            parse.GetValue(_metric)!,
            parse.GetValue(_steps),
            parse.GetValue(_step),
            parse.GetValue(_batch),
            parse.GetValue(_rungs),
            parse.GetValue(_formats) is { Length: > 0 } formats ? [.. formats.Distinct().Order(StringComparer.Ordinal)] : [DrawsFormats.Parquet],
            null);
        Require("--chains", options.Chains, options.Chains is >= 1 and <= 1_000, "4");
        Require("--draws", options.Draws, options.Draws is >= 1 and <= 10_000_000, "1000");
        Require("--warmup", options.Warmup, options.Warmup is >= 0 and <= 10_000_000, "1000");
        Require("--target-acceptance", options.TargetAcceptance, options.TargetAcceptance is > 0 and < 1, "0.9");
        Require("--max-tree-depth", options.MaxTreeDepth, options.MaxTreeDepth is >= 1 and <= 30, "12");
        Require("--steps", options.Steps, options.Steps is >= 1 and <= 1_000_000, "20");
        Require("--step", options.Step, options.Step is > 0 and < double.PositiveInfinity, "0.001");
        Require("--batch", options.Batch, options.Batch >= 0, "100");
        Require("--rungs", options.Rungs, options.Rungs is 0 or (>= 2 and <= 10_000), "12");
        Require("--beta", options.Beta, options.Beta is >= 0 and < double.PositiveInfinity, "0.1");
        return options;
    }

    private static void Require(string option, double value, bool holds, string example)
    {
        if (!holds)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{option} {value}` is out of range", $"write it as `{option} {example}`");
        }
    }
}
