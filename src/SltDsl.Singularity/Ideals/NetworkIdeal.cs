using SltDsl.Algebra;
using SltDsl.Graph.Expressions;
using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// A hidden layer Σ a_j σ(b_j · x) with σ analytic and Taylor exponents in an arithmetic progression: the power sums Σ a_j b_j^n obey a
/// linear recurrence whose length is the number of nodes of model and truth, so the first of them generate the ideal of all.
/// </summary>
internal static class NetworkIdeal
{
    private const int MostPowerSums = 400;

    /// <summary>The power sums of the difference of two such functions, or null where they are none.</summary>
    public static (IEnumerable<Polynomial> Generators, NetworkShape? Network)? Of(SymbolTable table, Polynomial value, Polynomial target)
    {
        if (Layer(table, value) is not { } layer || Layer(table, target) is not { } trueLayer)
        {
            return null;
        }

        var primitives = layer.Units.Concat(trueLayer.Units).Select(u => u.Activation).Distinct().ToArray();
        if (primitives.Length != 1 || Progression(primitives[0]) is not { } progression)
        {
            return null;
        }

        var inputs = layer.Units.Concat(trueLayer.Units).SelectMany(u => u.Weights.Keys).Distinct().OrderBy(s => s).ToArray();
        var nodes = layer.Units.Count + trueLayer.Units.Count;
        var rest = layer.Other - trueLayer.Other;
        if (SightIdeal.Coefficients(table, rest).Any() && RowDegrees(table, rest).Any(progression.Contains))
        {
            return null;
        }

        // In several inputs every monomial of the degrees below the last power sum's is needed: the recurrence runs along each line.
        var exponents = progression.Take(nodes).SelectMany(n => Monomials(inputs.Length, n)).ToArray();
        if (exponents.Length > MostPowerSums)
        {
            return null;
        }

        var sums = exponents.Select(e => PowerSum(table, layer, inputs, e) - PowerSum(table, trueLayer, inputs, e));
        var isPlain = inputs.Length == 1 && rest.IsZero && layer.Units.All(u => IsCoordinate(u.Outer) && u.Weights.Values.All(IsCoordinate))
            && HasDistinctNodes(trueLayer.Units)
            && layer.Units.SelectMany(u => SymbolTable.Variables(u.Outer).Concat(u.Weights.Values.SelectMany(SymbolTable.Variables))).GroupBy(v => v).All(g => g.Count() == 1);
        return ([.. sums, .. SightIdeal.Coefficients(table, rest)], isPlain ? new NetworkShape(primitives[0], layer.Units.Count, trueLayer.Units.Count, inputs.Length) : null);
    }

    /// <summary>The closed form for a layer of an odd function with one input, weights of either sign and distinct true nodes; null elsewhere.</summary>
    public static Rlct? ClosedForm(IdealPart part, NetworkShape? network) =>
        network is { Inputs: 1 } && Progression(network.Activation) is { First: 1, Gap: 2 } && part.Variables.Count == 2 * network.Units
            && network.Units >= network.TrueUnits && part.IsWholeSpace
            ? ClosedForms.TanhNetwork(network.Units, network.TrueUnits)
            : null;

    /// <summary>The exponents of the Taylor series, in order; null where they are no progression.</summary>
    private static Progression? Progression(Primitive activation) => activation switch
    {
        Primitive.Tanh or Primitive.Sin or Primitive.Sinh or Primitive.Atan or Primitive.Erf => new Progression(1, 2),
        Primitive.Exp => new Progression(0, 1),
        Primitive.Cos or Primitive.Cosh => new Progression(0, 2),
        _ => null,
    };

