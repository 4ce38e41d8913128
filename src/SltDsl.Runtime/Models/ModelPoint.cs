namespace SltDsl.Runtime;

/// <summary>A point of a compiled model with its values, and the way of a gradient back to it.</summary>
internal sealed class ModelPoint(CompiledModel model, Coordinates coordinates)
{
    private readonly double[] _values = new double[model.ValueCount];
    private readonly double[] _adjoints = new double[model.ValueCount];

    public ModelEvaluator Evaluator { get; } = model.CreateEvaluator();

    public Coordinates Coordinates => coordinates;

    public int Dimension { get; } = coordinates == Coordinates.Natural ? model.Dimension : model.UnconstrainedDimension;

    public ReadOnlySpan<double> Values => _values;

    /// <summary>The gradient by the values, to which densities add.</summary>
    public Span<double> Adjoints => _adjoints;

    /// <summary>Computes the values of a point.</summary>
    /// <returns>The log Jacobian determinant; −∞ outside the declared set.</returns>
    public double MoveTo(ReadOnlySpan<double> point)
    {
        if (point.Length != Dimension)
        {
            throw new ArgumentException($"A point of {model.Info.Name} has {Dimension} coordinates here, not {point.Length}.", nameof(point));
        }

        Array.Clear(_adjoints);
        return coordinates == Coordinates.Natural ? Evaluator.FromNatural(point, _values) : Evaluator.FromUnconstrained(point, _values);
    }

    /// <summary>Turns the gradient by the values into that by the point.</summary>
    public void PullBack(ReadOnlySpan<double> point, Span<double> gradient, bool withJacobian)
    {
        gradient.Clear();
        if (coordinates == Coordinates.Natural)
        {
            Evaluator.PullBackNatural(point, _values, _adjoints, gradient);
        }
        else
        {
            Evaluator.PullBackUnconstrained(point, _values, withJacobian ? 1.0 : 0.0, _adjoints, gradient);
        }
    }
}
