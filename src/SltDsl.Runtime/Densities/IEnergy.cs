namespace SltDsl.Runtime;

/// <summary>
/// The energy K(w) ≥ 0 of a singular model: the divergence from the truth, exactly zero on the true set. Free of label
/// noise, so that exp(−βK) may be tempered to any β.
/// </summary>
public interface IEnergy
{
    /// <summary>d, the number of coordinates.</summary>
    int Dimension { get; }

    /// <summary>K(w); +∞ where the model has no density.</summary>
    /// <param name="w">A point of d coordinates.</param>
    double Energy(ReadOnlySpan<double> w);

    /// <summary>K(w) with its gradient.</summary>
    /// <param name="w">A point of d coordinates.</param>
    /// <param name="gradient">Receives the d partial derivatives; what it held is overwritten.</param>
    double EnergyAndGradient(ReadOnlySpan<double> w, Span<double> gradient);

    /// <summary>The same energy with working memory of its own, for use beside this one on another thread.</summary>
    /// <returns>This object, unless the implementation keeps working memory.</returns>
    IEnergy Fork() => this;
}
