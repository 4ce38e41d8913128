using SltDsl.Graph.Lowering;
using SltDsl.Language.Model;

namespace SltDsl.Graph;

/// <summary>Makes the expression graph of a bound model.</summary>
public static class GraphBuilder
{
    /// <summary>The graph of a model.</summary>
    /// <param name="model">The bound model.</param>
    /// <exception cref="UnsupportedConstructException">The model uses a construct without a graph (SLT0904); the exception has its place.</exception>
    public static ModelGraph Build(BoundModel model) => new ModelLowering(model).Build();
}
