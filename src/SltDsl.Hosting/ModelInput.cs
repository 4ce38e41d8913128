using SltDsl.Language;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Hosting;

/// <summary>All that the compilation of a file depends on.</summary>
/// <param name="File">The file.</param>
/// <param name="Imports">The files that it imports, directly or through others, in order of discovery.</param>
public sealed record ModelInput(ModelFile File, EquatableArray<ImportedText> Imports)
{
    /// <summary>Joins a file with its imports.</summary>
    /// <param name="file">The file.</param>
    /// <param name="textOf">The text of a `.slt` file of the project by full path; null when there is none.</param>
    public static ModelInput Of(ModelFile file, Func<string, string?> textOf)
    {
        // Most files import nothing: they need not be parsed to know it.
        if (file.Text.IndexOf("import", StringComparison.Ordinal) < 0)
        {
            return new(file, []);
        }

        var found = new List<ImportedText>();
        Follow(file.Path, file.Text);
        return new(file, found.ToEquatableArray());

        void Follow(string importer, string text)
        {
            foreach (var import in SltParser.Parse(new SourceText(importer, text)).Statements.OfType<ImportSyntax>())
            {
                var path = ModelFile.Resolve(importer, import.Path.Value);
                if (path != file.Path && found.All(f => f.Path != path) && textOf(path) is { } imported)
                {
                    found.Add(new(path, imported));
                    Follow(path, imported);
                }
            }
        }
    }

    /// <summary>Parses and binds the file.</summary>
    public SltCompilation Compile() => File.Compile(path => Imports.FirstOrDefault(i => i.Path == path)?.Text);
}

/// <summary>A file that another imports.</summary>
public sealed record ImportedText(string Path, string Text);
