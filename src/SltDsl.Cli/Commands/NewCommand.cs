using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt new</c>: begins a model from one of the examples.</summary>
internal static class NewCommand
{
    private const string Prefix = "templates/";

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var template = new Argument<string?>("template") { Description = "The example to begin with; all are listed when it is left out", Arity = ArgumentArity.ZeroOrOne };
        var path = new Argument<string?>("path") { Description = "The file to write; TEMPLATE.slt when it is left out", Arity = ArgumentArity.ZeroOrOne };
        var force = SharedOptions.Force();
        var verb = new Verb("new", "Begin a model from an example", "slt new", "slt new gaussian-mixture mixture.slt")
        {
            template, path, force,
        };
        verb.SetAction(parse => Run(terminal, parse.GetValue(template), parse.GetValue(path), parse.GetValue(force)));
        return verb;
    }

    private static int Run(Terminal terminal, string? template, string? path, bool force)
    {
        var resources = typeof(NewCommand).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToDictionary(NameOf);
        if (template is null)
        {
            resources.Keys.ToList().ForEach(terminal.Output.WriteLine);
            return ExitCode.Fine;
        }

        if (!resources.TryGetValue(template, out var resource))
        {
            throw new CommandFailure(ExitCode.Usage, $"`{template}` is not a template{UsageErrors.DidYouMean(template, resources.Keys)}", "`slt new` lists them");
        }

        var target = path ?? $"{template}.slt";
        OutputFiles.RequireFree(target, force);
        using var reader = new StreamReader(typeof(NewCommand).Assembly.GetManifestResourceStream(resource)!);
        OutputFiles.Replace(target, reader.ReadToEnd());
        terminal.Error.WriteLine($"wrote {target}; `slt check {target}` comes next");
        return ExitCode.Fine;
    }

    // 05-gaussian-mixture is known as gaussian-mixture.
    private static string NameOf(string resource) => resource[Prefix.Length..].TrimStart("0123456789".ToCharArray()).TrimStart('-');
}
