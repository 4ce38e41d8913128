namespace SltDsl.Runtime.Tests;

public class LinearAlgebraTests
{
    /// <summary>Singular values of the 5 × 5 Hilbert matrix, computed with mpmath 1.2.1 at 60 digits; the condition number is 4.8e5.</summary>
    [Fact]
    public void Singular_values_decrease_and_agree_with_references()
    {
        var hilbert = Hilbert(5);
        var values = new double[5];
        Routines.SingularValues(hilbert, 5, 5, values);
        AssertClose(_hilbertValues, values);
        Routines.SymmetricEigenvalues(hilbert, 5, 5, values);
        AssertClose([.. _hilbertValues.Reverse()], values);
    }

    [Fact]
    public void Singular_values_of_rectangles_are_those_of_the_transpose()
    {
        double[] matrix = [3, 0, 0, 0, 4, 0]; // 2 × 3
        double[] transpose = [3, 0, 0, 4, 0, 0];
        var values = new double[2];
        Routines.SingularValues(matrix, 2, 3, values);
        AssertClose([4, 3], values);
        Routines.SingularValues(transpose, 3, 2, values);
        AssertClose([4, 3], values);
    }

    [Fact]
    public void Sorting_leaves_its_argument_alone()
    {
        double[] vector = [2, -1, 7, 0];
        var sorted = new double[4];
        Routines.Sort(vector, 4, sorted);
        Assert.Equal([-1, 0, 2, 7], sorted);
        Assert.Equal([2, -1, 7, 0], vector);
    }

    [Fact]
    public void Triangular_solutions_undo_products()
    {
        double[] factor = [2, 0, 0, -1, 3, 0, 0.5, 4, 1.5];
        double[] x = [1, -2, 0.25];
        var value = x.ToArray();
        Triangular.Multiply(factor, value, 1);
        Assert.Equal([2, -7, -7.125], value);
        Triangular.Solve(factor, value);
        AssertClose(x, value);

        double[] transposed = [(2 * 1) + 2 + 0.125, -6 + 1, 0.375]; // L′ x
        Triangular.SolveTransposed(factor, transposed);
        AssertClose(x, transposed);
    }

    [Fact]
    public void Cholesky_factors_multiply_to_their_matrix()
    {
        var factor = Triangular.Cholesky(Hilbert(5), 5);
        var product = new double[25];
        Triangular.TimesTranspose(factor, 5, product);
        AssertClose(Hilbert(5), product);
    }

    private static readonly double[] _hilbertValues =
        [1.5670506910982307, 0.20853421861101334, 0.011407491623419806, 0.0003058980401511917, 3.287928772171863e-06];

    private static double[] Hilbert(int size) => [.. Enumerable.Range(0, size * size).Select(k => 1.0 / ((k / size) + (k % size) + 1))];

    private static void AssertClose(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -1e-14 * expected.Max(Math.Abs), 1e-14 * expected.Max(Math.Abs)));
}
