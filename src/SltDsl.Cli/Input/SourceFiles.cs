using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Input;

/// <summary>Reads `.slt` files named on the command line.</summary>
internal static class SourceFiles
{
    /// <summary>The path that messages name for what comes through stdin.</summary>
    public const string StandardInput = "<stdin>";

    /// <summary>The largest file that is read, in bytes: a model is written by hand.</summary>
    private const long LargestFile = 16 << 20;

    /// <summary>The text of a file; <c>-</c> is what comes through stdin. Bytes that are not UTF-8 become U+FFFD, which the parser reports.</summary>
    /// <exception cref="CommandFailure">There is no such file, it is a directory, or it cannot be read.</exception>
    public static SourceText Read(string path, Terminal terminal)
    {
        if (path == "-")
        {
            return new(StandardInput, terminal.Input.ReadToEnd());
        }

        InputFiles.Require(path, Models(path) ?? "slt check model.slt");
        return new FileInfo(path).Length <= LargestFile
            ? new(path, InputFiles.ReadText(path))
            : throw new CommandFailure(ExitCode.Usage, $"`{path}` is larger than {LargestFile >> 20} MB, which no model is", "name a .slt file");
    }

    // The models inside a directory that was named instead of a file.
    private static string? Models(string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path, "*.slt").Any() ? $"slt check {Path.Combine(path, "*.slt")}" : null;
}
