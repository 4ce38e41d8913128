using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output;
using SltDsl.Singularity;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt rlct</c>: λ and m, exact, bounded or estimated, of a model at a truth or of an ideal.</summary>
internal static class RlctCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var ideal = new Option<string?>("--ideal") { Description = "An ideal instead of a model: \"x*y^2; x^3\", a JSON file, or - for stdin", HelpName = "IDEAL" };
        var at = new Option<string?>("--at") { Description = "The point at which λ of an ideal is asked; the origin unless a domain is given", HelpName = "x=0,y=0" };
        var domain = new Option<string?>("--domain") { Description = "Intervals of an ideal's variables; without --at the minimum over them", HelpName = "x=0:1,y=-1:1" };
        var prior = new Option<string?>("--prior") { Description = "A polynomial to which the prior density of an ideal is proportional", HelpName = "POLYNOMIAL" };
        var budget = SharedOptions.Budget();
        var json = SharedOptions.Json();
        var lines = new Option<bool>("--json-lines") { Description = "One JSON document a line for each ideal, in order" };
        var (path, size, hyper, data) = (new Argument<string?>("model") { Description = "A .slt file; - reads stdin", Arity = ArgumentArity.ZeroOrOne }, SharedOptions.Size(), SharedOptions.Hyper(), SharedOptions.Data());
        var truth = new Option<string?>("--truth") { Description = "The truth; all of them when it is left out", HelpName = "NAME" };
        var estimate = new Option<bool>("--estimate") { Description = "Also estimate λ̂ ± its standard error" };
        var (seed, threads, silent) = (SharedOptions.Seed(), SharedOptions.Threads(), SharedOptions.NoProgress());
        var strict = new Option<bool>("--strict") { Description = "Exit with 4 when an estimate is not to be trusted" };
        var verb = new Verb(
            "rlct",
            "The learning coefficient λ and its multiplicity m",
            "slt rlct model.slt --truth Q",
            "slt rlct model.slt --truth Q --estimate --seed 1 --json",
            "slt rlct --ideal \"x*y^2; x^3\" --at \"x=0,y=0\"",
            "slt rlct --ideal \"a*b + c*d\" --domain \"a=0:1,b=0:1,c=0:1,d=0:1\" --at \"a=0,b=0,c=0,d=0\"",
            "slt rlct --ideal ideals.jsonl --json-lines")
        {
            path, truth, estimate, size, hyper, data, ideal, at, domain, prior, budget, seed, threads, json, lines, strict, silent,
        };
        verb.SetAction(parse =>
        {
            var estimation = parse.GetValue(estimate) ? new LambdaEstimation(terminal, Seeds.Choose(parse.GetValue(seed), terminal), parse.GetValue(threads), !parse.GetValue(silent)) : null;
            var time = parse.GetValue(budget) is { } span ? Durations.Parse("--budget", span) : (TimeSpan?)null;
            switch (parse.GetValue(path), parse.GetValue(ideal))
            {
                case (null, { } text):
                    return new IdealRlct(terminal, estimation).Run(new(text, parse.GetValue(at), parse.GetValue(domain), parse.GetValue(prior), time, parse.GetValue(json), parse.GetValue(lines)));
                case ({ } model, null):
                    var request = new ModelRequest(model, NamedValues.Sizes(parse.GetValue(size)), NamedValues.Hypers(parse.GetValue(hyper)), parse.GetValue(data));
                    var analysis = new AnalysisRequest(request.Sizes, request.Hypers, AnalysisDepth.Full, time);
                    return new TruthRlct(terminal, estimation).Run(request, analysis, parse.GetValue(truth), parse.GetValue(json), parse.GetValue(strict));
                default:
                    throw new CommandFailure(ExitCode.Usage, "λ is asked of one model or one ideal", "write `slt rlct model.slt --truth Q` or `slt rlct --ideal \"x*y^2; x^3\" --at \"x=0,y=0\"`");
            }
        });
        return verb;
    }
}
