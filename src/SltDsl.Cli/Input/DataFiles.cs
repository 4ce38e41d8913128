using System.Text;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;
using SltDsl.Files;
using SltDsl.Runtime;

namespace SltDsl.Cli.Input;

/// <summary>Reads data files named on the command line.</summary>
internal static class DataFiles
{
    /// <summary>The arrays of a file; <c>-</c> is text that comes through stdin, which is given too since nothing else keeps it.</summary>
    /// <exception cref="CommandFailure">There is no such file, or it is a directory.</exception>
    /// <exception cref="DataException">The file cannot be understood (SLT0707).</exception>
    public static (DataFile File, string? Text) Read(string path, Terminal terminal)
    {
        if (path == "-")
        {
            var text = terminal.Input.ReadToEnd();
            return (DataReader.Parse("stdin", Encoding.UTF8.GetBytes(text), text.AsSpan().TrimStart().StartsWith("{") ? DataFormat.Json : DataFormat.Csv), text);
        }

        InputFiles.Require(path, "--data rows.csv");
        return (DataReader.Read(path), null);
    }
}
