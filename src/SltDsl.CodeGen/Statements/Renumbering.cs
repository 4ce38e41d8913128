using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Statements;

/// <summary>
/// Gives each declaration a variable of its own: the reverse sweep computes values once more under the variables of the
/// forward sweep.
/// </summary>
/// <param name="nextId">Numbers new variables.</param>
internal sealed class Renumbering(Func<int> nextId)
{
    /// <summary>The same statements with one variable a declaration.</summary>
    public IReadOnlyList<Statement> Apply(IReadOnlyList<Statement> statements) => Apply(statements, new Dictionary<Local, Local>());

    private List<Statement> Apply(IReadOnlyList<Statement> statements, Dictionary<Local, Local> outer)
    {
        var names = new Dictionary<Local, Local>(outer);
        var renumbered = new List<Statement>();
        foreach (var statement in statements)
        {
            var changed = statement.MapScalars(s => Rename(s, names)).WithBodies(b => Apply(b, names));
            switch (changed)
            {
                case Declare declare:
                    var fresh = declare.Local with { Id = nextId() };
                    names[declare.Local] = fresh;
                    changed = declare with { Local = fresh };
                    break;
                case Draw { Local: { } drawn } draw:
                    names[drawn] = drawn with { Id = nextId() };
                    changed = draw with { Local = names[drawn] };
                    break;
                case Assign assign:
                    changed = assign with { Local = names[assign.Local] };
                    break;
                case Increase increase:
                    changed = increase with { Local = names[increase.Local] };
                    break;
            }

            renumbered.Add(changed);
        }

        return renumbered;
    }

    private static Scalar Rename(Scalar scalar, Dictionary<Local, Local> names) => scalar switch
    {
        Local local => names.TryGetValue(local, out var renamed) ? renamed : local,
        Apply apply => new Apply(apply.Primitive, new([.. apply.Arguments.Select(a => Rename(a, names))])),
        _ => scalar.MapParts(s => Rename(s, names)),
    };
}
