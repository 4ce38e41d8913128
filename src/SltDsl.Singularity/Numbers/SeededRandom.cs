using System.Numerics;
using SltDsl.Algebra;

namespace SltDsl.Singularity.Numbers;

/// <summary>A stream of numbers from a fixed seed (SplitMix64): the same facts on every machine.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private const int Bits = 40;

    private ulong _state = seed;

    public ulong Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        var z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>An integer from a range, ends included.</summary>
    public long Integer(long low, long high) => low + (long)(Next() % (ulong)(high - low + 1));

    /// <summary>A rational strictly between two others.</summary>
    public Rational Between(Rational low, Rational high) =>
        low + ((high - low) * new Rational(new BigInteger((Next() >> (64 - Bits)) | 1), BigInteger.One << Bits));
}
