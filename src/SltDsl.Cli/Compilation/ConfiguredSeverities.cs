using Microsoft.CodeAnalysis;
using SltDsl.Cli.Input;
using SltDsl.Hosting;
using SltDsl.Language.Diagnostics;
using Diagnostic = SltDsl.Language.Diagnostics.Diagnostic;

namespace SltDsl.Cli.Compilation;

/// <summary>
/// The severities that `.editorconfig` and `.globalconfig` files above a model give to findings, with the effect that they have in a build:
/// <c>slt_diagnostic.CODE.severity</c> in either, <c>dotnet_diagnostic.CODE.severity</c> in a `.globalconfig`, which has the last word.
/// </summary>
internal sealed class ConfiguredSeverities
{
    private static readonly string[] FileNames = [".editorconfig", ".globalconfig"];

    private readonly SeveritySettings _ours;
    private readonly IReadOnlyDictionary<string, ReportDiagnostic> _global;

    private ConfiguredSeverities(string path, IEnumerable<(string Path, string Text)> files)
    {
        var set = AnalyzerConfigSet.Create(files.Select(file => AnalyzerConfig.Parse(file.Text, file.Path)).ToList());
        var (ofFile, ofAll) = (set.GetOptionsForSourcePath(path).AnalyzerOptions, set.GlobalConfigOptions.AnalyzerOptions);
        _ours = new(key => ofFile.GetValueOrDefault(key.ToLowerInvariant()) ?? ofAll.GetValueOrDefault(key.ToLowerInvariant()));
        _global = set.GlobalConfigOptions.TreeOptions;
    }

    /// <summary>What configures a model, or null when nothing does.</summary>
    /// <param name="path">The path of the model; what comes through stdin is taken to stand in the current folder.</param>
    public static ConfiguredSeverities? For(string path)
    {
        var full = Path.GetFullPath(path == SourceFiles.StandardInput ? "stdin.slt" : path);
        var files = Folders(Path.GetDirectoryName(full)).SelectMany(folder => FileNames.Select(name => Path.Combine(folder, name))).Where(File.Exists)
            .Select(file => (Path: file, Text: InputFiles.ReadText(file))).ToList();

        // Most say nothing of models; to parse them takes longer than to check a small one.
        return files.Exists(file => file.Text.Contains("diagnostic.SLT", StringComparison.OrdinalIgnoreCase)) ? new(full, files) : null;
    }

    /// <summary>The finding at its configured severity, or null where it is configured away.</summary>
    public Diagnostic? Apply(Diagnostic finding) =>
        _ours.Apply(finding) is { } ours ? SeveritySettings.At(_global.TryGetValue(ours.Code, out var severity) ? Written(severity) : null, ours) : null;

    private static IEnumerable<string> Folders(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private static string? Written(ReportDiagnostic severity) => severity switch
    {
        ReportDiagnostic.Suppress => "none",
        ReportDiagnostic.Hidden => "hidden",
        ReportDiagnostic.Info => "info",
        ReportDiagnostic.Warn => "warning",
        ReportDiagnostic.Error => "error",
        _ => null,
    };
}
