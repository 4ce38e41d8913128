using System.Diagnostics;
using System.Text.Json;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;

namespace SltDsl.Cli.Tests;

/// <summary>What one run of the tool gave.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output as one JSON document.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>The output as JSON lines.</summary>
    public IReadOnlyList<JsonElement> JsonLines =>
        Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
}

/// <summary>Runs the tool: inside this process, or as a process of its own as a user would.</summary>
internal static class Tool
{
    /// <summary>Runs inside this process.</summary>
    public static ToolResult Run(params string[] args) => RunWithInput("", args);

    /// <summary>Runs inside this process with a text on stdin.</summary>
    public static ToolResult RunWithInput(string input, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = SltCommandLine.Run(args, new Terminal(new StringReader(input), output, error));
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs as a process.</summary>
    public static ToolResult Start(string input, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "slt"), args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>The path of an example model.</summary>
    public static string Example(string name) => Path.Combine(AppContext.BaseDirectory, "models", name);
}
