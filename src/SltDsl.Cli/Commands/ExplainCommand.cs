using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt explain</c>: the page of a diagnostic.</summary>
internal static class ExplainCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var code = new Argument<string?>("code") { Description = "A code such as SLT1004; all codes are listed when it is left out", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb("explain", "What a diagnostic means and what to do", "slt explain SLT1004", "slt explain 1004", "slt explain")
        {
            code,
        };
        verb.SetAction(parse => Run(terminal, parse.GetValue(code)));
        return verb;
    }

    private static int Run(Terminal terminal, string? code)
    {
        if (code is null)
        {
            foreach (var kind in DiagnosticCatalogue.All)
            {
                terminal.Output.WriteLine($"{kind.Code}  {DiagnosticRenderer.Name(kind.DefaultSeverity),-7}  {kind.Title}");
            }

            return ExitCode.Fine;
        }

        var name = code.ToUpperInvariant() is var upper && upper.StartsWith("SLT", StringComparison.Ordinal) ? upper : $"SLT{upper}";
        terminal.Output.Write(RulePages.Find(name) ?? throw new CommandFailure(
            ExitCode.Usage,
            $"`{code}` is not a code of SltDsl{UsageErrors.DidYouMean(name, DiagnosticCatalogue.All.Select(d => d.Code))}",
            "`slt explain` lists all codes"));
        return ExitCode.Fine;
    }
}
