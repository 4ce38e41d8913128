namespace SltDsl.Runtime;

/// <summary>
/// Standard normal numbers by the ziggurat method (Marsaglia and Tsang 2000) with 128 blocks, in the form of Doornik 2005,
/// where the block and the abscissa come from different bits.
/// </summary>
internal static class Ziggurat
{
    private const int Blocks = 128;
    private const double TailFrom = 3.442619855899;
    private const double BlockArea = 9.91256303526217e-3;

    private static readonly double[] _edges = Edges();
    private static readonly double[] _certain = [.. Enumerable.Range(0, Blocks).Select(i => _edges[i + 1] / _edges[i])];

    public static double Next(ref SltRandom random)
    {
        while (true)
        {
            var bits = random.NextBits();
            var block = (int)(bits & (Blocks - 1));
            var u = (((long)bits >> 11) + 0.5) * (1.0 / (1L << 52));
            if (Math.Abs(u) < _certain[block])
            {
                return u * _edges[block];
            }

            if (block == 0)
            {
                return Math.CopySign(Tail(ref random), u);
            }

            var x = u * _edges[block];
            var outer = Math.Exp(-0.5 * ((_edges[block] * _edges[block]) - (x * x)));
            var inner = Math.Exp(-0.5 * ((_edges[block + 1] * _edges[block + 1]) - (x * x)));
            if (outer + (random.NextUniform() * (inner - outer)) < 1)
            {
                return x;
            }
        }
    }

    // Marsaglia 1964.
    private static double Tail(ref SltRandom random)
    {
        while (true)
        {
            var excess = random.NextExponential() / TailFrom;
            if (2 * random.NextExponential() > excess * excess)
            {
                return TailFrom + excess;
            }
        }
    }

    // The right edges of the blocks from the base upwards; the base is as wide as if its tail were part of the rectangle.
    private static double[] Edges()
    {
        var edges = new double[Blocks + 1];
        var height = Math.Exp(-0.5 * TailFrom * TailFrom);
        edges[0] = BlockArea / height;
        edges[1] = TailFrom;
        for (var i = 2; i < Blocks; i++)
        {
            edges[i] = Math.Sqrt(-2 * Math.Log((BlockArea / edges[i - 1]) + height));
            height = Math.Exp(-0.5 * edges[i] * edges[i]);
        }

        return edges;
    }
}
