using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>A parsed file: every statement in order, those that could not be read included.</summary>
/// <param name="Source">The text.</param>
/// <param name="Statements">The statements in file order.</param>
/// <param name="Diagnostics">What the parser found, in file order.</param>
public sealed record SyntaxTree(
    SourceText Source, EquatableArray<StatementSyntax> Statements, EquatableArray<Diagnostic> Diagnostics);
