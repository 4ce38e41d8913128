using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;

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
        var verb = new Verb(
            "rlct",
            "The learning coefficient λ and its multiplicity m",
            "slt rlct --ideal \"x*y^2; x^3\" --at \"x=0,y=0\"",
            "slt rlct --ideal \"a*b + c*d\" --domain \"a=0:1,b=0:1,c=0:1,d=0:1\" --at \"a=0,b=0,c=0,d=0\"",
            "slt rlct --ideal ideals.jsonl --json-lines")
        {
            ideal, at, domain, prior, budget, json, lines,
        };
        verb.SetAction(parse =>
        {
            var options = new IdealOptions(
                parse.GetValue(ideal)!, parse.GetValue(at), parse.GetValue(domain), parse.GetValue(prior), parse.GetValue(budget), parse.GetValue(json), parse.GetValue(lines));
            return parse.GetValue(ideal) is null
                ? throw new CommandFailure(ExitCode.Usage, "there is nothing to compute", "name an ideal, as in `slt rlct --ideal \"x*y^2; x^3\" --at \"x=0,y=0\"`")
                : new IdealRlct(terminal).Run(options);
        });
        return verb;
    }
}
