using SltDsl.Algebra;
using SltDsl.Cli.CommandLine;

namespace SltDsl.Cli.Input;

/// <summary>Reads an ideal as a person types it: <c>"x*y^2; x^3"</c> with <c>--at "x=0,y=0"</c>.</summary>
internal static class IdealText
{
    /// <summary>The problem.</summary>
    /// <param name="generators">Polynomials parted by semicolons.</param>
    /// <param name="at">The centre, or null.</param>
    /// <param name="domain">Intervals such as <c>"x=0:1,y=-1:1"</c>, or null.</param>
    /// <param name="prior">A polynomial to which the prior density is proportional, or null.</param>
    /// <remarks>Without a centre it is the minimum over the domain, and without a domain the value at the origin.</remarks>
    /// <exception cref="CommandFailure">A text cannot be read, or names do not match.</exception>
    public static IdealProblem Parse(string generators, string? at, string? domain, string? prior)
    {
        var polynomials = generators.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var variables = polynomials.Append(prior ?? "").SelectMany(Names).Distinct().ToList();
        if (variables.Count == 0)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{generators}` names no variable", "write an ideal as in `slt rlct --ideal \"x*y^2; x^3\" --at \"x=0,y=0\"`");
        }

        var ends = domain is null ? null : Complete("--domain", "x=0:1,y=-1:1", domain, variables).Select(Interval).ToList();
        var centre = at is not null ? Complete("--at", "x=0,y=0", at, variables)
            : ends is null ? variables.Select(_ => "0").ToList()
            : null;
        foreach (var polynomial in polynomials)
        {
            RequireReadable(polynomial, variables);
        }

        try
        {
            return IdealProblem.Parse(variables, polynomials, centre, ends, prior);
        }
        catch (IdealProblemException error)
        {
            throw new CommandFailure(ExitCode.Usage, error.Message.TrimEnd('.'), "`slt rlct -h` shows right ones");
        }
    }

    // Points at the character of the generator that cannot be read, which the problem as a whole does not name.
    private static void RequireReadable(string polynomial, IReadOnlyList<string> variables)
    {
        try
        {
            Polynomial.Parse(polynomial, variables);
        }
        catch (PolynomialFormatException error)
        {
            throw new CommandFailure(
                ExitCode.Usage,
                $"{error.Message.TrimEnd('.')} (column {error.Column})\n   |\n   | {polynomial}\n   | {new string(' ', Math.Max(0, error.Column - 1))}^",
                "write polynomials with + - * ^ and parentheses, parted by semicolons");
        }
    }

    private static IEnumerable<string> Names(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i++;
            if (char.IsLetter(text[start]) || text[start] == '_')
            {
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_'))
                {
                    i++;
                }

                yield return text[start..i];
            }
        }
    }

    private static List<string> Complete(string option, string example, string text, IReadOnlyList<string> variables)
    {
        var given = NamedValues.Split(option, example, text).ToDictionary(p => p.Name, p => p.Value);
        if (given.Keys.FirstOrDefault(name => !variables.Contains(name)) is { } unknown)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{option}` names `{unknown}`, which is not in the ideal{UsageErrors.DidYouMean(unknown, variables)}", $"its variables are {string.Join(", ", variables)}");
        }

        return variables.FirstOrDefault(name => !given.ContainsKey(name)) is { } missing
            ? throw new CommandFailure(ExitCode.Usage, $"`{option}` does not say where `{missing}` is", $"give every variable, as in `{option} \"{example}\"`")
            : variables.Select(name => given[name]).ToList();
    }

    private static (string Lower, string Upper) Interval(string text) =>
        text.Split(':', StringSplitOptions.TrimEntries) is [{ Length: > 0 } lower, { Length: > 0 } upper] ? (lower, upper)
        : throw new CommandFailure(ExitCode.Usage, $"`{text}` is not an interval", "write it as `--domain \"x=0:1\"`");
}
