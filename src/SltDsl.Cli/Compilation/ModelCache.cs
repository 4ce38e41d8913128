using System.Security.Cryptography;

namespace SltDsl.Cli.Compilation;

/// <summary>
/// Compiled models on disk, found by a key that holds everything they were made from. Safe under several processes: an
/// entry is written beside its place and moved there whole. An entry carries its own checksum; a damaged one counts as absent.
/// </summary>
/// <param name="folder">Where entries are.</param>
internal sealed class ModelCache(string folder)
{
    private const int MostEntries = 256;
    private const string Extension = ".model";

    /// <summary>The cache of this user: <c>SLT_CACHE</c>, else <c>slt/models</c> in the user's folder of caches.</summary>
    public static ModelCache OfUser(Func<string, string?> variable) => new(
        variable("SLT_CACHE") is { Length: > 0 } given ? given
        : Path.Combine(
            variable("XDG_CACHE_HOME") is { Length: > 0 } caches ? caches
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(variable("HOME") ?? Path.GetTempPath(), ".cache"),
            "slt",
            "models"));

    /// <summary>The assembly of a key, or null when there is none that is whole.</summary>
    public byte[]? Find(string key)
    {
        try
        {
            var bytes = File.ReadAllBytes(PathOf(key));
            return bytes.Length > SHA256.HashSizeInBytes
                && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
                ? bytes[SHA256.HashSizeInBytes..]
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an assembly. A cache that cannot be written is no error: the model is compiled again next time.</summary>
    public void Keep(string key, byte[] assembly)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var part = Path.Combine(folder, $"{key}.{Guid.NewGuid():N}.part");
            using (var stream = File.Create(part))
            {
                stream.Write(SHA256.HashData(assembly));
                stream.Write(assembly);
            }

            File.Move(part, PathOf(key), overwrite: true);
            Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + Extension);

    private void Trim()
    {
        var entries = new DirectoryInfo(folder).GetFiles($"*{Extension}");
        foreach (var entry in entries.OrderByDescending(e => e.LastWriteTimeUtc).Skip(MostEntries))
        {
            entry.Delete();
        }
    }
}
