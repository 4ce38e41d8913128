namespace SltDsl.Algebra.Tests;

/// <summary>
/// λ from the volume of {K &lt; ε} in a small box around the origin, by splitting: at each level, a factor e lower, the surviving share of
/// the points gives the ratio of volumes, and survivors are copied and moved at random within the level. Levels count from the largest K in
/// the box, because (log 1/ε)^(m−1) does too.
/// </summary>
internal sealed class VolumeEstimate
{
    private const double HalfWidth = 0.25;
    private const int FitFrom = 24;
    private const int LastLevel = 52;
    private const int Points = 250;
    private const int MovesPerLevel = 10;

    private readonly (double Coefficient, int[] Exponents)[][] _generators;
    private readonly Random _random;
    private readonly int _dimension;

    public VolumeEstimate(IReadOnlyList<Polynomial> generators, Random random)
    {
        _generators = generators.Select(f => f.Terms.Select(t => ((double)t.Coefficient, t.Exponents.ToArray())).ToArray()).ToArray();
        _random = random;
        _dimension = generators[0].VariableCount;
    }

    /// <summary>λ̂, with m known, from one population; NaN when it died out.</summary>
    public double Run(int multiplicity)
    {
        var points = Enumerable.Range(0, Points).Select(_ => Start()).ToArray();
        var largest = points.Max(Energy);
        var logVolume = 0.0;
        for (var level = 0; level < LastLevel; level++)
        {
            var bound = largest * Math.Exp(-(level + 1));
            var survivors = points.Where(x => Energy(x) < bound).ToArray();
            if (survivors.Length == 0)
            {
                return double.NaN;
            }

            logVolume += level >= FitFrom ? Math.Log(survivors.Length / (double)Points) : 0;
            points = Enumerable.Range(0, Points).Select(_ => Moved(survivors, bound)).ToArray();
        }

        var logs = (multiplicity - 1) * Math.Log(LastLevel / (double)FitFrom);
        return (logs - logVolume) / (LastLevel - FitFrom);
    }

    private double[] Start() => Enumerable.Range(0, _dimension).Select(_ => HalfWidth * ((2 * _random.NextDouble()) - 1)).ToArray();

    /// <summary>
    /// Metropolis moves that keep the uniform distribution on {K &lt; bound}: shifts on all scales, along differences of survivors (which
    /// follow valleys), rescalings, reflections.
    /// </summary>
    private double[] Moved(double[][] survivors, double bound)
    {
        var x = (double[])survivors[_random.Next(survivors.Length)].Clone();
        var proposal = new double[_dimension];
        for (var move = 0; move < MovesPerLevel * _dimension; move++)
        {
            var i = _random.Next(_dimension);
            Array.Copy(x, proposal, _dimension);
            var jacobian = 1.0;
            switch (_random.Next(8))
            {
                case 0:
                    proposal[i] = -proposal[i];
                    break;
                case 1 or 2 or 3:
                    var factor = Math.Exp((_random.Next(2) == 0 ? 1 : 0.1) * Normal());
                    proposal[i] *= factor;
                    jacobian = factor;
                    break;
                case 4:
                    proposal[i] += Scale() * Normal();
                    break;
                case 5:
                    var (a, b, step) = (survivors[_random.Next(survivors.Length)], survivors[_random.Next(survivors.Length)], (_random.Next(2) == 0 ? 1 : Scale()) * Normal());
                    for (var j = 0; j < _dimension; j++)
                    {
                        proposal[j] += step * (a[j] - b[j]);
                    }

                    break;
                default:
                    var scale = Scale();
                    for (var j = 0; j < _dimension; j++)
                    {
                        proposal[j] += scale * Normal();
                    }

                    break;
            }

            if (_random.NextDouble() < jacobian && Array.TrueForAll(proposal, v => Math.Abs(v) <= HalfWidth) && Energy(proposal) < bound)
            {
                (x, proposal) = (proposal, x);
            }
        }

        return x;
    }

    private double Scale() => Math.Exp(-40 * _random.NextDouble());

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double Energy(double[] x)
    {
        var energy = 0.0;
        foreach (var generator in _generators)
        {
            var value = 0.0;
            foreach (var (coefficient, exponents) in generator)
            {
                var term = coefficient;
                for (var i = 0; i < exponents.Length; i++)
                {
                    for (var e = 0; e < exponents[i]; e++)
                    {
                        term *= x[i];
                    }
                }

                value += term;
            }

            energy += value * value;
        }

        return energy;
    }
}
