namespace SltDsl.Runtime;

/// <summary>
/// The computations of a compiled model with their working memory, which the compiler emits: for use by one thread. None of
/// them allocates. Values and adjoints are those of all parameters in file order, row-major.
/// </summary>
public abstract class ModelEvaluator
{
    /// <summary>Values of natural coordinates.</summary>
    /// <returns>0, or −∞ outside the declared set.</returns>
    public abstract double FromNatural(ReadOnlySpan<double> point, Span<double> values);

    /// <summary>Values of unconstrained coordinates.</summary>
    /// <returns>The log Jacobian determinant of the map to natural coordinates.</returns>
    public abstract double FromUnconstrained(ReadOnlySpan<double> point, Span<double> values);

    /// <summary>The gradient by natural coordinates, right after <see cref="FromNatural"/> at the same point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="values">Its values.</param>
    /// <param name="adjoints">The gradient by the values; it is used up.</param>
    /// <param name="gradient">Receives the gradient by the point; zero before.</param>
    public abstract void PullBackNatural(ReadOnlySpan<double> point, ReadOnlySpan<double> values, Span<double> adjoints, Span<double> gradient);

    /// <summary>The gradient by unconstrained coordinates, that of the log Jacobian determinant included when it counts.</summary>
    /// <param name="point">The point.</param>
    /// <param name="values">Its values.</param>
    /// <param name="weight">1 to add the gradient of the log Jacobian determinant, 0 to leave it out.</param>
    /// <param name="adjoints">The gradient by the values; it is used up.</param>
    /// <param name="gradient">Receives the gradient by the point; zero before.</param>
    public abstract void PullBackUnconstrained(ReadOnlySpan<double> point, ReadOnlySpan<double> values, double weight, Span<double> adjoints, Span<double> gradient);

    /// <summary>Natural coordinates of values.</summary>
    public abstract void ToNatural(ReadOnlySpan<double> values, Span<double> point);

    /// <summary>Unconstrained coordinates of values; infinite on the edge of the declared set, NaN outside.</summary>
    public abstract void ToUnconstrained(ReadOnlySpan<double> values, Span<double> point);

    /// <summary>log φ(w).</summary>
    public abstract double LogPrior(ReadOnlySpan<double> values);

    /// <summary>log φ(w); its gradient is added to the adjoints.</summary>
    public abstract double LogPriorAndGradient(ReadOnlySpan<double> values, Span<double> adjoints);

    /// <summary>log p(data | w), and of each row where <paramref name="pointwise"/> is not empty.</summary>
    public abstract double LogLikelihood(ReadOnlySpan<double> values, Dataset data, Span<double> pointwise);

    /// <summary>log p(data | w); its gradient times <paramref name="weight"/> is added to the adjoints.</summary>
    public abstract double LogLikelihoodAndGradient(ReadOnlySpan<double> values, Dataset data, double weight, Span<double> adjoints);

    /// <summary>The values of the derived quantities that need no data.</summary>
    /// <param name="values">The parameters' values.</param>
    /// <param name="random">The random numbers of predictive draws.</param>
    /// <param name="derived">Receives the values.</param>
    public abstract void Derive(ReadOnlySpan<double> values, ref SltRandom random, Span<double> derived);

    /// <summary>The values of the other derived quantities, after <see cref="Derive"/> with the same places.</summary>
    /// <param name="values">The parameters' values.</param>
    /// <param name="data">The rows.</param>
    /// <param name="random">The random numbers of predictive draws.</param>
    /// <param name="derived">Holds the values of those that need no data, and receives the others.</param>
    public virtual void DeriveRows(ReadOnlySpan<double> values, Dataset data, ref SltRandom random, Span<double> derived)
    {
    }

    /// <summary>The conditions of the phases, in file order: 0 where one does not hold.</summary>
    public abstract void Conditions(ReadOnlySpan<double> values, Span<double> conditions);

    /// <summary>The mean over rows of the divergence from a truth.</summary>
    /// <param name="truth">The truth's number in file order, from 0.</param>
    /// <param name="values">The parameters' values.</param>
    /// <param name="data">Rows whose inputs stand for q(x).</param>
    public virtual double Energy(int truth, ReadOnlySpan<double> values, Dataset data) => throw new ArgumentOutOfRangeException(nameof(truth));

    /// <summary>The mean over rows of the divergence from a truth; its gradient is added to the adjoints.</summary>
    /// <param name="truth">The truth's number in file order, from 0.</param>
    /// <param name="values">The parameters' values.</param>
    /// <param name="data">Rows whose inputs stand for q(x).</param>
    /// <param name="adjoints">Where the gradient by the values is added.</param>
    public virtual double EnergyAndGradient(int truth, ReadOnlySpan<double> values, Dataset data, Span<double> adjoints) =>
        throw new ArgumentOutOfRangeException(nameof(truth));

    /// <summary>Draws the parameters from the prior.</summary>
    /// <exception cref="NotSupportedException">The prior cannot be drawn from.</exception>
    public abstract void DrawPrior(ref SltRandom random, Span<double> values);

    /// <summary>Draws the inputs of all rows.</summary>
    /// <param name="truth">The truth whose q(x) counts, or −1 for the model's own.</param>
    /// <param name="data">Where the inputs are stored.</param>
    /// <param name="random">The random numbers.</param>
    /// <exception cref="NotSupportedException">An input has no distribution.</exception>
    public abstract void DrawInputs(int truth, Dataset data, ref SltRandom random);

    /// <summary>Draws the observations of all rows, given their inputs.</summary>
    /// <param name="truth">An explicit truth, or −1 for the model at its values.</param>
    /// <param name="values">The parameters' values; an explicit truth reads none.</param>
    /// <param name="data">The inputs, and where the observations are stored.</param>
    /// <param name="random">The random numbers.</param>
    /// <exception cref="NotSupportedException">An observation cannot be drawn.</exception>
    public abstract void DrawObservations(int truth, ReadOnlySpan<double> values, Dataset data, ref SltRandom random);

    /// <summary>The parameters' values at a realisable truth, at the truth's sizes.</summary>
    public abstract void TruthValues(int truth, Span<double> values);
}
