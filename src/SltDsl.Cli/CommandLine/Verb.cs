using System.CommandLine;

namespace SltDsl.Cli.CommandLine;

/// <summary>A verb of the tool: a command that knows examples of its use, with which its help opens.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in one line.</param>
/// <param name="examples">Command lines that work, most usual first.</param>
internal sealed class Verb(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Command lines that work, most usual first.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
