namespace SltDsl.Algebra;

/// <summary>A unimodular change of torus parameters T_i = Π s_j^{M_ij}.</summary>
internal sealed class TorusChange
{
    private readonly int[] _variables;
    private readonly int[,] _matrix;

    /// <summary>The torus parameters that change.</summary>
    public IReadOnlyList<int> Variables => _variables;

    /// <summary>M.</summary>
    public int[,] Matrix => (int[,])_matrix.Clone();

    private TorusChange(int[] variables, int[,] matrix)
    {
        _variables = variables;
        _matrix = matrix;
    }

    /// <summary>The change that makes a polynomial univariate up to a monomial, or null when its exponents are not on a line.</summary>
    public static TorusChange? AlongLine(Polynomial polynomial, int[] variables)
    {
        var origin = polynomial.Monomials[0];
        var steps = polynomial.Monomials.Skip(1).Select(m => Array.ConvertAll(variables, i => m[i] - origin[i])).ToArray();
        var row = (int[])steps[0].Clone();
        var axis = Array.FindIndex(row, x => x != 0);
        if (axis < 0 || steps.Any(step => step.Where((x, i) => (long)x * row[axis] != (long)row[i] * step[axis]).Any()))
        {
            return null;
        }

        var n = variables.Length;
        var matrix = new int[n, n];
        for (var i = 0; i < n; i++)
        {
            matrix[i, i] = 1;
        }

        while (row.Count(x => x != 0) > 1)
        {
            var pivot = Enumerable.Range(0, n).Where(j => row[j] != 0).OrderBy(j => Math.Abs(row[j])).First();
            for (var j = 0; j < n; j++)
            {
                var quotient = j == pivot ? 0 : row[j] / row[pivot];
                row[j] -= quotient * row[pivot];
                for (var i = 0; i < n; i++)
                {
                    matrix[i, j] -= quotient * matrix[i, pivot];
                }
            }
        }

        return new TorusChange(variables, matrix);
    }

    /// <summary>The polynomial in the new parameters, times a torus monomial that clears negative exponents.</summary>
    public Polynomial Apply(Polynomial polynomial)
    {
        var mapped = polynomial.Monomials.Select(Map).ToArray();
        var least = (int[])mapped[0].Clone();
        foreach (var exponents in mapped)
        {
            for (var i = 0; i < least.Length; i++)
            {
                least[i] = Math.Min(least[i], exponents[i]);
            }
        }

        return polynomial.Map((monomial, coefficient) =>
        {
            var exponents = Map(monomial);
            foreach (var i in _variables)
            {
                exponents[i] -= least[i];
            }

            return (new Monomial(exponents), coefficient);
        });
    }

    private int[] Map(Monomial monomial)
    {
        var exponents = monomial.ToArray();
        for (var j = 0; j < _variables.Length; j++)
        {
            exponents[_variables[j]] = 0;
            for (var i = 0; i < _variables.Length; i++)
            {
                exponents[_variables[j]] += monomial[_variables[i]] * _matrix[i, j];
            }
        }

        return exponents;
    }
}
