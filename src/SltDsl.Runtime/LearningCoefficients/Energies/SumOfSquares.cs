namespace SltDsl.Runtime;

/// <summary>A term c · Π wᵢ^eᵢ of a polynomial.</summary>
/// <param name="Coefficient">c.</param>
/// <param name="Exponents">The exponent of each coordinate.</param>
public sealed record PolynomialTerm(double Coefficient, IReadOnlyList<int> Exponents);

/// <summary>K(w) = Σ f(w)² over polynomials f: the energy of the ideal that they generate.</summary>
public sealed class SumOfSquares : IEnergy
{
    private readonly Term[][] _generators;
    private readonly int[] _highest;
    private readonly double[][] _powers;

    /// <param name="dimension">The number of coordinates.</param>
    /// <param name="generators">The polynomials, each a list of terms.</param>
    /// <exception cref="ArgumentException">A term has another number of coordinates, or a negative exponent.</exception>
    public SumOfSquares(int dimension, IReadOnlyList<IReadOnlyList<PolynomialTerm>> generators)
    {
        var terms = generators.SelectMany(generator => generator).ToArray();
        if (Array.Exists(terms, term => term.Exponents.Count != dimension || term.Exponents.Any(e => e < 0)))
        {
            throw new ArgumentException($"each term needs {dimension} exponents, none negative.", nameof(generators));
        }

        Dimension = dimension;
        _highest = Enumerable.Range(0, dimension).Select(i => terms.Select(term => term.Exponents[i]).DefaultIfEmpty(0).Max()).ToArray();
        _powers = Array.ConvertAll(_highest, highest => new double[highest + 1]);
        _generators = generators.Select(generator => generator.Select(Term.Of).ToArray()).ToArray();
    }

    private SumOfSquares(SumOfSquares other)
    {
        Dimension = other.Dimension;
        _generators = other._generators;
        _highest = other._highest;
        _powers = Array.ConvertAll(_highest, highest => new double[highest + 1]);
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public IEnergy Fork() => new SumOfSquares(this);

    /// <inheritdoc/>
    public double Energy(ReadOnlySpan<double> w)
    {
        FillPowers(w);
        var sum = 0.0;
        foreach (var generator in _generators)
        {
            var value = Value(generator);
            sum += value * value;
        }

        return sum;
    }

    /// <inheritdoc/>
    public double EnergyAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        FillPowers(w);
        gradient.Clear();
        var sum = 0.0;
        foreach (var generator in _generators)
        {
            var value = Value(generator);
            sum += value * value;
            foreach (var term in generator)
            {
                AddGradient(term, 2 * value, gradient);
            }
        }

        return sum;
    }

    private void AddGradient(Term term, double factor, Span<double> gradient)
    {
        for (var k = 0; k < term.Variables.Length; k++)
        {
            var exponent = term.Exponents[k];
            var product = factor * term.Coefficient * exponent * _powers[term.Variables[k]][exponent - 1];
            for (var other = 0; other < term.Variables.Length; other++)
            {
                product *= other == k ? 1 : _powers[term.Variables[other]][term.Exponents[other]];
            }

            gradient[term.Variables[k]] += product;
        }
    }

    private void FillPowers(ReadOnlySpan<double> w)
    {
        for (var i = 0; i < _powers.Length; i++)
        {
            var powers = _powers[i];
            powers[0] = 1;
            for (var e = 1; e < powers.Length; e++)
            {
                powers[e] = powers[e - 1] * w[i];
            }
        }
    }

    private double Value(Term[] generator)
    {
        var sum = 0.0;
        foreach (var term in generator)
        {
            var product = term.Coefficient;
            for (var k = 0; k < term.Variables.Length; k++)
            {
                product *= _powers[term.Variables[k]][term.Exponents[k]];
            }

            sum += product;
        }

        return sum;
    }

    /// <summary>A term without the coordinates that it does not have.</summary>
    private readonly record struct Term(double Coefficient, int[] Variables, int[] Exponents)
    {
        public static Term Of(PolynomialTerm term)
        {
            var variables = Enumerable.Range(0, term.Exponents.Count).Where(i => term.Exponents[i] > 0).ToArray();
            return new Term(term.Coefficient, variables, Array.ConvertAll(variables, i => term.Exponents[i]));
        }
    }
}
