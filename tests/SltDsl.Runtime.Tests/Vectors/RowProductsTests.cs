using SltDsl.Runtime;

namespace SltDsl.Runtime.Tests.Vectors;

/// <summary>Products of blocks of rows against the sums that they are.</summary>
public class RowProductsTests
{
    private const int Rows = 203;

    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int>();
            foreach (var outer in new[] { 1, 2, 4, 7 })
            {
                foreach (var inner in new[] { 1, 3, 4, 9 })
                {
                    shapes.Add(outer, inner, 8);
                    shapes.Add(outer, inner, RowProducts.BlockRows - 8);
                }
            }

            return shapes;
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Four_lanes(int outer, int inner, int count) => Agree<Lanes256>(outer, inner, count);

    [Theory, MemberData(nameof(Shapes))]
    public void Eight_lanes(int outer, int inner, int count) => Agree<Lanes512>(outer, inner, count);

    [Fact]
    public void Memory_that_is_too_small_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RowProducts.Multiply<Lanes256>(new double[6], new double[2 * Rows], Rows, 0, 8, LaneMemory.OfBlock(2)));

    [Fact]
    public void Rows_beyond_the_data_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RowProducts.Multiply<Lanes256>(new double[2], new double[2 * Rows], Rows, Rows - 4, 8, LaneMemory.OfBlock(1)));

    private static void Agree<T>(int outer, int inner, int count)
        where T : struct, ILanes<T>
    {
        const int Start = 37;
        var random = new SltRandom(11);
        var (matrix, column) = (Normal(outer * inner, ref random), Normal(inner * Rows, ref random));
        var (products, adjoints) = (LaneMemory.OfBlock(outer), LaneMemory.OfBlock(outer));
        RowProducts.Multiply<T>(matrix, column, Rows, Start, count, products);
        var (one, expected, gradient) = (new double[outer], new double[outer * inner], new double[outer * inner]);
        for (var row = 0; row < count; row++)
        {
            var adjoint = Normal(outer, ref random);
            RowProducts.Multiply(matrix, column, Rows, Start + row, one);
            RowProducts.AddOuter(adjoint, column, Rows, Start + row, expected);
            for (var i = 0; i < outer; i++)
            {
                var exact = Enumerable.Range(0, inner).Sum(j => matrix[(i * inner) + j] * column[(j * Rows) + Start + row]);
                Assert.Equal(exact, one[i], 1e-13);
                Assert.Equal(exact, System.Runtime.CompilerServices.Unsafe.Add(ref products.First, (i * RowProducts.BlockRows) + row), 1e-13);
                System.Runtime.CompilerServices.Unsafe.Add(ref adjoints.First, (i * RowProducts.BlockRows) + row) = adjoint[i];
            }
        }

        RowProducts.AddOuter<T>(adjoints, column, Rows, Start, count, gradient);
        for (var n = 0; n < gradient.Length; n++)
        {
            Assert.Equal(expected[n], gradient[n], 1e-12 * count);
        }
    }

    private static double[] Normal(int count, ref SltRandom random)
    {
        var numbers = new double[count];
        foreach (ref var number in numbers.AsSpan())
        {
            number = random.NextNormal();
        }

        return numbers;
    }
}
