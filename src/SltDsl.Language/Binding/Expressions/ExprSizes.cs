using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>Counts the parts of expressions as trees: a part that inlining shares counts each time.</summary>
internal sealed class ExprSizes
{
    /// <summary>The largest tree that the rooms below can walk in reasonable time.</summary>
    public const double Most = 200_000;

    private readonly Dictionary<Expr, double> _sizes = new(ExprTree.ByReference);

    /// <summary>The number of parts.</summary>
    public double Of(Expr expr)
    {
        if (!_sizes.TryGetValue(expr, out var size))
        {
            size = 1 + ExprTree.Children(expr).Sum(Of);
            _sizes.Add(expr, size);
        }

        return size;
    }
}
