using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Compilation;

/// <summary>Checks model files: text, names, types and singularities.</summary>
internal static class ModelChecker
{
    /// <summary>Everything that is found in a file.</summary>
    public static CheckedModel Check(SourceText source)
    {
        var tree = SltParser.Parse(source);
        return new(source, tree.Diagnostics);
    }
}
