using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Statements;

/// <summary>
/// Makes statements readable: what nobody uses goes, a value that is used once stands where it is used, and an accumulator
/// that is added to once is no accumulator.
/// </summary>
internal static class Cleanup
{
    // A longer expression reads better in two statements.
    private const int LargestExpression = 14;

    /// <summary>The same statements, cleaned.</summary>
    public static IReadOnlyList<Statement> Clean(IReadOnlyList<Statement> statements)
    {
        statements = JoinAccumulators(statements);
        while (true)
        {
            var loaded = new HashSet<Buffer>();
            var uses = Uses(statements, loaded);
            var live = WithoutDead(statements, uses, loaded);
            if (live.Count == statements.Count && Size(live) == Size(statements))
            {
                return Inline(live, Uses(live, loaded));
            }

            statements = live;
        }
    }

    private static int Size(IReadOnlyList<Statement> statements) => statements.Sum(s => 1 + s.Bodies().Sum(Size));

    /// <summary>How often each variable is read.</summary>
    /// <param name="statements">Where to look.</param>
    /// <param name="loaded">Receives the buffers that are read.</param>
    private static Dictionary<Local, int> Uses(IReadOnlyList<Statement> statements, HashSet<Buffer> loaded)
    {
        var uses = new Dictionary<Local, int>();
        Visit(statements);
        return uses;

        void Visit(IReadOnlyList<Statement> part)
        {
            foreach (var statement in part)
            {
                foreach (var scalar in statement.Scalars().SelectMany(s => s.SelfAndParts()))
                {
                    if (scalar is Local local)
                    {
                        uses[local] = uses.TryGetValue(local, out var count) ? count + 1 : 1;
                    }
                    else if (scalar is Load load)
                    {
                        loaded.Add(load.Buffer);
                    }
                }

                foreach (var body in statement.Bodies())
                {
                    Visit(body);
                }
            }
        }
    }

    private static IReadOnlyList<Statement> WithoutDead(IReadOnlyList<Statement> statements, Dictionary<Local, int> uses, HashSet<Buffer> loaded)
    {
        var live = new List<Statement>();
        foreach (var statement in statements)
        {
            var kept = statement.WithBodies(b => WithoutDead(b, uses, loaded));
            var isDead = kept switch
            {
                Declare declare => !uses.ContainsKey(declare.Local),
                Assign assign => !uses.ContainsKey(assign.Local),
                Increase increase => !uses.ContainsKey(increase.Local),
                Store { Buffer.IsKept: true } store => !loaded.Contains(store.Buffer),
                Loop or If => kept.Bodies().All(b => b.All(s => s is At)),
                _ => false,
            };
            if (!isDead)
            {
                live.Add(kept);
            }
        }

        return live;
    }

    /// <summary>Turns <c>var d = 0; …; d += e;</c> into <c>var d = e;</c> where nothing between speaks of d.</summary>
    private static IReadOnlyList<Statement> JoinAccumulators(IReadOnlyList<Statement> statements)
    {
        var joined = statements.Select(s => s.WithBodies(JoinAccumulators)).ToList();
        for (var n = 0; n < joined.Count; n++)
        {
            if (joined[n] is not Declare { Value: Number { Value: 0 }, Local.IsMutable: true } declare)
            {
                continue;
            }

            var next = joined.FindIndex(n + 1, s => Mentions(s, declare.Local));
            if (next > 0 && joined[next] is Increase increase && increase.Local == declare.Local)
            {
                joined[next] = new Declare(declare.Local, increase.Value);
                joined.RemoveAt(n);
                n--;
            }
        }

        return joined;
    }

    private static bool Mentions(Statement statement, Local local) =>
        statement.Assigned() == local
        || statement.Scalars().Any(s => s.SelfAndParts().Contains(local))
        || statement.Bodies().Any(b => b.Any(s => Mentions(s, local)));

    /// <summary>Moves values that are used once into their use, in the same block and with nothing assigned between that they read.</summary>
    private static IReadOnlyList<Statement> Inline(IReadOnlyList<Statement> statements, Dictionary<Local, int> uses)
    {
        var assigned = new HashSet<Local>();
        CollectAssigned(statements, assigned);
        return Visit(statements);

        IReadOnlyList<Statement> Visit(IReadOnlyList<Statement> part)
        {
            var result = part.Select(s => s.WithBodies(Visit)).ToList();
            for (var n = 0; n < result.Count; n++)
            {
                if (result[n] is not Declare { Value: { } value } declare
                    || uses[declare.Local] != 1
                    || assigned.Contains(declare.Local)
                    || !CanMove(value))
                {
                    continue;
                }

                var use = result.FindIndex(n + 1, s => s.Scalars().Any(v => v.SelfAndParts().Contains(declare.Local)));
                if (use > 0
                    && result[use].Scalars().Sum(Weight) + Weight(value) <= LargestExpression
                    && !(value is not Load && result[use].Scalars().Any(v => IsRaised(v, declare.Local))))
                {
                    result[use] = result[use].MapScalars(s => ExactFactors.Join(Replace(s, declare.Local, value)));
                    result.RemoveAt(n);
                    n--;
                }
            }

            return result;
        }

        bool CanMove(Scalar value) => !value.SelfAndParts().Any(p => p is Load { Buffer.IsVolatile: true } || (p is Local local && assigned.Contains(local)));
    }

    // A small power is written as a product of a name with itself.
    private static bool IsRaised(Scalar scalar, Local local) =>
        scalar.SelfAndParts().Any(p => p is Apply { Primitive: Primitive.Power } power && power.Arguments[0] == local);

    private static int Weight(Scalar scalar) => scalar.SelfAndParts().Count(p => p is Apply or Select or Load);

    private static Scalar Replace(Scalar scalar, Local local, Scalar value) =>
        scalar is Local l && l == local ? value : Rebuild(scalar, s => Replace(s, local, value));

    // Not folded: the order of operations stays as it was derived.
    private static Scalar Rebuild(Scalar scalar, Func<Scalar, Scalar> part) => scalar switch
    {
        Apply apply => new Apply(apply.Primitive, new([.. apply.Arguments.Select(part)])),
        _ => scalar.MapParts(part),
    };

    private static void CollectAssigned(IReadOnlyList<Statement> statements, HashSet<Local> assigned)
    {
        foreach (var statement in statements)
        {
            if (statement is Assign or Increase or Declare { Value: null })
            {
                assigned.Add(statement.Assigned()!);
            }

            foreach (var body in statement.Bodies())
            {
                CollectAssigned(body, assigned);
            }
        }
    }
}
