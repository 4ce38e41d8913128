using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding;

/// <summary>Turns syntax trees into models: names, levels, types, shapes.</summary>
public static class Binder
{
    /// <summary>Binds a file. Never throws; safe under concurrent use.</summary>
    /// <param name="tree">The parsed file; statements that could not be read are left out, and their names are not asked about.</param>
    /// <param name="options">What the file does not say itself.</param>
    public static BindingResult Bind(SyntaxTree tree, BindingOptions options) => new ModelBinder(tree, options).Bind();
}
