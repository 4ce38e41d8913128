using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SltDsl.Cli.Compilation;

/// <summary>Compiles emitted C# in memory.</summary>
internal static class CodeCompiler
{
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations,
        concurrentBuild: false,
        deterministic: true,
        generalDiagnosticOption: ReportDiagnostic.Suppress);

    /// <summary>Without the analysis of nullability, which the build of a project does: nobody would see its warnings here.</summary>
    private static readonly CSharpParseOptions ParseOptions =
        new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None).WithFeatures([new("run-nullable-analysis", "never")]);

    /// <summary>The bytes of an assembly.</summary>
    /// <param name="code">The C# text.</param>
    /// <param name="name">The name of the assembly.</param>
    /// <exception cref="InvalidOperationException">The code does not compile, which is an error of the emitter.</exception>
    public static byte[] Compile(string code, string name)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code), ParseOptions);
        var compilation = CSharpCompilation.Create(name, [tree], ReferenceAssemblies.All(), Options);
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        return result.Success
            ? assembly.ToArray()
            : throw new InvalidOperationException($"the code of the model does not compile: {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
    }
}
