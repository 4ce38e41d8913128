using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;

namespace SltDsl.Graph.Tests;

/// <summary>Evaluates tensors of a graph in doubles, with leaves by name.</summary>
internal sealed class Values(Dictionary<string, long> sizes, Dictionary<string, double[]> leaves)
{
    private readonly Instance<double> _instance = new(DoubleField.Instance, sizes, (leaf, positions) => leaves[leaf.Name][Flat(leaf, positions, sizes)]);

    public double Scalar(Tensor tensor) => _instance.At(tensor);

    public double[] All(Tensor tensor) => [.. _instance.Elements(tensor)];

    private static int Flat(Leaf leaf, IReadOnlyList<long> positions, Dictionary<string, long> sizes)
    {
        var extents = leaf.Symbol.Type.Extents;
        var flat = 0L;
        for (var i = 0; i < positions.Count; i++)
        {
            flat = (flat * extents[i].Evaluate(sizes)) + positions[i];
        }

        return (int)flat;
    }
}