    private static (IReadOnlyList<Unit> Units, Polynomial Other)? Layer(SymbolTable table, Polynomial value)
    {
        var units = new Dictionary<int, Polynomial>();
        var rest = table.Constant(0);
        foreach (var (exponents, coefficient) in value.Terms)
        {
            var term = Polynomial.Term(coefficient, exponents);
            var atoms = Enumerable.Range(0, exponents.Count).Where(s => exponents[s] > 0 && table.KindOf(s) == VariableKind.Atom).ToArray();
            if (atoms.Length == 0)
            {
                rest += term;
                continue;
            }

            var isBare = atoms.Length == 1 && exponents[atoms[0]] == 1
                && !Enumerable.Range(0, exponents.Count).Any(s => exponents[s] > 0 && table.KindOf(s) == VariableKind.Row);
            if (!isBare)
            {
                return null;
            }

            var outer = Polynomial.Term(coefficient, [.. exponents.Select((e, s) => s == atoms[0] ? 0 : e)]);
            units[atoms[0]] = units.TryGetValue(atoms[0], out var sum) ? sum + outer : outer;
        }

        var result = units.Select(u => (Atom: table.AtomAt(u.Key)!, Outer: u.Value)).Select(u => UnitOf(table, u.Atom, u.Outer)).ToArray();
        return result.Any(u => u is null) ? null : ([.. result.Select(u => u!)], rest);
    }

    private static Unit? UnitOf(SymbolTable table, Atom atom, Polynomial outer)
    {
        var weights = new Dictionary<int, Polynomial>();
        foreach (var (exponents, coefficient) in atom.Argument.Terms)
        {
            var rows = Enumerable.Range(0, exponents.Count).Where(s => exponents[s] > 0 && table.KindOf(s) == VariableKind.Row).ToArray();
            if (rows.Length != 1 || exponents[rows[0]] != 1 || exponents.Where((e, s) => e > 0 && table.KindOf(s) == VariableKind.Atom).Any())
            {
                return null;
            }

            var weight = Polynomial.Term(coefficient, [.. exponents.Select((e, s) => s == rows[0] ? 0 : e)]);
            weights[rows[0]] = weights.TryGetValue(rows[0], out var sum) ? sum + weight : weight;
        }

        return new Unit(atom.Primitive, outer, weights);
    }

    private static Polynomial PowerSum(SymbolTable table, (IReadOnlyList<Unit> Units, Polynomial Other) layer, int[] inputs, int[] exponents) =>
        layer.Units.Aggregate(table.Constant(0), (sum, unit) => sum + inputs
            .Select((slot, n) => (unit.Weights.TryGetValue(slot, out var weight) ? weight : table.Constant(0)).Pow(exponents[n]))
            .Aggregate(unit.Outer, (product, power) => product * power));

    /// <summary>Whether the true nodes, up to sign, are not 0 and differ, and no true weight is 0.</summary>
    private static bool HasDistinctNodes(IReadOnlyList<Unit> units)
    {
        var squares = units.Select(u => u.Weights.Values.Single()).Select(w => w * w).ToArray();
        return units.All(u => !u.Outer.IsZero) && squares.All(s => s.IsConstant && !s.IsZero) && squares.Distinct().Count() == squares.Length;
    }

    private static IEnumerable<int> RowDegrees(SymbolTable table, Polynomial polynomial) =>
        polynomial.Terms.Select(t => t.Exponents.Where((_, s) => table.KindOf(s) == VariableKind.Row).Sum()).Distinct();

    /// <summary>The exponents of all monomials of a degree.</summary>
    public static IEnumerable<int[]> Monomials(int variables, int degree) => variables == 1
        ? [[degree]]
        : from first in Enumerable.Range(0, degree + 1) from rest in Monomials(variables - 1, degree - first) select (int[])[first, .. rest];

    private static bool IsCoordinate(Polynomial polynomial) => polynomial.TermCount == 1 && polynomial.Degree == 1;

    private sealed record Unit(Primitive Activation, Polynomial Outer, IReadOnlyDictionary<int, Polynomial> Weights);
}

/// <summary>first, first + gap, first + 2 gap, …</summary>
internal sealed record Progression(int First, int Gap)
{
    public bool Contains(int exponent) => exponent >= First && (exponent - First) % Gap == 0;

    public IEnumerable<int> Take(int count) => Enumerable.Range(0, count).Select(n => First + (n * Gap));
}
