using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>A function of the file or of an import.</summary>
/// <param name="Syntax">The statement.</param>
/// <param name="File">The imported file that it stands in, or null for the file itself.</param>
internal sealed record FunctionDefinition(FunSyntax Syntax, SourceText? File)
{
    /// <summary>Whether something calls it.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Whether its own statement has an error, so that calls say nothing more.</summary>
    public bool IsBroken { get; set; }
}
