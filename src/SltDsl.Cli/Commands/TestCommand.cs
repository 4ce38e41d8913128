using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.ModelTests;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Cli.Output.Progress;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;
using SltDsl.Runtime;
using SltDsl.Singularity;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt test</c>: findings as expected, gradient against differences, simulate and recover.</summary>
internal static class TestCommand
{
    private const ulong DefaultSeed = 1;

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files") { Description = ".slt files", Arity = ArgumentArity.OneOrMore };
        var update = new Option<bool>("--update") { Description = "Write the findings to NAME.expected beside each model instead of comparing them" };
        var rows = new Option<int>("--rows") { Description = "Rows of each simulated data set", DefaultValueFactory = _ => 50 };
        var replicates = new Option<int>("--replicates") { Description = "Data sets to simulate and recover from; 0 for none", DefaultValueFactory = _ => 40 };
        var (data, size, hyper, seed) = (SharedOptions.Data(), SharedOptions.Size(), SharedOptions.Hyper(), SharedOptions.Seed());
        var (json, silent) = (SharedOptions.Json(), SharedOptions.NoProgress());
        var verb = new Verb("test", "Test models: expected findings, gradient, simulate and recover", "slt test models/*.slt", "slt test model.slt --update", "slt test model.slt --rows 100 --replicates 100 --seed 2")
        {
            files, update, rows, replicates, data, size, hyper, seed, json, silent,
        };
        verb.SetAction(parse =>
        {
            if (parse.GetValue(rows) < 1 || parse.GetValue(replicates) < 0)
            {
                throw new CommandFailure(ExitCode.Usage, "a data set has at least one row, and the number of data sets is not negative", "write `--rows 50 --replicates 40`");
            }

            using var interruption = new Interruption(terminal);
            var tests = new Tests(terminal, parse.GetValue(update), new RecoveryTest(parse.GetValue(rows), parse.GetValue(replicates)), parse.GetValue(replicates) > 0, parse.GetValue(seed) ?? DefaultSeed, !parse.GetValue(silent), interruption.Token);
            var tested = parse.GetValue(files)!
                .Select(file => new ModelRequest(file, NamedValues.Sizes(parse.GetValue(size)), NamedValues.Hypers(parse.GetValue(hyper)), parse.GetValue(data)))
                .Select(request => (request.Path, Outcomes: tests.Run(request))).ToList();
            return Report(terminal, tested, parse.GetValue(json));
        });
        return verb;
    }

    private static int Report(Terminal terminal, IReadOnlyList<(string Path, IReadOnlyList<TestOutcome> Outcomes)> tested, bool json)
    {
        static string Name(TestStatus status) => status.ToString().ToLowerInvariant();
        var failed = tested.Sum(t => t.Outcomes.Count(o => o.Status == TestStatus.Failed));
        if (json)
        {
            terminal.Output.WriteLine(JsonContract.Document(new TestDocument(
                [.. tested.Select(t => new TestedFileDocument(t.Path, [.. t.Outcomes.Select(o => new TestOutcomeDocument(o.Name, Name(o.Status), o.Detail))]))], failed)));
        }
        else
        {
            tested.SelectMany(t => t.Outcomes.Select(o => $"{t.Path}: {o.Name} {Name(o.Status)}: {o.Detail.ReplaceLineEndings("\n    ")}")).ToList().ForEach(terminal.Output.WriteLine);
        }

        return failed > 0 ? ExitCode.Differences : ExitCode.Fine;
    }

    /// <summary>The tests of one file after another.</summary>
    private sealed class Tests(Terminal terminal, bool update, RecoveryTest recovery, bool recovers, ulong seed, bool showsProgress, CancellationToken cancellation)
    {
        public IReadOnlyList<TestOutcome> Run(ModelRequest request)
        {
            var source = SourceFiles.Read(request.Path == "-" ? throw new CommandFailure(ExitCode.Usage, "`slt test` reads files, not stdin", "name a .slt file") : request.Path, terminal);
            var model = new ModelChecker(new AnalysisRequest(request.Sizes, request.Hypers, AnalysisDepth.Fast, null)).Check(source);
            var golden = GoldenDiagnostics.Run(model, update);
            if (model.Count(Severity.Error) > 0)
            {
                return [golden, Skipped("gradient", "the model has errors"), Skipped("recovery", "the model has errors")];
            }

            return [golden, .. Numeric(source, request)];
        }

        private IReadOnlyList<TestOutcome> Numeric(SourceText source, ModelRequest request)
        {
            using var session = ModelSession.Open(terminal, source, request);
            ILogDensity Posterior(Dataset data) => session.Model.Posterior(data);
            return
            [
                Guarded("gradient", () => GradientTest.Run(session.Model, Posterior, session.File is null ? null : session.Rows(), seed)),
                recovers
                    ? Guarded("recovery", () => ProgressDisplay.Run(terminal, showsProgress, ["recovery"], bars => recovery.Run(session.Model, Posterior, seed, share => bars.Set(0, share, request.Path), cancellation)))
                    : Skipped("recovery", "no replicates were asked for"),
            ];
        }

        private static TestOutcome Guarded(string name, Func<TestOutcome> test)
        {
            try
            {
                return test();
            }
            catch (NotSupportedException reason)
            {
                return Skipped(name, reason.Message.TrimEnd('.'));
            }
            catch (Exception failure) when (failure is InvalidOperationException or InitialPointException)
            {
                return new(name, TestStatus.Failed, failure.Message.TrimEnd('.'));
            }
        }

        private static TestOutcome Skipped(string name, string reason) => new(name, TestStatus.Skipped, reason);
    }
}
