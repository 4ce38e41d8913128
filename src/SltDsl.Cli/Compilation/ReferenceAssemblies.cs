using Microsoft.CodeAnalysis;
using SltDsl.Algebra;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>What emitted code is compiled against: the few assemblies that it needs, since each one costs time.</summary>
internal static class ReferenceAssemblies
{
    private static readonly string[] PlatformNames =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Numerics.Vectors",
        "System.Numerics.Tensors", "System.Runtime.Intrinsics", "System.Runtime.Extensions", "System.Threading", "netstandard",
    ];

    /// <summary>The references; read lazily, so that a filled cache never touches them.</summary>
    public static IReadOnlyList<MetadataReference> All() => PlatformNames
        .Select(name => Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"{name}.dll"))
        .Append(typeof(ISltModel).Assembly.Location)
        .Append(typeof(Rlct).Assembly.Location)
        .Where(File.Exists)
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToList();
}
