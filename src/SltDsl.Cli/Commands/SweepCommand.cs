using System.CommandLine;
using SltDsl.Algebra;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using SltDsl.Singularity;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt sweep</c>: λ and m over sizes and hyperparameters, and what they cost at numbers of rows.</summary>
internal static class SweepCommand
{
    private const int MostPoints = 10_000;

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var (model, truth, json) = (SharedOptions.Model(), new Option<string?>("--truth") { Description = "The truth; all of them when it is left out", HelpName = "NAME" }, SharedOptions.Json());
        var size = new Option<string[]>("--size") { Description = "A size to vary: K=1:4, K=1,2,5, or K for its declared range; may be repeated", HelpName = "NAME=VALUES" };
        var hyper = new Option<string[]>("--hyper") { Description = "A hyperparameter to vary: alpha=0.25:2:0.25, or alpha for its declared range; may be repeated", HelpName = "NAME=VALUES" };
        var rows = new Option<string?>("-n") { Description = "Numbers of rows at which λ log n − (m − 1) log log n is told: 100,1000", HelpName = "ROWS" };
        var budget = SharedOptions.Budget();
        var verb = new Verb("sweep", "λ and m over sizes and hyperparameters", "slt sweep model.slt --size K=1:4 --truth Q", "slt sweep model.slt --hyper alpha", "slt sweep model.slt --size H=1:3 -n 100,1000 --json")
        {
            model, truth, size, hyper, rows, budget, json,
        };
        verb.SetAction(parse =>
        {
            var source = SourceFiles.Read(parse.GetValue(model)!, terminal);
            var bound = ModelCompiler.Bind(source, new Dictionary<string, long>());
            KnownNames.Require("--truth", parse.GetValue(truth) is { } named ? [named] : [], bound.Truths.Select(t => t.Name), bound.Name);
            var sizes = (parse.GetValue(size) ?? []).Select(text => SweepAxis.OfSize(text, bound)).ToList();
            var hypers = (parse.GetValue(hyper) ?? []).Select(text => SweepAxis.OfHyper(text, bound)).ToList();
            var counts = Rows(parse.GetValue(rows));
            var time = parse.GetValue(budget) is { } span ? Durations.Parse("--budget", span) : (TimeSpan?)null;
            RequireWork(bound, sizes.Concat(hypers).ToList());
            var points = Settings(sizes, hypers).SelectMany(s => Points(source, s.Sizes, s.Hypers, parse.GetValue(truth), bound, time, counts)).ToList();
            if (parse.GetValue(json))
            {
                terminal.Output.WriteLine(JsonContract.Document(new SweepDocument(bound.Name, points)));
            }
            else
            {
                SweepText.Write(points, terminal.Output);
            }

            return ExitCode.Fine;
        });
        return verb;
    }

    private static void RequireWork(BoundModel model, IReadOnlyList<SweepAxis> axes)
    {
        if (model.Truths.Count() == 0)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{model.Name}` has no truth, and λ is a matter of model and truth", "add one: `truth Q { set … }`");
        }

        if (axes.Count == 0)
        {
            throw new CommandFailure(ExitCode.Usage, "nothing varies", "name a size or a hyperparameter: `--size K=1:4`, `--hyper alpha`");
        }

        if (axes.Aggregate(1L, (product, axis) => Math.Min(product * axis.Values.Count, int.MaxValue)) > MostPoints)
        {
            throw new CommandFailure(ExitCode.Usage, $"the sweep has more than {MostPoints} settings", "take larger steps or fewer axes");
        }
    }

    private static IReadOnlyList<long> Rows(string? text) => text is null ? [] : text.Split(',', StringSplitOptions.TrimEntries)
        .Select(part => long.TryParse(part.Replace("_", ""), out var n) && n >= 3 ? n : throw new CommandFailure(ExitCode.Usage, $"`-n {text}` is no list of numbers of rows from 3", "write it as `-n 100,1000`")).ToList();

    private static IEnumerable<(IReadOnlyDictionary<string, long> Sizes, IReadOnlyDictionary<string, double> Hypers)> Settings(IReadOnlyList<SweepAxis> sizes, IReadOnlyList<SweepAxis> hypers)
    {
        IEnumerable<IReadOnlyList<Rational>> Product(IReadOnlyList<SweepAxis> axes) => axes.Aggregate(
            (IEnumerable<IReadOnlyList<Rational>>)[[]], (all, axis) => from values in all from value in axis.Values select (IReadOnlyList<Rational>)[.. values, value]);
        return from values in Product([.. sizes, .. hypers])
               select (
                   (IReadOnlyDictionary<string, long>)sizes.Select((axis, i) => (axis.Name, Value: (long)values[i].Numerator)).ToDictionary(p => p.Name, p => p.Value),
                   (IReadOnlyDictionary<string, double>)hypers.Select((axis, i) => (axis.Name, Value: (double)values[sizes.Count + i])).ToDictionary(p => p.Name, p => p.Value));
    }

    private static IEnumerable<SweepPointDocument> Points(
        SourceText source, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, double> hypers, string? truth, BoundModel written, TimeSpan? time, IReadOnlyList<long> rows)
    {
        var compilation = ModelChecker.Bind(source, sizes);
        foreach (var name in written.Truths.Select(t => t.Name).Where(name => truth is null || name == truth))
        {
            // A truth that is written for one size may have no meaning at another.
            yield return compilation.Model is { } model
                ? Point(TruthRlct.Answer(model, name, new AnalysisRequest(sizes, hypers, AnalysisDepth.Fast, time)), sizes, hypers, rows)
                : new(sizes, hypers, name, null, null, null, null, [], compilation.Diagnostics.First(d => d.Severity == Language.Diagnostics.Severity.Error).Message);
        }
    }

    private static SweepPointDocument Point(TruthDocument answer, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, double> hypers, IReadOnlyList<long> rows) => new(
        sizes, hypers, answer.Truth, answer.Dimension, answer.RegularLambda, answer.Lambda, answer.Multiplicity,
        answer is { Lambda.Value: { } lambda and not "infinity", Multiplicity.Value: { } m }
            ? rows.Select(n => new FreeEnergyDocument(n, ((double)Rational.Parse(lambda) * Math.Log(n)) - ((m - 1) * Math.Log(Math.Log(n))))).ToList()
            : [],
        null);
}
