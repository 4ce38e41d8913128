using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SltDsl.Graph;
using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>Compiles emitted C# in memory, warnings as errors, and loads it.</summary>
internal static class Compiled
{
    private static readonly Lazy<MetadataReference[]> _references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "SltDsl.Runtime.dll" or "netstandard.dll")
            .Select(p => MetadataReference.CreateFromFile(p)),
    ]);

    /// <summary>The factory of a model.</summary>
    public static ISltModelFactory Factory(ModelGraph graph) => Load(ModelEmitter.Emit(graph, new EmitOptions("Emitted", graph.Model.Source.Path)));

    /// <summary>The factory in emitted code, found as a tool finds it.</summary>
    public static ISltModelFactory Load(string code)
    {
        var type = Assembly(code).GetTypes().Single(t => typeof(ISltModel).IsAssignableFrom(t) && !t.IsAbstract);
        return (ISltModelFactory)type.GetProperty("Factory", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }

    /// <summary>An assembly of emitted files; the test fails at any warning.</summary>
    public static Assembly Assembly(params string[] code)
    {
        var compilation = CSharpCompilation.Create(
            $"Emitted{Guid.NewGuid():N}",
            code.Select(c => CSharpSyntaxTree.ParseText(c, new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose))),
            _references.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var faults = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning && !(d.Id == "CS1591" && d.GetMessage().Contains("'User"))).ToArray();
        Assert.True(faults.Length == 0, string.Join("\n", faults.Take(10).Select(f => f.ToString())) + "\n" + (faults.Length > 0 ? Numbered(code) : ""));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: false).LoadFromStream(stream);
    }

    private static string Numbered(string[] code) => string.Join("\n", code[0].Split('\n').Select((line, n) => $"{n + 1,4} {line}").Take(900));
}
