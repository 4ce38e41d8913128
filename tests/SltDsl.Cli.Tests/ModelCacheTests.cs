using SltDsl.Cli.Compilation;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Tests;

public sealed class ModelCacheTests : IDisposable
{
    private static readonly byte[] Assembly = [1, 2, 3, 4, 5];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_kept_is_found_and_nothing_else()
    {
        var cache = new ModelCache(_folder.Path);
        Assert.Null(cache.Find("key"));
        cache.Keep("key", Assembly);
        Assert.Equal(Assembly, cache.Find("key"));
        Assert.Null(cache.Find("other"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(36)]
    public void A_damaged_entry_counts_as_absent(int position)
    {
        var cache = new ModelCache(_folder.Path);
        cache.Keep("key", Assembly);
        var entry = Assert.Single(Directory.GetFiles(_folder.Path));
        var bytes = File.ReadAllBytes(entry);
        bytes[position] ^= 1;
        File.WriteAllBytes(entry, bytes);
        Assert.Null(cache.Find("key"));
        File.WriteAllBytes(entry, bytes[..position]);
        Assert.Null(cache.Find("key"));
        cache.Keep("key", Assembly);
        Assert.Equal(Assembly, cache.Find("key"));
    }

    [Fact]
    public void Many_writers_and_readers_of_one_key_never_see_half_an_entry()
    {
        var big = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        Parallel.For(0, 64, i =>
        {
            var cache = new ModelCache(_folder.Path);
            cache.Keep("key", big);
            Assert.Equal(big, cache.Find("key"));
        });
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_no_error()
    {
        var file = _folder.Write("file", "");
        var cache = new ModelCache(Path.Combine(file, "inside"));
        cache.Keep("key", Assembly);
        Assert.Null(cache.Find("key"));
    }

    [Fact]
    public void The_key_holds_text_path_imports_and_sizes()
    {
        var none = new Dictionary<string, long>();
        var keys = new[]
        {
            ModelKey.Of([new SourceText("a.slt", "x")], none),
            ModelKey.Of([new SourceText("a.slt", "y")], none),
            ModelKey.Of([new SourceText("b.slt", "x")], none),
            ModelKey.Of([new SourceText("a.slt", "x"), new SourceText("b.slt", "")], none),
            ModelKey.Of([new SourceText("a.slt", "x")], new Dictionary<string, long> { ["K"] = 2 }),
            ModelKey.Of([new SourceText("a.slt", "x")], new Dictionary<string, long> { ["K"] = 3 }),
        };
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], ModelKey.Of([new SourceText("a.slt", "x")], none));
    }
}
