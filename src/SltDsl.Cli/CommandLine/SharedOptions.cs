using System.CommandLine;

namespace SltDsl.Cli.CommandLine;

/// <summary>Options that several verbs share, each with one name, meaning and spelling.</summary>
internal static class SharedOptions
{
    /// <summary><c>--color</c>, on every verb.</summary>
    public static Option<string> Colour()
    {
        var option = new Option<string>("--color") { Description = "When to colour: auto, always or never", Recursive = true, DefaultValueFactory = _ => "auto" };
        option.AcceptOnlyFromAmong("auto", "always", "never");
        return option;
    }

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "One JSON document on stdout" };

    /// <summary><c>--quiet</c>.</summary>
    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No messages but errors" };

    /// <summary><c>--size K=3</c>, any number of times.</summary>
    public static Option<string[]> Size() => new("--size") { Description = "A size of the model, such as K=3; may be repeated", HelpName = "NAME=INT" };

    /// <summary><c>--hyper a=0.5</c>, any number of times.</summary>
    public static Option<string[]> Hyper() => new("--hyper") { Description = "A hyperparameter, such as alpha=0.5; may be repeated", HelpName = "NAME=NUMBER" };

    /// <summary><c>--data F</c>.</summary>
    public static Option<string?> Data() => new("--data") { Description = "Rows of data: CSV or JSON; - reads stdin", HelpName = "FILE" };

    /// <summary><c>--seed</c>.</summary>
    public static Option<ulong?> Seed() => new("--seed") { Description = "Seed of the random numbers; drawn and printed when absent" };

    /// <summary><c>--budget 10s</c>.</summary>
    public static Option<string?> Budget() =>
        new("--budget") { Description = "How long the algebra may search; without it a fixed number of operations, the same on any machine", HelpName = "10s" };

    /// <summary><c>--force</c>.</summary>
    public static Option<bool> Force() => new("--force") { Description = "Overwrite what is there" };

    /// <summary><c>--no-progress</c>.</summary>
    public static Option<bool> NoProgress() => new("--no-progress") { Description = "Show no progress" };

    /// <summary><c>--threads</c>.</summary>
    public static Option<int> Threads() => new("--threads") { Description = "The largest number of threads; 0 takes all processors. Results do not depend on it" };

    /// <summary>The model file of a verb that takes one.</summary>
    public static Argument<string> Model() => new("model") { Description = "A .slt file; - reads stdin" };
}
