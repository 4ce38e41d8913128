using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Emit;

/// <summary>What is shown for a draw of w: <c>let</c>s of parameter level and <c>generate</c>d quantities without rows.</summary>
internal sealed class DerivedQuantities(ModelGraph graph)
{
    /// <summary>The quantities that are computed, in file order: lets first.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Values { get; } =
    [
        .. graph.Lets.Where(l => l.Tensor.Level == Level.Parameter).Select(l => (l.Name, l.Tensor)),
        .. graph.Generated.Where(g => g.Value is { Level: <= Level.Parameter }).Select(g => (g.Symbol.Name, g.Value!)),
    ];
}
