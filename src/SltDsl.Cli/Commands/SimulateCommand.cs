using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Files;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt simulate</c>: rows drawn from a truth or from the model at a point, as JSON lines.</summary>
internal static class SimulateCommand
{
    private const int MostRows = 100_000_000;

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var model = new ModelOptions();
        var truth = new Option<string?>("--truth") { Description = "Draw from this truth", HelpName = "NAME" };
        var at = new Option<string?>("--at") { Description = "Draw from the model at this point", HelpName = "POINT.json" };
        var rows = new Option<int>("-n") { Description = "How many rows", DefaultValueFactory = _ => 1_000 };
        var seed = SharedOptions.Seed();
        var csv = new Option<bool>("--csv") { Description = "CSV instead of JSON lines" };
        var verb = new Verb(
            "simulate",
            "Draw rows from a truth or a point of the model",
            "slt simulate model.slt --truth Q -n 1000 --seed 1 > rows.jsonl",
            "slt simulate model.slt --at point.json -n 50 --csv")
        {
            truth, at, rows, seed, csv,
        };
        model.AddTo(verb);
        verb.SetAction(parse =>
        {
            var (named, point, count) = (parse.GetValue(truth), parse.GetValue(at), parse.GetValue(rows));
            if ((named is null) == (point is null))
            {
                throw new CommandFailure(ExitCode.Usage, "rows are drawn from a truth or at a point", "give one of `--truth Q` and `--at point.json`");
            }

            if (count is < 0 or > MostRows)
            {
                throw new CommandFailure(ExitCode.Usage, $"`-n {count}` is not a number of rows from 0 to {MostRows}", "write it as `-n 1000`");
            }

            using var session = ModelSession.Open(terminal, model.Read(parse));
            var random = new SltRandom(Seeds.Choose(parse.GetValue(seed), terminal));
            var data = Draw(session, named, point, count, ref random);
            Write(terminal.Output, session.Model.Columns, data, parse.GetValue(csv));
            return ExitCode.Fine;
        });
        return verb;
    }

    private static Dataset Draw(ModelSession session, string? truth, string? point, int rows, ref SltRandom random)
    {
        try
        {
            if (truth is not null)
            {
                session.RequireTruth(truth);
                return session.Model.Simulate(truth, rows, ref random);
            }

            return session.Model.Simulate(PointFile.Read(point!, session.Model), rows, ref random);
        }
        catch (NotSupportedException failure)
        {
            throw new CommandFailure(ExitCode.Computation, failure.Message.TrimEnd('.'), "`slt explain SLT0607` says what simulation needs");
        }
    }

    private static void Write(TextWriter output, IReadOnlyList<ValueLayout> columns, Dataset data, bool csv)
    {
        if (csv)
        {
            DataWriter.WriteCsv(output, columns, data);
        }
        else
        {
            DataWriter.WriteJsonLines(output, columns, data);
        }
    }
}
