namespace SltDsl.Runtime;

/// <summary>The log of a density on ℝᵈ, up to a constant: what every sampler takes, generated or written by hand.</summary>
public interface ILogDensity
{
    /// <summary>d, the number of coordinates.</summary>
    int Dimension { get; }

    /// <summary>The log density; −∞ where the density is zero.</summary>
    /// <param name="w">A point of d coordinates.</param>
    double LogDensity(ReadOnlySpan<double> w);

    /// <summary>The log density with its gradient.</summary>
    /// <param name="w">A point of d coordinates.</param>
    /// <param name="gradient">Receives the d partial derivatives; what it held is overwritten.</param>
    double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient);

    /// <summary>The same density with working memory of its own, for use beside this one on another thread.</summary>
    /// <returns>This object, unless the implementation keeps working memory.</returns>
    ILogDensity Fork() => this;
}
