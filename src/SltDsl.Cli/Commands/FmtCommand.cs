using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Language.Formatting;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt fmt</c>: formats model files in place.</summary>
internal static class FmtCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files") { Description = ".slt files; - formats stdin to stdout", Arity = ArgumentArity.OneOrMore };
        var check = new Option<bool>("--check") { Description = "Change nothing; list the files that would change and exit with 5" };
        var verb = new Verb("fmt", "Format model files", "slt fmt models/*.slt", "slt fmt --check models/*.slt", "slt fmt - < model.slt")
        {
            files, check,
        };
        verb.SetAction(parse => Run(terminal, parse.GetValue(files)!, parse.GetValue(check)));
        return verb;
    }

    private static int Run(Terminal terminal, IReadOnlyList<string> files, bool check)
    {
        var changed = 0;
        foreach (var source in files.Select(file => SourceFiles.Read(file, terminal)).ToList())
        {
            var formatted = SltFormatter.Format(source);
            var differs = formatted != source.Text;
            changed += differs ? 1 : 0;
            if (check)
            {
                terminal.Output.Write(differs ? $"{source.Path}\n" : "");
            }
            else if (source.Path == SourceFiles.StandardInput)
            {
                terminal.Output.Write(formatted);
            }
            else if (differs)
            {
                OutputFiles.Replace(source.Path, formatted);
                terminal.Error.WriteLine($"formatted {source.Path}");
            }
        }

        return check && changed > 0 ? ExitCode.Differences : ExitCode.Fine;
    }
}
