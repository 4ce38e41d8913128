namespace SltDsl.Runtime;

/// <summary>
/// Working memory for lanes, aligned to the widest of them: lanes that straddle two lines of the cache cost three times as
/// much to read back after they were written.
/// </summary>
public sealed class LaneMemory
{
    /// <summary>As many as the widest lanes are.</summary>
    internal const int MostLanes = 8;

    private readonly double[] _numbers;
    private readonly int _first;

    /// <summary>Zeros.</summary>
    /// <param name="count">How many numbers there are in each lane.</param>
    public unsafe LaneMemory(int count)
    {
        // Pinned, so that it stays aligned.
        _numbers = GC.AllocateArray<double>((count + 1) * MostLanes, pinned: true);
        fixed (double* start = _numbers)
        {
            var beyond = (int)((nint)start / sizeof(double) % MostLanes);
            _first = (MostLanes - beyond) % MostLanes;
        }
    }

    /// <summary>Zeros for a block of rows.</summary>
    /// <param name="count">How many numbers each row has.</param>
    public static LaneMemory OfBlock(int count) => new(checked(count * (RowProducts.BlockRows / MostLanes)));

    /// <summary>How many numbers there are from <see cref="First"/> on.</summary>
    internal int Count => _numbers.Length - MostLanes;

    /// <summary>The first number.</summary>
    public ref double First => ref _numbers[_first];

    /// <summary>Sets all numbers to zero.</summary>
    public void Clear() => Array.Clear(_numbers);
}
