using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;

namespace SltDsl.CodeGen.Emit;

/// <summary>A method that computes.</summary>
/// <param name="Summary">What it computes.</param>
/// <param name="Signature">Its declaration.</param>
/// <param name="Arguments">The names of its parameters.</param>
/// <param name="Statements">Its statements.</param>
/// <param name="Scratch">The working memory that it needs.</param>
internal sealed record Kernel(
    string Summary, string Signature, IReadOnlyList<string> Arguments, IReadOnlyList<Statement> Statements, IReadOnlyList<Buffer> Scratch)
{
    /// <summary>The variables that are arguments, by id.</summary>
    public IReadOnlyDictionary<Local, string> Given { get; init; } = new Dictionary<Local, string>();
}
