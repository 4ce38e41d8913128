using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// Laws of one regular family: K is of the order of the mean square difference of what the law determines. A function Σ c_j(w) φ_j(x) with
/// linearly independent φ_j has the ideal of the c_j(w) − c_j(w*).
/// </summary>
internal static class SightIdeal
{
    /// <summary>The ideal, or null where a law is not read off or a function is beyond this method.</summary>
    public static IdealOfTruth? Of(SymbolicModel model)
    {
        if (model.Rows is not { } rows)
        {
            return null;
        }

        var generators = new List<Polynomial>();
        var networks = new List<NetworkShape?>();
        for (var row = 0; row < rows; row++)
        {
            var values = model.Row(row);
            var (here, true_) = (model.Model(values), model.AtTruth(values));
            foreach (var observation in model.Graph.Observations)
            {
                if (new LawReader<SymbolicNumber>(model.Field, here).Read(observation) is not { } seen
                    || new LawReader<SymbolicNumber>(model.Field, true_).Read(observation) is not { } expected
                    || seen.Count != expected.Count
                    || !RegularFamilies.HasPositiveDefiniteMatrices(expected))
                {
                    return null;
                }

                foreach (var (sight, target) in seen.Zip(expected, (s, t) => (s, t)))
                {
                    if (!RegularFamilies.IsRegular(sight, target) || Difference(model, sight.Value, target.Value) is not { } part)
                    {
                        return null;
                    }

                    generators.AddRange(part.Generators);
                    networks.Add(part.Network);
                }
            }
        }

        var shared = model.UsedData ? ", for shared data in general position" : "";
        return new IdealOfTruth(
            [.. generators.Where(g => !g.IsZero).Distinct()],
            $"K is of the order of the squared differences of what the law of a row determines, coefficient by coefficient in the inputs{shared}")
        {
            IsCoefficientwise = !model.UsedData && model.Field.Table.Atoms.Count == 0,
            Network = networks.OfType<NetworkShape>().ToArray() is [var only] ? only : null,
        };
    }

    private static (IEnumerable<Polynomial> Generators, NetworkShape? Network)? Difference(SymbolicModel model, SymbolicNumber seen, SymbolicNumber expected)
    {
        var table = model.Field.Table;
        var (value, target) = Monotone.Strip(table, seen.Value, expected.Value);
        var atoms = SymbolTable.Variables(value - target).Select(table.AtomAt).Where(a => a is not null).Select(a => a!).ToArray();
        if (atoms.Any(a => SymbolTable.Variables(a.Argument).Any(v => table.KindOf(v) == VariableKind.Row)))
        {
            return NetworkIdeal.Of(table, value, target);
        }

        return atoms.Length == 0
            ? (Coefficients(table, value - target), null)
            : PositiveFactors(table, Coefficients(table, value - target).ToList()) is { } stripped ? (stripped, null) : null;
    }

    /// <summary>The coefficients of the monomials in the values of a row.</summary>
    public static IEnumerable<Polynomial> Coefficients(SymbolTable table, Polynomial polynomial) => polynomial.Terms
        .GroupBy(
            t => string.Join(",", t.Exponents.Select((e, slot) => table.KindOf(slot) == VariableKind.Row ? e : 0)),
            t => Polynomial.Term(t.Coefficient, [.. t.Exponents.Select((e, slot) => table.KindOf(slot) == VariableKind.Row ? 0 : e)]))
        .Select(g => g.Aggregate((sum, term) => sum + term));

    /// <summary>Generators without their positive factors; null where another function remains.</summary>
    private static IEnumerable<Polynomial>? PositiveFactors(SymbolTable table, IReadOnlyList<Polynomial> generators)
    {
        var positive = new HashSet<int>(table.Atoms.Where(a => a.IsPositive).Select(a => a.Slot));
        var stripped = generators.Select(g =>
        {
            var common = positive.Where(slot => g.Terms.All(t => t.Exponents[slot] == g.Terms.First().Exponents[slot])).ToArray();
            return g.Terms.Aggregate(
                table.Constant(0),
                (sum, t) => sum + Polynomial.Term(t.Coefficient, [.. t.Exponents.Select((e, slot) => common.Contains(slot) ? 0 : e)]));
        }).ToArray();
        return stripped.All(g => SymbolTable.Variables(g).All(v => table.KindOf(v) == VariableKind.Coordinate)) ? stripped : null;
    }
}
