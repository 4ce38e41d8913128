using System.CommandLine;
using System.CommandLine.Help;
using SltDsl.Cli.Commands;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output;
using SltDsl.Runtime;

namespace SltDsl.Cli.CommandLine;

/// <summary>The tool: reads a command line, runs its verb and turns every failure into a message and an exit code.</summary>
internal static class SltCommandLine
{
    private static readonly string[] Examples =
    [
        "slt check model.slt                          diagnostics and singularities of a model",
        "slt rlct model.slt --truth Q                 λ and m at a truth: exact, bounded or estimated",
        "slt rlct --ideal \"x*y^2; x^3\" --at \"x=0,y=0\"   λ and m of an ideal",
        "slt sample model.slt --data rows.csv         the posterior by NUTS",
        "slt explain SLT1004                          what a code means and what to do",
    ];

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The words after <c>slt</c>.</param>
    /// <param name="terminal">Where results and messages go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        var messages = new MessageWriter(terminal);
        try
        {
            var colour = SharedOptions.Colour();
            var root = Root(terminal, colour);
            var parse = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false });
            var asksAboutTool = parse.Action is HelpPage
                || root.Options.OfType<VersionOption>().Any(o => parse.GetResult(o) is not null)
                || root.Directives.Any(d => parse.GetResult(d) is not null);
            if (!asksAboutTool && UsageErrors.Find(parse) is { } wrong)
            {
                throw wrong;
            }

            terminal.UseColour(parse.GetValue(colour));
            return parse.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (CommandFailure failure)
        {
            messages.Error(failure.Code, failure.Message, failure.Help);
            return failure.ExitCode;
        }
        catch (ModelErrorsException failure)
        {
            var renderer = Palette.Renderer(terminal.ColoursError);
            failure.Errors.ToList().ForEach(error => terminal.Error.WriteLine(renderer.Render(error, failure.Text)));
            return ExitCode.Diagnostics;
        }
        catch (DataException failure)
        {
            messages.Error(failure.Code, failure.Message, $"`slt explain {failure.Code}` says more");
            return ExitCode.Data;
        }
        catch (ModelException failure)
        {
            messages.Error(null, failure.Message, "`slt info` lists the sizes and hyperparameters; `--size`, `--hyper` and `--data` give them values");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            messages.Error(null, "interrupted", null);
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            messages.Internal(failure);
            return ExitCode.Internal;
        }
    }

    private static RootCommand Root(Terminal terminal, Option<string> colour)
    {
        var root = new RootCommand("slt: models of singular learning theory — diagnostics, exact and estimated λ, posteriors")
        {
            CheckCommand.Create(terminal),
            InfoCommand.Create(terminal),
            RlctCommand.Create(terminal),
            SweepCommand.Create(terminal),
            SampleCommand.Create(terminal),
            OptimizeCommand.Create(terminal),
            CompareCommand.Create(terminal),
            EnergyCommand.Create(terminal),
            LlcCommand.Create(terminal),
            ConvertCommand.Create(terminal),
            SimulateCommand.Create(terminal),
            DensityCommand.Create(terminal),
            EmitCommand.Create(terminal),
            FmtCommand.Create(terminal),
            FixCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            TestCommand.Create(terminal),
            NewCommand.Create(terminal),
            CompletionCommand.Create(terminal),
            colour,
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage((HelpAction)help.Action!, Examples);
        return root;
    }
}
