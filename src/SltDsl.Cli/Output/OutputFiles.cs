using SltDsl.Cli.CommandLine;

namespace SltDsl.Cli.Output;

/// <summary>Writes files so that a reader never sees half of one.</summary>
internal static class OutputFiles
{
    /// <summary>Fails when something is there already and may not be overwritten.</summary>
    /// <exception cref="CommandFailure">The path is taken.</exception>
    public static void RequireFree(string path, bool force)
    {
        if (!force && Path.Exists(path))
        {
            throw new CommandFailure(ExitCode.Usage, $"`{path}` exists already", "name another place, or overwrite it with `--force`");
        }
    }

    /// <summary>Replaces the text of a file, or makes it.</summary>
    /// <exception cref="CommandFailure">It cannot be written.</exception>
    public static void Replace(string path, string text)
    {
        var part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllText(part, text);
            if (!OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(part, File.GetUnixFileMode(path));
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new CommandFailure(ExitCode.Usage, $"`{path}` cannot be written: {failure.Message.TrimEnd('.')}", "check its permissions and the free space");
        }
    }
}
