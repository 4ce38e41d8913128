using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// Finitely many values: K is of the order of the squared differences of the cells' probabilities, and linear in those of true probability 0.
/// The cells are taken together to moments (sums over all values of some elements), which generate the same ideal with fewer terms.
/// </summary>
internal static class CellIdeal
{
    private const int MostCells = 260;

    /// <summary>The ideal, or null where the values are not finitely many or too many.</summary>
    public static IdealOfTruth? Of(SymbolicModel model)
    {
        if (model.Rows is not { } rows)
        {
            return null;
        }

        if (FiniteLaw.Axes(model.Graph, model.Setting) is not { } axes || axes.Aggregate(1L, (n, a) => n * a.Count) > MostCells)
        {
            return null;
        }

        var (generators, linear) = (new List<Polynomial>(), new List<Polynomial>());
        for (var row = 0; row < rows; row++)
        {
            var seen = Cells(model, axes, model.Row(row), model.Model);
            var expected = Cells(model, axes, model.Row(row), model.AtTruth);
            if (expected.Any(e => !e.IsConstant) || seen.Any(s => !SymbolTable.Variables(s).All(v => model.Field.Table.KindOf(v) == VariableKind.Coordinate)))
            {
                return null;
            }

            linear.AddRange(seen.Where((_, cell) => expected[cell].IsZero));
            var differences = seen.Select((s, cell) => s - expected[cell]).ToArray();
            generators.AddRange(linear.Count > 0 ? differences.Where((_, cell) => !expected[cell].IsZero) : Moments(differences, [.. axes.Select(a => a.Count)]));
        }

        return new IdealOfTruth([.. generators.Where(g => !g.IsZero).Distinct()], "K is of the order of the squared differences of the probabilities of all values")
        {
            LinearTerms = [.. linear.Where(l => !l.IsZero).Distinct()],
        };
    }

    private static Polynomial[] Cells(SymbolicModel model, IReadOnlyList<(Leaf Leaf, long Flat, long Low, int Count)> axes, RowValues row, Func<RowValues, Instance<SymbolicNumber>> at)
    {
        var count = axes.Aggregate(1, (n, a) => n * a.Count);
        return [.. Enumerable.Range(0, count).Select(cell =>
        {
            for (var a = axes.Count - 1; a >= 0; a--)
            {
                row.Set(axes[a].Leaf, axes[a].Flat, new Rational(axes[a].Low + (cell % axes[a].Count), 1));
                cell /= axes[a].Count;
            }

            var instance = at(row);
            return model.Graph.Observations
                .Select(o => model.Field.Apply(Primitive.Exp, [instance.At(o.LogDensity)]).Value)
                .Aggregate((product, p) => product * p);
        })];
    }

    /// <summary>Along each axis the first values are kept and the last is replaced by the sum of all.</summary>
    private static IEnumerable<Polynomial> Moments(Polynomial[] cells, IReadOnlyList<int> counts)
    {
        var stride = cells.Length;
        foreach (var count in counts)
        {
            stride /= count;
            for (var start = 0; start < cells.Length; start++)
            {
                if (start / stride % count == count - 1)
                {
                    cells[start] = Enumerable.Range(0, count).Select(v => cells[start - (v * stride)]).Aggregate((sum, c) => sum + c);
                }
            }
        }

        return cells;
    }
}
