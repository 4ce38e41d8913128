using System.Buffers.Binary;

namespace SltDsl.Runtime;

/// <summary>
/// The state of a chain on its way into a checkpoint or back from one. Every part has one method that names what belongs to it,
/// in order, and serves both ways, so that nothing can be saved and not restored.
/// </summary>
internal abstract class Snapshot
{
    /// <summary>Saves 64 bits, or restores them.</summary>
    public abstract void Exchange(ref ulong value);

    /// <inheritdoc cref="Exchange(ref ulong)"/>
    public void Exchange(ref long value)
    {
        var bits = (ulong)value;
        Exchange(ref bits);
        value = (long)bits;
    }

    /// <inheritdoc cref="Exchange(ref ulong)"/>
    public void Exchange(ref int value)
    {
        var bits = (ulong)(long)value;
        Exchange(ref bits);
        value = (int)(long)bits;
    }

    /// <inheritdoc cref="Exchange(ref ulong)"/>
    public void Exchange(ref double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        Exchange(ref bits);
        value = BitConverter.UInt64BitsToDouble(bits);
    }

    /// <summary>Saves numbers, or restores as many.</summary>
    public void Exchange(Span<double> values)
    {
        foreach (ref var value in values)
        {
            Exchange(ref value);
        }
    }
}

/// <summary>Collects a state.</summary>
internal sealed class SnapshotWriter : Snapshot
{
    private readonly MemoryStream _bytes = new();

    public override void Exchange(ref ulong value)
    {
        Span<byte> cell = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(cell, value);
        _bytes.Write(cell);
    }

    /// <summary>What was collected.</summary>
    public byte[] ToArray() => _bytes.ToArray();
}

/// <summary>Gives a state back.</summary>
internal sealed class SnapshotReader(byte[] bytes) : Snapshot
{
    private int _position;

    public override void Exchange(ref ulong value)
    {
        value = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(_position));
        _position += sizeof(ulong);
    }
}
