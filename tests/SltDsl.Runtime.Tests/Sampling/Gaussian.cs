namespace SltDsl.Runtime.Tests;

/// <summary>Independent normal coordinates.</summary>
internal sealed class Gaussian(double[] mean, double[] sd) : ILogDensity
{
    public int Dimension => mean.Length;

    public double LogDensity(ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var i = 0; i < mean.Length; i++)
        {
            var z = (w[i] - mean[i]) / sd[i];
            sum -= 0.5 * z * z;
        }

        return sum;
    }

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        for (var i = 0; i < mean.Length; i++)
        {
            gradient[i] = (mean[i] - w[i]) / (sd[i] * sd[i]);
        }

        return LogDensity(w);
    }
}

/// <summary>A density from a lambda that fills the gradient.</summary>
internal sealed class HandWritten(int dimension, HandWritten.Evaluate evaluate) : ILogDensity
{
    public delegate double Evaluate(ReadOnlySpan<double> w, Span<double> gradient);

    public int Dimension => dimension;

    public double LogDensity(ReadOnlySpan<double> w) => evaluate(w, new double[dimension]);

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient) => evaluate(w, gradient);
}
