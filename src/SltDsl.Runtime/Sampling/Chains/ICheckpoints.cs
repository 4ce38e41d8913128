namespace SltDsl.Runtime;

/// <summary>
/// Where a run keeps the state of its chains, so that one that was ended goes on to the same draws. Chains call it from their
/// own threads, each with its own number.
/// </summary>
public interface ICheckpoints
{
    /// <summary>How much time passes between two checkpoints of a chain.</summary>
    TimeSpan Interval { get; }

    /// <summary>The last whole checkpoint of a chain; null where there is none.</summary>
    /// <param name="chain">Which chain, from 0.</param>
    ChainCheckpoint? Load(int chain);

    /// <summary>Keeps a checkpoint; until it is whole the one before counts.</summary>
    /// <param name="chain">Which chain, from 0.</param>
    /// <param name="checkpoint">The state, with the draws since the checkpoint before.</param>
    void Save(int chain, ChainCheckpoint checkpoint);
}

/// <summary>The state of a chain between two iterations.</summary>
/// <param name="Records">The draws with their statistics as bytes: all of them when loaded, those since the last time when saved.</param>
/// <param name="RecordCount">How many draws the chain has in all.</param>
/// <param name="State">The rest, as bytes.</param>
public sealed record ChainCheckpoint(byte[] Records, int RecordCount, byte[] State);
