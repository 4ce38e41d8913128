using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Reports;
using SltDsl.Language.Diagnostics;
using SltDsl.Singularity;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt check</c>: the diagnostics of model files.</summary>
internal static class CheckCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files") { Description = ".slt files; - reads stdin", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "text, json, sarif or github", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif", "github");
        var json = SharedOptions.Json();
        var strict = new Option<bool>("--warn-as-error") { Description = "Exit with 1 on warnings too" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show hidden findings too" };
        var quiet = SharedOptions.Quiet();
        var (size, hyper) = (SharedOptions.Size(), SharedOptions.Hyper());
        var analysis = new AnalysisSettings(AnalysisDepth.Fast);
        var verb = new Verb(
            "check",
            "Diagnostics and singularities of models",
            "slt check model.slt",
            "slt check models/*.slt --warn-as-error",
            "slt check model.slt --format sarif > model.sarif")
        {
            files, format, json, strict, verbose, quiet, size, hyper,
        };
        analysis.AddTo(verb);
        verb.SetAction(parse =>
        {
            var report = Report(parse.GetValue(json) ? "json" : parse.GetValue(format)!, terminal, parse.GetValue(verbose));
            var checker = new ModelChecker(analysis.Read(parse, NamedValues.Sizes(parse.GetValue(size)), NamedValues.Hypers(parse.GetValue(hyper))));
            var models = parse.GetValue(files)!.Select(file => SourceFiles.Read(file, terminal)).ToList().ConvertAll(checker.Check);
            report.Write(models, terminal.Output);
            return Conclude(terminal, models, parse.GetValue(strict), parse.GetValue(quiet));
        });
        return verb;
    }

    private static int Conclude(Terminal terminal, IReadOnlyList<CheckedModel> models, bool strict, bool quiet)
    {
        var (errors, warnings) = (models.Sum(m => m.Count(Severity.Error)), models.Sum(m => m.Count(Severity.Warning)));
        if (!quiet)
        {
            terminal.Output.Flush();
            terminal.Error.WriteLine($"{Counted(models.Count, "file")}: {Counted(errors, "error")}, {Counted(warnings, "warning")}, {Counted(models.Sum(m => m.Count(Severity.Info)), "fact")}");
        }

        return errors > 0 || (strict && warnings > 0) ? ExitCode.Diagnostics : ExitCode.Fine;
    }

    private static ICheckReport Report(string format, Terminal terminal, bool verbose) => format switch
    {
        "json" => new JsonReport(),
        "sarif" => new SarifReport(),
        "github" => new GitHubReport(),
        _ => new TextReport(Palette.Renderer(terminal.ColoursOutput), verbose ? Severity.Hidden : Severity.Info),
    };

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
