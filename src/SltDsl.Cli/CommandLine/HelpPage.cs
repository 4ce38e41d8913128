using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SltDsl.Cli.CommandLine;

/// <summary>Help that opens with examples; usage and options follow.</summary>
/// <param name="usage">The library's page.</param>
/// <param name="examples">What stands above the page of a command that is not a verb: the tool itself.</param>
internal sealed class HelpPage(HelpAction usage, IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in parseResult.CommandResult.Command is Verb verb ? verb.Examples : examples)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return usage.Invoke(parseResult);
    }
}
