namespace SltDsl.Singularity.Numbers;

/// <summary>The inner loop of elimination modulo the field's prime, with the prime's constants in the code.</summary>
internal static class FieldKernels
{
    private const int Bits = 61;
    private const ulong Excess = 2595;
    private const ulong Prime = (1UL << Bits) - Excess;
    private const ulong Mask = (1UL << Bits) - 1;
    private const ulong UpperMask = (1UL << (Bits - 32)) - 1;

    /// <summary>target += factor · row from a position on.</summary>
    public static void AddMultiple(ulong[] target, ulong[] row, ulong factor, int start)
    {
        ulong low = (uint)factor, high = factor >> 32;
        for (var i = start; i < target.Length; i++)
        {
            var a = row[i];
            if (a == 0)
            {
                continue;
            }

            // As PrimeModulus.Multiply, then one addition.
            ulong aLow = (uint)a, aHigh = a >> 32;
            ulong bottom = aLow * low, middle = aHigh * low, otherMiddle = aLow * high;
            var carry = (bottom >> 32) + (uint)middle + (uint)otherMiddle;
            var lower = (carry << 32) | (uint)bottom;
            var upper = (aHigh * high) + (middle >> 32) + (otherMiddle >> 32) + (carry >> 32);
            var top = (upper << (64 - Bits)) | (lower >> Bits);
            var folded = (top >> 32) * Excess;
            var sum = (lower & Mask) + ((uint)top * Excess) + ((folded & UpperMask) << 32) + ((folded >> (Bits - 32)) * Excess) + target[i];
            while (sum >= Prime)
            {
                sum -= Prime;
            }

            target[i] = sum;
        }
    }
}
