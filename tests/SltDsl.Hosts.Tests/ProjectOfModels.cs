using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SltDsl.Hosts.Tests;

/// <summary>A C# project with `.slt` files, as the compiler presents it to generators and analyzers.</summary>
internal sealed class ProjectOfModels(params (string Path, string Text)[] models)
{
    private const string Root = "/project/";

    private static readonly CSharpParseOptions _language = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "SltDsl.Runtime.dll" or "SltDsl.Algebra.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    public ImmutableArray<AdditionalText> Files { get; } = [.. models.Select(m => new ModelText(Root + m.Path, m.Text))];

    public ConfiguredOptions Options { get; } = new();

    public CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Consumer", [Source("class Program { static void Main() { } }")], _references, new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Source(string text) => CSharpSyntaxTree.ParseText(text, _language, "/project/Program.cs");

    public static AdditionalText Model(string path, string text) => new ModelText(Root + path, text);

    public GeneratorDriver Driver(ISourceGenerator generator) => CSharpGeneratorDriver.Create(
        [generator], Files, _language, Options, new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public async Task<ImmutableArray<Diagnostic>> Analyse(DiagnosticAnalyzer analyzer)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions(Files, Options), null, true, false);
        return await Compilation.WithAnalyzers([analyzer], options).GetAllDiagnosticsAsync();
    }

    private sealed class ModelText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}

/// <summary>The build's options: properties of the project, and keys for all `.slt` files.</summary>
internal sealed class ConfiguredOptions : AnalyzerConfigOptionsProvider
{
    private readonly Dictionary<string, string> _project = new() { ["build_property.RootNamespace"] = "Consumer", ["build_property.ProjectDir"] = "/project/" };
    private readonly Dictionary<string, string> _models = [];

    public override AnalyzerConfigOptions GlobalOptions => new Keys(_project);

    public string this[string key]
    {
        set => (key.StartsWith("build_property", StringComparison.Ordinal) ? _project : _models)[key] = value;
    }

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Keys([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Keys(_models);

    private sealed class Keys(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
