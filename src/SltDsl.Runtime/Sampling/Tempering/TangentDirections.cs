using System.Numerics.Tensors;

namespace SltDsl.Runtime;

/// <summary>
/// Directions along which the energy hardly changes. Some coordinates are chosen to move; the others stay. At a few points
/// that have the particle's own values in the others and other particles' values in the chosen ones, the gradient shows the
/// steep directions; a random direction orthogonal to them follows the valley. Nothing of what moves enters, so the slice
/// move along it is exact, whereas a tangent at the particle itself would not be.
/// </summary>
internal sealed class TangentDirections(TemperedTarget target)
{
    private const int MostGradients = 6;

    private readonly int[] _order = Enumerable.Range(0, target.Dimension).ToArray();
    private readonly double[] _point = new double[target.Dimension];
    private readonly double[] _gradient = new double[target.Dimension];
    private readonly double[][] _steep = Enumerable.Range(0, MostGradients).Select(_ => new double[target.Dimension]).ToArray();

    /// <summary>Draws a unit direction for a particle.</summary>
    /// <returns>False where the gradients are not finite or span all that may move.</returns>
    public bool TryDraw(Particle[] population, int index, Span<double> direction, ref SltRandom random)
    {
        var moving = 2 + (int)random.NextInteger(target.Dimension - 1);
        random.Shuffle<int>(_order);
        var chosen = _order.AsSpan(0, moving);
        var gradients = 1 + (int)random.NextInteger(Math.Min(moving - 1, MostGradients));
        for (var g = 0; g < gradients; g++)
        {
            if (!AddSteep(population, index, chosen, g, ref random))
            {
                return false;
            }
        }

        direction.Clear();
        foreach (var i in chosen)
        {
            direction[i] = random.NextNormal();
        }

        var before = TensorPrimitives.Norm<double>(direction);
        for (var g = 0; g < gradients; g++)
        {
            RemoveComponent(direction, _steep[g]);
        }

        var norm = TensorPrimitives.Norm<double>(direction);
        TensorPrimitives.Divide(direction, norm, direction);
        return norm > 1e-9 * before;
    }

    /// <summary>Saves the order of the coordinates, which each draw shuffles further, or restores it.</summary>
    public void Exchange(Snapshot snapshot)
    {
        foreach (ref var coordinate in _order.AsSpan())
        {
            snapshot.Exchange(ref coordinate);
        }
    }

    /// <summary>The part of one more gradient that is orthogonal to those before, at unit length; zero when there is none.</summary>
    private bool AddSteep(Particle[] population, int index, ReadOnlySpan<int> chosen, int g, ref SltRandom random)
    {
        population[index].Position.AsSpan().CopyTo(_point);
        var other = (int)random.NextInteger(population.Length - 1);
        other += other >= index ? 1 : 0;
        foreach (var i in chosen)
        {
            _point[i] = population[other].Position[i];
        }

        target.EnergyGradient(_point, _gradient);
        var steep = _steep[g];
        Array.Clear(steep);
        foreach (var i in chosen)
        {
            steep[i] = _gradient[i];
        }

        var before = TensorPrimitives.Norm<double>(steep);
        if (!double.IsFinite(before))
        {
            return false;
        }

        for (var previous = 0; previous < g; previous++)
        {
            RemoveComponent(steep, _steep[previous]);
        }

        var norm = TensorPrimitives.Norm<double>(steep);
        if (norm > 1e-12 * before)
        {
            TensorPrimitives.Divide(steep, norm, steep);
        }
        else
        {
            Array.Clear(steep);
        }

        return true;
    }

    private static void RemoveComponent(Span<double> vector, ReadOnlySpan<double> unit) =>
        TensorPrimitives.MultiplyAdd(unit, -TensorPrimitives.Dot(vector, unit), vector, vector);
}
