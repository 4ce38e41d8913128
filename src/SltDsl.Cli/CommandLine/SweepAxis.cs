using System.Globalization;
using SltDsl.Algebra;
using SltDsl.Language.Model;

namespace SltDsl.Cli.CommandLine;

/// <summary>What a sweep varies, with the values that it takes.</summary>
/// <param name="Name">The size or hyperparameter.</param>
/// <param name="Values">The values, in order.</param>
internal sealed record SweepAxis(string Name, IReadOnlyList<Rational> Values)
{
    private const int MostValues = 1_000;
    private const int DefaultSteps = 10;

    /// <summary>A size: <c>K</c> for its declared range, <c>K=1:4</c>, <c>K=1:9:2</c>, <c>K=1,2,5</c>.</summary>
    /// <exception cref="CommandFailure">The text is not of that form, or the model has no such size or no range for it.</exception>
    public static SweepAxis OfSize(string text, BoundModel model)
    {
        var (name, values) = Parts("--size", "K=1:4", text);
        KnownNames.Require("--size", [name], model.Sizes.Select(s => s.Symbol.Name), model.Name);
        if (values is not null)
        {
            var axis = new SweepAxis(name, Parse("--size", "K=1:4", text, values, defaultStep: _ => 1));
            return axis.Values.All(v => v.IsInteger) ? axis : throw Wrong("--size", "K=1:4", text);
        }

        return model.Sizes.First(s => s.Symbol.Name == name).Sweep is { } sweep
            ? new(name, Range("--size", text, new Rational(sweep.Low, 1), new Rational(sweep.High, 1), 1))
            : throw NoRange("--size", name, "K=1:4");
    }

    /// <summary>A hyperparameter: <c>alpha</c> for ten steps through its declared range, <c>alpha=0.1:2</c>, <c>alpha=0.1:2:0.1</c>, <c>alpha=0.5,1,2</c>.</summary>
    /// <exception cref="CommandFailure">The text is not of that form, or the model has no such hyperparameter or no range for it.</exception>
    public static SweepAxis OfHyper(string text, BoundModel model)
    {
        var (name, values) = Parts("--hyper", "alpha=0.25:2:0.25", text);
        KnownNames.Require("--hyper", [name], model.Hypers.Select(h => h.Symbol.Name), model.Name);
        if (values is not null)
        {
            return new(name, Parse("--hyper", "alpha=0.25:2:0.25", text, values, width => width / DefaultSteps));
        }

        return model.Hypers.First(h => h.Symbol.Name == name).Sweep is { } sweep
            ? new(name, Range("--hyper", text, Number(sweep.Low), Number(sweep.High), (Number(sweep.High) - Number(sweep.Low)) / DefaultSteps))
            : throw NoRange("--hyper", name, "alpha=0.25:2:0.25");
    }

    private static (string Name, string? Values) Parts(string option, string example, string text)
    {
        var at = text.IndexOf('=');
        var (name, values) = at < 0 ? (text.Trim(), null) : (text[..at].Trim(), text[(at + 1)..].Trim());
        return name.Length > 0 && values?.Length is not 0 ? (name, values) : throw Wrong(option, example, text);
    }

    private static IReadOnlyList<Rational> Parse(string option, string example, string text, string values, Func<Rational, Rational> defaultStep)
    {
        var numbers = values.Split(':', ',').Select(part => Read(part.Trim()) ?? throw Wrong(option, example, text)).ToList();
        return values.Contains(':') switch
        {
            true when values.Contains(',') => throw Wrong(option, example, text),
            true when numbers is [var low, var high] => Range(option, text, low, high, defaultStep(high - low)),
            true when numbers is [var low, var high, var step] => Range(option, text, low, high, step),
            true => throw Wrong(option, example, text),
            _ => numbers,
        };
    }

    private static List<Rational> Range(string option, string text, Rational low, Rational high, Rational step)
    {
        if (low == high)
        {
            return [low];
        }

        if (step.Sign <= 0 || high < low || (high - low) / step > MostValues)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{option} {text}` is no range of at most {MostValues} values", "write it as LOW:HIGH:STEP, with LOW below HIGH and a positive STEP");
        }

        var values = new List<Rational>();
        for (var value = low; value <= high; value += step)
        {
            values.Add(value);
        }

        return values;
    }

    private static Rational? Read(string text)
    {
        try
        {
            return text.Contains('/') || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)
                ? Rational.Parse(text)
                : Number(number);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Rational Number(double value) => Rational.Parse(((decimal)value).ToString(CultureInfo.InvariantCulture));

    private static CommandFailure Wrong(string option, string example, string text) =>
        new(ExitCode.Usage, $"`{option} {text}` is not a name with values", $"write it as `{option} {example}`, with values parted by commas, or as the name alone for its declared range");

    private static CommandFailure NoRange(string option, string name, string example) =>
        new(ExitCode.Usage, $"`{name}` declares no range to sweep", $"give one, as in `{option} {example.Replace(example[..example.IndexOf('=')], name)}`");
}
