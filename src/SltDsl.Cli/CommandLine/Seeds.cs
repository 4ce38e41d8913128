using System.Security.Cryptography;
using SltDsl.Cli.Output;

namespace SltDsl.Cli.CommandLine;

/// <summary>Chooses the seed of a run.</summary>
internal static class Seeds
{
    /// <summary>The given seed, or one that is drawn and told, so that the run can be repeated.</summary>
    public static ulong Choose(ulong? given, Terminal terminal)
    {
        if (given is { } seed)
        {
            return seed;
        }

        var drawn = (ulong)RandomNumberGenerator.GetInt32(1, int.MaxValue);
        terminal.Error.WriteLine($"seed {drawn} (drawn; `--seed {drawn}` repeats this run)");
        return drawn;
    }
}
