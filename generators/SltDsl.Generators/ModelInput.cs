using System.Collections.Immutable;
using SltDsl.Hosting;
using SltDsl.Language;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Generators;

/// <summary>All that the compilation of a file depends on.</summary>
/// <param name="File">The file.</param>
/// <param name="Imports">The files that it imports, directly or through others, in order of discovery.</param>
internal sealed record ModelInput(ModelFile File, EquatableArray<ImportedText> Imports)
{
    /// <summary>Joins a file with its imports among the project's files.</summary>
    public static ModelInput Of(ModelFile file, ImmutableArray<ModelFile> project)
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
                if (found.All(f => f.Path != path) && project.FirstOrDefault(f => f.Path == path) is { } imported)
                {
                    found.Add(new(path, imported.Text));
                    Follow(path, imported.Text);
                }
            }
        }
    }

    /// <summary>Parses and binds the file.</summary>
    public SltCompilation Compile() => File.Compile(path => Imports.FirstOrDefault(i => i.Path == path)?.Text);
}

/// <summary>A file that another imports.</summary>
internal sealed record ImportedText(string Path, string Text);
