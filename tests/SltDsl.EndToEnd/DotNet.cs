using System.Diagnostics;

namespace SltDsl.EndToEnd;

/// <summary>Runs the SDK's command as a user would.</summary>
internal static class DotNet
{
    /// <summary>Runs `dotnet` with arguments in a folder.</summary>
    /// <returns>The exit code, and stdout and stderr together.</returns>
    public static Task<(int ExitCode, string Output)> Run(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    /// <summary>Runs a program with arguments in a folder.</summary>
    /// <returns>The exit code, and stdout and stderr together.</returns>
    public static async Task<(int ExitCode, string Output)> Run(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // The test host's own MSBuild settings would reach the child.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
