using SltDsl.Graph;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Symmetries;

/// <summary>
/// Shifts measured in units of a scalar parameter: (a, b) → (a + s, b − s/t). Multiplied by t they are fields with coefficients linear in t,
/// which again are found as the kernel of a linear system.
/// </summary>
internal sealed class RelativeShifts(TangentTest test, ParameterSpace space, int rank)
{
    private const int MostUnknowns = 160;
    private const int MostPoints = 12;

    private static readonly PrimeModulus _field = PrimeModulus.Field;

    /// <summary>The shifts that other symmetries do not explain.</summary>
    public IEnumerable<SymmetryGroup> Find()
    {
        foreach (var multiplier in space.Coordinates.Where(c => c.Positions.Count == 0))
        {
            if (test.Explained.Rank >= space.Dimension - rank || 2 * space.Dimension > MostUnknowns)
            {
                yield break;
            }

            // Component i of the field is c_i + c'_i t.
            var system = new RowSpace(2 * space.Dimension);
            var before = -1;
            for (var n = 0; n < MostPoints && before != system.Rank; n++)
            {
                before = system.Rank;
                foreach (var row in test.Derivatives(n).Rows)
                {
                    system.Add([.. row, .. row.Select(v => _field.Multiply(v, test.Coordinates(n)[multiplier.Index]))]);
                }
            }

            foreach (var solution in system.OrthogonalBasis().Where(s => IsShift(s, multiplier.Index)))
            {
                ulong[] Field(ulong[] p) => [.. Enumerable.Range(0, space.Dimension).Select(i => _field.Add(solution[i], _field.Multiply(solution[i + space.Dimension], p[multiplier.Index])))];
                if (test.IsInvisible(Field) && test.Explain([Field]) > 0)
                {
                    var moved = space.Coordinates.Where(c => solution[c.Index] != 0 || solution[c.Index + space.Dimension] != 0).Select(c => (c.Block, IsPlain: solution[c.Index] == 0)).Distinct().ToArray();
                    yield return new SymmetryGroup(SymmetryKind.Shift, [.. moved.Select(m => m.Block).Distinct()], 1)
                    {
                        Multiplier = multiplier.Block,
                        Weights = [.. moved.Select(m => (m.Block, m.IsPlain ? 1 : -1))],
                    };
                }
            }
        }
    }

    /// <summary>Whether at least two coordinates move, each by a number or by a multiple of t, and t itself stays.</summary>
    private bool IsShift(ulong[] solution, int multiplier)
    {
        var moved = Enumerable.Range(0, space.Dimension).Where(i => solution[i] != 0 || solution[i + space.Dimension] != 0).ToArray();
        return moved.Length >= 2 && !moved.Contains(multiplier) && moved.All(i => solution[i] == 0 || solution[i + space.Dimension] == 0);
    }
}
