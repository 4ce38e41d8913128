using SltDsl.Language.Binding;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Input;

/// <summary>Finds the files that a model imports.</summary>
internal static class ImportedFiles
{
    /// <summary>The text of an import, or null when there is no such file.</summary>
    /// <param name="path">The path of the import, resolved against the file that imports it.</param>
    public static SourceText? Find(string path) => File.Exists(path) ? new SourceText(path, InputFiles.ReadText(path)) : null;

    /// <summary>The model and all files that it imports, directly or through others: what its meaning depends on.</summary>
    public static IReadOnlyList<SourceText> Closure(SourceText source) => [source, .. ImportGraph.Closure(source, Find)];
}
