using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>
/// Checkpoints of a run in a folder: for each chain a file of draws that only grows, and a state that says how much of it counts
/// and replaces the one before as a whole. Whenever the process is killed, the last state and its draws are there.
/// </summary>
/// <param name="path">The folder, made when it is first needed.</param>
/// <param name="interval">The time between two checkpoints of a chain.</param>
public sealed class CheckpointFolder(string path, TimeSpan interval) : ICheckpoints
{
    private const int HeaderLength = (2 * sizeof(long)) + SHA256.HashSizeInBytes;

    private readonly ConcurrentDictionary<int, long> _lengths = [];

    /// <inheritdoc/>
    public TimeSpan Interval => interval;

    /// <inheritdoc/>
    public ChainCheckpoint? Load(int chain)
    {
        var (draws, state) = (DrawsOf(chain), StateOf(chain));
        if (!File.Exists(state) || !File.Exists(draws))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(state);
        if (bytes.Length < HeaderLength || !SHA256.HashData(bytes.AsSpan(HeaderLength)).AsSpan().SequenceEqual(bytes.AsSpan(2 * sizeof(long), SHA256.HashSizeInBytes)))
        {
            return null;
        }

        var (length, count) = (BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(sizeof(long))));
        using var records = File.OpenRead(draws);
        if (records.Length < length)
        {
            return null;
        }

        var content = new byte[length];
        records.ReadExactly(content);
        _lengths[chain] = length;
        return new ChainCheckpoint(content, (int)count, bytes[HeaderLength..]);
    }

    /// <inheritdoc/>
    public void Save(int chain, ChainCheckpoint checkpoint)
    {
        Directory.CreateDirectory(path);
        var length = Append(chain, checkpoint);
        var bytes = new byte[HeaderLength + checkpoint.State.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)), checkpoint.RecordCount);
        SHA256.HashData(checkpoint.State, bytes.AsSpan(2 * sizeof(long)));
        checkpoint.State.CopyTo(bytes, HeaderLength);
        var part = StateOf(chain) + ".part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, StateOf(chain), overwrite: true);
        _lengths[chain] = length;
    }

    /// <summary>Removes the checkpoints.</summary>
    public void Delete()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    // Draws past the last state are of a checkpoint that did not become whole: they are written again.
    private long Append(int chain, ChainCheckpoint checkpoint)
    {
        var before = _lengths.GetValueOrDefault(chain);
        using var stream = new FileStream(DrawsOf(chain), FileMode.OpenOrCreate, FileAccess.Write);
        stream.SetLength(before);
        stream.Seek(before, SeekOrigin.Begin);
        stream.Write(checkpoint.Records);
        stream.Flush(flushToDisk: true);
        return before + checkpoint.Records.Length;
    }

    private string DrawsOf(int chain) => Path.Combine(path, $"chain-{chain + 1}.draws");

    private string StateOf(int chain) => Path.Combine(path, $"chain-{chain + 1}.state");
}
