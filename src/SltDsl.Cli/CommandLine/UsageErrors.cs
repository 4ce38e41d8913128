using System.CommandLine;
using System.CommandLine.Parsing;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Cli.CommandLine;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>The first error of a command line, or null when it is right.</summary>
    public static CommandFailure? Find(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var help = $"`{Path(parse.CommandResult)} -h` shows examples and options";
        if (UnknownOption(parse) is { } option)
        {
            return new(ExitCode.Usage, $"`{option}` is not an option of `{Path(parse.CommandResult)}`{DidYouMean(option, OptionNames(parse.CommandResult))}", help);
        }

        if (parse.UnmatchedTokens.FirstOrDefault() is { } word)
        {
            return command.Subcommands.Count > 0
                ? new(ExitCode.Usage, $"`{word}` is not a verb of `slt`{DidYouMean(word, command.Subcommands.Select(c => c.Name))}", "`slt -h` lists the verbs")
                : new(ExitCode.Usage, $"`{word}` is one argument too many for `{Path(parse.CommandResult)}`", help);
        }

        return parse.Errors.Count == 0 ? null : new(ExitCode.Usage, Sentence(parse.Errors[0].Message), help);
    }

    /// <summary>"; did you mean `x`?" when a candidate is near, else nothing.</summary>
    public static string DidYouMean(string word, IEnumerable<string> candidates) =>
        Spelling.Nearest(word, candidates) is { } near ? $"; did you mean `{near}`?" : "";

    // A word that opens with a dash and was taken for an argument: the parser lets it pass, since it may be a file's name.
    private static string? UnknownOption(ParseResult parse) => parse.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(a => a.Tokens)
        .Select(t => t.Value)
        .Concat(parse.UnmatchedTokens)
        .FirstOrDefault(value => value.Length > 1 && value[0] == '-' && !char.IsDigit(value[1]));

    private static IEnumerable<string> OptionNames(CommandResult result) =>
        result.Command.Options.SelectMany(o => o.Aliases.Prepend(o.Name))
            .Concat(result.Parent is CommandResult parent ? OptionNames(parent) : []);

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult ? $"slt {result.Command.Name}" : "slt";

    private static string Sentence(string message) => message.TrimEnd('.').Replace('\'', '`');
}
