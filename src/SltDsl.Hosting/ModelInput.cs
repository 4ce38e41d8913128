using SltDsl.Language;
using SltDsl.Language.Binding;
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
    public static ModelInput Of(ModelFile file, Func<string, string?> textOf) => new(
        file,
        ImportGraph.Closure(new SourceText(file.Path, file.Text), path => textOf(path) is { } text ? new SourceText(path, text) : null)
            .Select(source => new ImportedText(source.Path, source.Text)).ToEquatableArray());

    /// <summary>Parses and binds the file.</summary>
    public SltCompilation Compile() => SltCompilation.Compile(new SourceText(File.Path, File.Text), new BindingOptions
    {
        DefaultModelName = Path.GetFileNameWithoutExtension(File.Path),
        Sizes = File.Options.Sizes.ToDictionary(s => s.Name, s => s.Value),
        Import = path => Imports.FirstOrDefault(i => i.Path == path) is { } import ? new SourceText(path, import.Text) : null,
    });
}

/// <summary>A file that another imports.</summary>
public sealed record ImportedText(string Path, string Text);
