using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SltDsl.Runtime;

/// <summary>The sums over the lanes of four numbers at once, for fewer instructions than four sums.</summary>
internal static class FourSums
{
    /// <summary>Adds the four sums to four elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, Span<double> target)
    {
        if (Avx2.IsSupported)
        {
            // Pairs side by side: (a0 + a1, b0 + b1, a2 + a3, b2 + b3), and the same of c and d.
            var (ab, cd) = (Avx.HorizontalAdd(a, b), Avx.HorizontalAdd(c, d));
            var sums = Avx.Permute2x128(ab, cd, 0x20) + Avx.Permute2x128(ab, cd, 0x31);
            (Vector256.Create<double>(target) + sums).CopyTo(target);
            return;
        }

        target[0] += Vector256.Sum(a);
        target[1] += Vector256.Sum(b);
        target[2] += Vector256.Sum(c);
        target[3] += Vector256.Sum(d);
    }
}
