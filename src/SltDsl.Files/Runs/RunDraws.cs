using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>The draws of a run in the quantities of a model: what the writers of this folder take and the readers give.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="WarmUp">Warm-up iterations before the draws.</param>
/// <param name="Draws">The draws.</param>
/// <param name="Layouts">The quantities with their shapes; offsets count within a draw.</param>
public sealed record RunDraws(string Model, int WarmUp, Draws Draws, IReadOnlyList<ValueLayout> Layouts)
{
    /// <summary>The series of one element of a draw over all chains, chain by chain.</summary>
    internal double[] Column(Func<int, int, double> value)
    {
        var column = new double[Draws.Chains * Draws.Count];
        for (var chain = 0; chain < Draws.Chains; chain++)
        {
            for (var draw = 0; draw < Draws.Count; draw++)
            {
                column[(chain * Draws.Count) + draw] = value(chain, draw);
            }
        }

        return column;
    }

    /// <summary>All elements of a quantity over all chains, draw by draw, row-major.</summary>
    internal double[] Values(ValueLayout layout)
    {
        var values = new double[Draws.Chains * Draws.Count * layout.Count];
        for (var chain = 0; chain < Draws.Chains; chain++)
        {
            for (var draw = 0; draw < Draws.Count; draw++)
            {
                Draws[chain, draw].Slice(layout.Offset, layout.Count).CopyTo(values.AsSpan(((chain * Draws.Count) + draw) * layout.Count));
            }
        }

        return values;
    }
}
