namespace SltDsl.Graph.Instantiation;

/// <summary>Singular values and eigenvalues by Jacobi rotations (Golub and Van Loan, Matrix Computations, sections 8.5 and 8.6).</summary>
internal static class JacobiRotations
{
    private const int MaximalSweeps = 60;
    private const double Tolerance = 1e-15;

    /// <summary>The singular values of a row-major matrix, decreasing: the lengths of columns made orthogonal.</summary>
    public static double[] SingularValues(IReadOnlyList<double> elements, int rows, int columns)
    {
        // The shorter side gives the columns, so that there are min(rows, columns) of them.
        var isTall = rows >= columns;
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var vectors = Enumerable.Range(0, count)
            .Select(c => Enumerable.Range(0, length).Select(r => isTall ? elements[(r * columns) + c] : elements[(c * columns) + r]).ToArray())
            .ToArray();
        for (var sweep = 0; sweep < MaximalSweeps && Orthogonalise(vectors); sweep++)
        {
        }

        return [.. vectors.Select(v => Math.Sqrt(v.Sum(x => x * x))).OrderByDescending(s => s)];
    }

    /// <summary>The eigenvalues of a symmetric matrix, increasing.</summary>
    public static double[] SymmetricEigenvalues(IReadOnlyList<double> elements, int size)
    {
        // Shifted to be positive definite, where singular values and eigenvalues agree.
        var shift = elements.Select(Math.Abs).DefaultIfEmpty(0).Max() * (size + 1);
        var shifted = elements.Select((e, n) => n / size == n % size ? e + shift : e).ToArray();
        return [.. SingularValues(shifted, size, size).Select(s => s - shift).OrderBy(e => e)];
    }

    private static bool Orthogonalise(double[][] vectors)
    {
        var hasRotated = false;
        for (var i = 0; i < vectors.Length; i++)
        {
            for (var j = i + 1; j < vectors.Length; j++)
            {
                hasRotated |= Rotate(vectors[i], vectors[j]);
            }
        }

        return hasRotated;
    }

    private static bool Rotate(double[] u, double[] v)
    {
        double uu = 0, vv = 0, uv = 0;
        for (var n = 0; n < u.Length; n++)
        {
            uu += u[n] * u[n];
            vv += v[n] * v[n];
            uv += u[n] * v[n];
        }

        if (Math.Abs(uv) <= Tolerance * Math.Sqrt(uu * vv) || uv == 0)
        {
            return false;
        }

        var zeta = (vv - uu) / (2 * uv);
        var tangent = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        var sine = cosine * tangent;
        for (var n = 0; n < u.Length; n++)
        {
            (u[n], v[n]) = ((cosine * u[n]) - (sine * v[n]), (sine * u[n]) + (cosine * v[n]));
        }

        return true;
    }
}
