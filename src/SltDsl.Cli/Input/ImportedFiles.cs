using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Input;

/// <summary>Finds the files that a model imports.</summary>
internal static class ImportedFiles
{
    /// <summary>The text of an import, or null when there is no such file.</summary>
    /// <param name="importer">The path of the model.</param>
    /// <param name="path">The path of the import, relative to the model.</param>
    public static SourceText? Find(string importer, string path)
    {
        var full = Path.Combine(Path.GetDirectoryName(importer) ?? "", path);
        return File.Exists(full) ? new SourceText(full, InputFiles.ReadText(full)) : null;
    }

    /// <summary>The model and all files that it imports, directly or through others: what its meaning depends on.</summary>
    public static IReadOnlyList<SourceText> Closure(SourceText source)
    {
        var found = new List<SourceText> { source };
        for (var i = 0; i < found.Count; i++)
        {
            // Parsing costs more than looking for the word, and few models import.
            var paths = found[i].Text.Contains("import", StringComparison.Ordinal) ? SltParser.Parse(found[i]).Statements.OfType<ImportSyntax>().Select(s => s.Path.Value) : [];
            foreach (var path in paths)
            {
                if (Find(found[i].Path, path) is { } import && found.All(f => Path.GetFullPath(f.Path) != Path.GetFullPath(import.Path)))
                {
                    found.Add(import);
                }
            }
        }

        return found;
    }
}
