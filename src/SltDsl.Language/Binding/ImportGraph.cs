using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding;

/// <summary>Which files a file imports, by the paths that its <c>import</c> statements write.</summary>
public static class ImportGraph
{
    private static readonly char[] _separators = ['/', '\\'];

    /// <summary>The path of an imported file: what is written is read from the folder of the file that imports.</summary>
    /// <param name="importer">The path of the file that imports.</param>
    /// <param name="path">The path as written in it.</param>
    public static string Resolve(string importer, string path)
    {
        var folder = importer.Substring(0, importer.LastIndexOfAny(_separators) + 1);
        return IsRooted(path) ? Normalise(path)
            : folder.IndexOf('/') < 0 && folder.IndexOf('\\') >= 0 ? Normalise(folder + path.Replace('/', '\\'))
            : Normalise(folder + path);
    }

    /// <summary>A path without <c>.</c>, and without <c>..</c> where it can be resolved: two paths of one file are then equal.</summary>
    public static string Normalise(string path)
    {
        var separator = path.IndexOf('/') < 0 && path.IndexOf('\\') >= 0 ? "\\" : "/";
        var parts = new List<string>();
        foreach (var part in path.Split(_separators))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return (IsRooted(path) && _separators.Contains(path[0]) ? separator : "") + string.Join(separator, parts);
    }

    /// <summary>The files that a file imports, directly or through others, each once, in order of discovery; the file itself is left out.</summary>
    /// <param name="source">The file.</param>
    /// <param name="find">The file at a path that <see cref="Resolve"/> gave, or null when there is none.</param>
    public static IReadOnlyList<SourceText> Closure(SourceText source, Func<string, SourceText?> find)
    {
        var found = new List<SourceText>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { Normalise(source.Path) };
        for (var next = -1; next < found.Count; next++)
        {
            var importer = next < 0 ? source : found[next];
            found.AddRange(Written(importer).Select(path => Resolve(importer.Path, path)).Where(seen.Add).Select(find).OfType<SourceText>().ToList());
        }

        return found;
    }

    // Parsing costs more than looking for the word, and few models import.
    private static IEnumerable<string> Written(SourceText source) => source.Text.IndexOf("import", StringComparison.Ordinal) < 0
        ? []
        : SltParser.Parse(source).Statements.OfType<ImportSyntax>().Select(s => s.Path.Value);

    private static bool IsRooted(string path) => path.Length > 0 && (_separators.Contains(path[0]) || (path.Length > 1 && path[1] == ':'));
}
