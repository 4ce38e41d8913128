using System.Runtime.CompilerServices;

namespace SltDsl.Cli.Tests;

/// <summary>Keeps the compiled models of the tests out of the user's own cache.</summary>
internal static class CacheFolder
{
    [ModuleInitializer]
    internal static void Use() =>
        Environment.SetEnvironmentVariable("SLT_CACHE", Path.Combine(Path.GetTempPath(), $"slt-test-cache-{Environment.ProcessId}"));
}
