using System.Text;
using SltDsl.Cli.CommandLine;

namespace SltDsl.Cli.Input;

/// <summary>Reads files named on the command line, with errors for people.</summary>
internal static class InputFiles
{
    /// <summary>Fails unless the path names a file.</summary>
    /// <param name="path">The path as given.</param>
    /// <param name="example">A right command, for messages.</param>
    /// <exception cref="CommandFailure">There is no such file, or it is a directory.</exception>
    public static void Require(string path, string example)
    {
        if (Directory.Exists(path))
        {
            throw new CommandFailure(ExitCode.Usage, $"`{path}` is a directory, not a file", $"name a file, as in `{example}`");
        }

        if (!File.Exists(path))
        {
            throw new CommandFailure(ExitCode.Usage, $"`{path}` does not exist{UsageErrors.DidYouMean(Path.GetFileName(path), Neighbours(path))}", $"name a file, as in `{example}`");
        }
    }

    /// <summary>The text of a file; bytes that are not UTF-8 become U+FFFD.</summary>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{path}` cannot be read: {failure.Message.TrimEnd('.')}", "check its permissions");
        }
    }

    private static IEnumerable<string> Neighbours(string path)
    {
        var directory = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        return Directory.Exists(directory) ? Directory.EnumerateFiles(directory).Select(f => Path.GetFileName(f)).Take(1_000) : [];
    }
}
