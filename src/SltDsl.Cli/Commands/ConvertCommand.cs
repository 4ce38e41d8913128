using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Runs;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt convert</c>: the draws of a run in another format.</summary>
internal static class ConvertCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("run") { Description = "A run folder" };
        var to = new Option<string>("--to") { Description = "parquet, csv (as CmdStan) or zarr (InferenceData, with log likelihoods and predictive draws)", Required = true };
        to.AcceptOnlyFromAmong(DrawsFormats.All);
        var folder = new Option<string?>("-o") { Description = "The folder of the result; without it the run's own draws", HelpName = "DIR" };
        var data = SharedOptions.Data();
        var force = SharedOptions.Force();
        var verb = new Verb("convert", "The draws of a run in another format", "slt convert runs/first --to zarr", "slt convert runs/first --to csv -o for-r")
        {
            run, to, folder, data, force,
        };
        verb.SetAction(parse =>
        {
            var (path, format) = (parse.GetValue(run)!, parse.GetValue(to)!);
            using var stored = StoredRun.Open(path, parse.GetValue(data), terminal);
            var target = parse.GetValue(folder) ?? Path.Combine(path, "draws");
            var result = Path.Combine(target, DrawsWriter.NameOf(format));
            OutputFiles.RequireFree(result, parse.GetValue(force));
            try
            {
                new DrawsWriter(stored.Session, stored.Rows, stored.Draws).Write(format, target);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailure(ExitCode.Computation, $"`{target}` cannot be written: {failure.Message.TrimEnd('.')}", "check its permissions and the free space");
            }

            terminal.Output.WriteLine(result);
            return ExitCode.Fine;
        });
        return verb;
    }
}
