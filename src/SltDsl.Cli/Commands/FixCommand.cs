using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt fix</c>: applies the repairs that diagnostics bring with them, each checked again afterwards.</summary>
internal static class FixCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files") { Description = ".slt files; - repairs stdin to stdout", Arity = ArgumentArity.OneOrMore };
        var codes = new Option<string[]>("--code") { Description = "Repair these codes only; those that change the model (SLT10xx) are repaired when named", HelpName = "CODE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Change nothing; list what would be done" };
        var verb = new Verb("fix", "Apply the repairs that diagnostics suggest", "slt fix model.slt", "slt fix model.slt --code SLT1006", "slt fix --dry-run models/*.slt")
        {
            files, codes, dryRun,
        };
        verb.SetAction(parse => Run(terminal, parse.GetValue(files)!, parse.GetValue(codes) ?? [], parse.GetValue(dryRun)));
        return verb;
    }

    private static int Run(Terminal terminal, IReadOnlyList<string> files, IReadOnlyList<string> codes, bool dryRun)
    {
        foreach (var source in files.Select(file => SourceFiles.Read(file, terminal)).ToList())
        {
            var repaired = ModelRepair.Repair(source, codes.Select(c => c.ToUpperInvariant()).ToHashSet());
            foreach (var step in repaired.Steps)
            {
                (dryRun ? terminal.Output : terminal.Error).WriteLine($"{source.Path}:{step.Place}: {step.Code}: {step.Title}");
            }

            if (source.Path == SourceFiles.StandardInput && !dryRun)
            {
                terminal.Output.Write(repaired.Text);
            }
            else if (repaired.Text != source.Text && !dryRun)
            {
                OutputFiles.Replace(source.Path, repaired.Text);
            }
        }

        return ExitCode.Fine;
    }
}
