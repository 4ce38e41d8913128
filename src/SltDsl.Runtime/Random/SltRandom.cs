using System.Numerics;

namespace SltDsl.Runtime;

/// <summary>
/// A stream of random numbers (xoshiro256++, Blackman and Vigna 2019, seeded through splitmix64). A value type, passed by
/// reference: a copy continues the same stream. The same seed and stream give the same numbers on every machine.
/// </summary>
public struct SltRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>A stream of a seed. Streams of one seed are independent: one for each chain, replicate or data set.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Which stream.</param>
    public SltRandom(ulong seed, ulong stream = 0)
    {
        var state = Mix(seed) ^ Mix(~stream * 0xD1B54A32D192ED03);
        _s0 = Mix(state += 0x9E3779B97F4A7C15);
        _s1 = Mix(state += 0x9E3779B97F4A7C15);
        _s2 = Mix(state += 0x9E3779B97F4A7C15);
        _s3 = Mix(state + 0x9E3779B97F4A7C15);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number uniform on the open interval (0, 1): a midpoint of 2⁵² cells, so that neither end is ever rounded to.</summary>
    public double NextUniform() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>A standard normal number, by <see cref="Ziggurat"/>.</summary>
    public double NextNormal() => Ziggurat.Next(ref this);

    /// <summary>An exponential number of mean 1.</summary>
    public double NextExponential() => -Math.Log(NextUniform());

    /// <summary>An integer uniform on 0 … bound − 1, without bias (Lemire 2019).</summary>
    /// <param name="bound">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is less than 1.</exception>
    public long NextInteger(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var range = (ulong)bound;
        var high = Math.BigMul(NextBits(), range, out var low);
        if (low < range)
        {
            for (var threshold = (0 - range) % range; low < threshold;)
            {
                high = Math.BigMul(NextBits(), range, out low);
            }
        }

        return (long)high;
    }

    /// <summary>Puts elements in an order uniform among all orders (Fisher and Yates 1938).</summary>
    /// <param name="elements">What is reordered in place.</param>
    public void Shuffle<T>(Span<T> elements)
    {
        for (var left = elements.Length; left > 1; left--)
        {
            var chosen = (int)NextInteger(left);
            (elements[left - 1], elements[chosen]) = (elements[chosen], elements[left - 1]);
        }
    }

    /// <summary>Saves the place in the stream, or restores it.</summary>
    internal void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _s0);
        snapshot.Exchange(ref _s1);
        snapshot.Exchange(ref _s2);
        snapshot.Exchange(ref _s3);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
