using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Text;

namespace SltDsl.Hosting;

/// <summary>A `.slt` file of a project as the compiler hands it over: all that its compilation depends on, but for imports.</summary>
/// <param name="Path">The full path.</param>
/// <param name="RelativePath">The path within the project, with forward slashes: distinct for each file.</param>
/// <param name="Text">The text.</param>
/// <param name="Options">What the project says about it.</param>
public sealed record ModelFile(string Path, string RelativePath, string Text, ModelFileOptions Options)
{
    /// <summary>Whether an additional file is a model.</summary>
    public static bool IsModel(AdditionalText file) => file.Path.EndsWith(".slt", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file with its options.</summary>
    public static ModelFile Read(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellation)
    {
        var project = provider.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) ? folder : "";
        return new(file.Path, Relative(file.Path, project), file.GetText(cancellation)?.ToString() ?? "", ModelFileOptions.Read(file, provider));
    }

    /// <summary>Parses and binds the file.</summary>
    /// <param name="textOf">The text of a `.slt` file of the project by full path, for imports; null when there is none.</param>
    public SltCompilation Compile(Func<string, string?> textOf) => SltCompilation.Compile(new SourceText(Path, Text), new BindingOptions
    {
        DefaultModelName = System.IO.Path.GetFileNameWithoutExtension(Path),
        Sizes = Options.Sizes.ToDictionary(s => s.Name, s => s.Value),
        Import = path => Resolve(Path, path) is var full && textOf(full) is { } text ? new SourceText(full, text) : null,
    });

    /// <summary>The full path of an import.</summary>
    /// <param name="importer">The full path of the file that imports.</param>
    /// <param name="path">The path as written in it.</param>
    public static string Resolve(string importer, string path) =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(importer) ?? "", path));

    private static string Relative(string path, string project)
    {
        var (file, folder) = (path.Replace('\\', '/'), project.Replace('\\', '/'));
        return folder.Length > 0 && file.StartsWith(folder, StringComparison.Ordinal) ? file.Substring(folder.Length).TrimStart('/') : file.TrimStart('/');
    }
}
