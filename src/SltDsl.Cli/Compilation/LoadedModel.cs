using System.Runtime.Loader;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>A compiled model, loaded so that it can be unloaded again.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly AssemblyLoadContext _context;

    private LoadedModel(AssemblyLoadContext context, ISltModelFactory factory)
    {
        _context = context;
        Factory = factory;
    }

    /// <summary>Makes models.</summary>
    public ISltModelFactory Factory { get; }

    /// <summary>Loads an assembly.</summary>
    /// <exception cref="InvalidOperationException">It holds no model.</exception>
    public static LoadedModel Load(byte[] assembly)
    {
        var context = new AssemblyLoadContext("model", isCollectible: true);
        using var stream = new MemoryStream(assembly);
        var factory = context.LoadFromStream(stream).GetTypes()
            .FirstOrDefault(type => !type.IsAbstract && typeof(ISltModelFactory).IsAssignableFrom(type))
            ?? throw new InvalidOperationException("the code of the model holds no model");
        return new(context, (ISltModelFactory)Activator.CreateInstance(factory, nonPublic: true)!);
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Unload();
}
