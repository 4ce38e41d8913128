using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>Functions from vectors to vectors of the same length; of a matrix or array, row by row.</summary>
internal static class VectorFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<BuiltInFunction> All =>
    [
        Of("softmax", Function.Softmax), Of("log_softmax", Function.LogSoftmax), Of("layer_norm", Function.LayerNorm),
        Of("cumulative_sum", Function.CumulativeSum),
        new("sort", 1, 1, "sort(v)", c => c[0].Type.Rank == 1 ? c.Make(Function.Sort, c[0].Type) : c.Refuse("the argument is a vector")),
    ];

    private static BuiltInFunction Of(string name, Function function) => new(name, 1, 1, $"{name}(v)", c => c[0].Type.Rank == 0
        ? c.Refuse("the argument is a vector")
        : c.Make(function, c[0].Type with { Element = function == Function.CumulativeSum && c[0].Type.Element != ElementKind.Real ? ElementKind.Int : ElementKind.Real }));
}
