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
    /// <summary>Whether rows may be computed several at once.</summary>
    public bool AllowsLanes { get; init; }

    /// <summary>The method's name.</summary>
    public string Name
    {
        get
        {
            var head = Signature.Substring(0, Signature.IndexOf('('));
            return head.Substring(head.LastIndexOf(' ') + 1);
        }
    }

    /// <summary>The method's parameters with their types.</summary>
    public string Parameters
    {
        get
        {
            var start = Signature.IndexOf('(') + 1;
            return Signature.Substring(start, Signature.LastIndexOf(')') - start);
        }
    }

    /// <summary>The variables that are arguments, by id.</summary>
    public IReadOnlyDictionary<Local, string> Given { get; init; } = new Dictionary<Local, string>();
}
