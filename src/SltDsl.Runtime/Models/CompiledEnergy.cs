namespace SltDsl.Runtime;

/// <summary>K(w) of a compiled model for one of its truths.</summary>
internal sealed class CompiledEnergy(CompiledModel model, int truth, Dataset inputs, Coordinates coordinates) : IEnergy
{
    private readonly ModelPoint _point = new(model, coordinates);

    public int Dimension => _point.Dimension;

    public double Energy(ReadOnlySpan<double> w)
    {
        if (double.IsNegativeInfinity(_point.MoveTo(w)))
        {
            return double.PositiveInfinity;
        }

        return OrInfinity(_point.Evaluator.Energy(truth, _point.Values, inputs));
    }

    public double EnergyAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        if (double.IsNegativeInfinity(_point.MoveTo(w)))
        {
            gradient.Clear();
            return double.PositiveInfinity;
        }

        var energy = _point.Evaluator.EnergyAndGradient(truth, _point.Values, inputs, _point.Adjoints);
        _point.PullBack(w, gradient, withJacobian: false);
        return OrInfinity(energy);
    }

    public IEnergy Fork() => new CompiledEnergy(model, truth, inputs, coordinates);

    private static double OrInfinity(double energy) => double.IsNaN(energy) ? double.PositiveInfinity : energy;
}
