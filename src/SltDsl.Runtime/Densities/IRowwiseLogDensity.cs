namespace SltDsl.Runtime;

/// <summary>A log density that is a prior and a sum over rows: what methods of stochastic gradients take.</summary>
public interface IRowwiseLogDensity : ILogDensity
{
    /// <summary>n, the number of rows.</summary>
    int Rows { get; }

    /// <summary>The log density with its gradient, estimated without bias from some of the rows, each weighted by n over their number.</summary>
    /// <param name="w">A point of d coordinates.</param>
    /// <param name="rows">Which rows, from 0.</param>
    /// <param name="gradient">Receives the d partial derivatives; what it held is overwritten.</param>
    double LogDensityAndGradient(ReadOnlySpan<double> w, ReadOnlySpan<int> rows, Span<double> gradient);
}
