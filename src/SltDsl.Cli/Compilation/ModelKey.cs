using System.Security.Cryptography;
using System.Text;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>The key under which a compiled model is kept: a hash of all that its code depends on.</summary>
internal static class ModelKey
{
    // The identity of the rooms that make the code or are called by it: it changes with every change of theirs.
    private static readonly string Tool = string.Join(
        ' ',
        new[] { typeof(ModelKey), typeof(SourceText), typeof(Graph.ModelGraph), typeof(ISltModel) }.Select(type => type.Module.ModuleVersionId.ToString("N")));

    /// <summary>The key of a file at sizes.</summary>
    /// <param name="sources">The file and those that it imports, in order.</param>
    /// <param name="sizes">Sizes that take the place of those in the file.</param>
    public static string Of(IEnumerable<SourceText> sources, IReadOnlyDictionary<string, long> sizes)
    {
        var text = new StringBuilder(Tool);
        foreach (var source in sources)
        {
            Append(text, Path.GetFullPath(source.Path));
            Append(text, source.Text);
        }

        foreach (var (name, value) in sizes.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            Append(text, $"{name}={value}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // With its length in front, so that no two lists of parts give the same text.
    private static void Append(StringBuilder text, string part) => text.Append('\n').Append(part.Length).Append(':').Append(part);
}
