using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>A parsed file: every statement in order, those that could not be read included.</summary>
/// <param name="Source">The text.</param>
/// <param name="Statements">The statements in file order.</param>
/// <param name="Diagnostics">What the parser found, in file order.</param>
public sealed record SyntaxTree(
    SourceText Source, EquatableArray<StatementSyntax> Statements, EquatableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the file is one for others to import: it declares functions and sizes, and nothing of a model.</summary>
    public bool IsLibrary => Statements.Any(s => s is FunSyntax or SizeSyntax) && Statements.All(s => s is VersionSyntax or ImportSyntax or FunSyntax or SizeSyntax);
}
