using SltDsl.Cli.Compilation;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.Cli.Tests;

/// <summary>A model from its text, compiled and loaded.</summary>
internal sealed class CompiledText : IDisposable
{
    private readonly LoadedModel _loaded;

    public CompiledText(string text, DataFile? file = null)
    {
        _loaded = new ModelCompiler(ModelCache.OfUser(Environment.GetEnvironmentVariable)).Load(new SourceText("test.slt", text), new Dictionary<string, long>());
        Model = _loaded.Factory.Create(file);
    }

    public ISltModel Model { get; }

    public void Dispose() => _loaded.Dispose();
}
