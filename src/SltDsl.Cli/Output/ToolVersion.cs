using System.Reflection;

namespace SltDsl.Cli.Output;

/// <summary>Which version of the tool this is.</summary>
internal static class ToolVersion
{
    /// <summary>The version with its commit where the build knows it, such as <c>0.1.0+4f2a</c>.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
