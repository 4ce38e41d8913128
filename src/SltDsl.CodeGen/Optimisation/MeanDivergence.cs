using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Optimisation;

/// <summary>A divergence as a mean over rows; where it is a quadrature, each node counts as a row of its own, so that vector code has many.</summary>
/// <param name="Term">The divergence of a row.</param>
/// <param name="Node">The node's number, a column after the model's own; null where there is no quadrature.</param>
/// <param name="Nodes">How many rows stand for one row of inputs.</param>
internal sealed record MeanDivergence(Tensor Term, Leaf? Node, long Nodes)
{
    private const int FewestNodes = 32;

    /// <summary>Whether the term is one of rows, over which the mean is taken.</summary>
    public bool IsOfRows => Term.Level == Level.Row;

    /// <summary>The mean that a divergence is.</summary>
    public static MeanDivergence Of(Tensor divergence)
    {
        if (divergence is not Definition { Extents.Count: 0 } definition
            || Sum(definition.Body) is not { Upper: Integer { Value: var nodes } } sum
            || WithoutPositions(sum.Body, sum.Index) is not { } ofNode)
        {
            return new MeanDivergence(divergence, null, 1);
        }

        var leaf = new Leaf(new Symbol("node", SymbolKind.Input, -1, SltType.Real, Level.Row, default), []);
        var node = new Dictionary<IndexVariable, Scalar> { [sum.Index] = new Element(leaf, []) };
        var body = Replace(definition.Body, sum, (double)nodes * ofNode.Substitute(node));
        return new MeanDivergence(
            new Definition(definition.Name, definition.ElementKind, Level.Row, [], [], _ => body, definition.Origin), leaf, nodes);
    }

    /// <summary>The one long sum that the scalar has as a term or a multiple of a term.</summary>
    private static Reduce? Sum(Scalar scalar)
    {
        var sums = Find(scalar).ToArray();
        return sums is [{ } sum] ? sum : null;

        static IEnumerable<Reduce> Find(Scalar part) => part switch
        {
            Apply { Primitive: Primitive.Add or Primitive.Subtract or Primitive.Multiply } apply => apply.Arguments.SelectMany(Find),
            Reduce { Kind: ReduceKind.Sum, Lower: Integer { Value: 0 }, Upper: Integer { Value: >= FewestNodes } } sum => [sum],
            _ => [],
        };
    }

    /// <summary>The scalar with the bodies of what has an element for each node; null where such an element is given, or follows from others.</summary>
    private static Scalar? WithoutPositions(Scalar scalar, IndexVariable node)
    {
        var isPossible = true;
        var result = Visit(scalar);
        return isPossible ? result : null;

        Scalar Visit(Scalar part)
        {
            if (part is not Element element || !element.Indices.Any(i => i.FreeIndices().Contains(node)))
            {
                return part.Map(Visit);
            }

            if (element.Tensor is not Definition { IsRecurrence: false } definition)
            {
                isPossible = false;
                return part;
            }

            return Visit(definition.BodyAt(element.Indices));
        }
    }

    private static Scalar Replace(Scalar scalar, Reduce sum, Scalar replacement) =>
        ReferenceEquals(scalar, sum) ? replacement : scalar is Apply ? scalar.Map(part => Replace(part, sum, replacement)) : scalar;
}
