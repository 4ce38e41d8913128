using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Space;

/// <summary>The natural coordinates of a model at concrete sizes, and every parameter element as a function of them.</summary>
internal sealed class ParameterSpace
{
    private readonly Dictionary<Leaf, Block> _blocks = [];
    private readonly List<Coordinate> _coordinates = [];

    public ParameterSpace(ModelGraph graph, Setting setting)
    {
        foreach (var block in graph.Parameters)
        {
            _blocks.Add(block.Leaf, new Block(block, setting.Extents(block.Leaf)));
            Lay(_blocks[block.Leaf], setting);
        }
    }

    /// <summary>The coordinates, in file order.</summary>
    public IReadOnlyList<Coordinate> Coordinates => _coordinates;

    /// <summary>d.</summary>
    public int Dimension => _coordinates.Count;

    /// <summary>The extents of a parameter.</summary>
    public IReadOnlyList<long> Extents(ParameterBlock block) => _blocks[block.Leaf].Extents;

    /// <summary>An element of a parameter as a function of the coordinates.</summary>
    public ElementForm Form(Leaf leaf, IReadOnlyList<long> positions) => _blocks[leaf].FormAt(positions);

    /// <summary>The coordinates of a parameter.</summary>
    public IEnumerable<Coordinate> CoordinatesOf(ParameterBlock block) => _coordinates.Where(c => c.Block == block);

    private void Lay(Block block, Setting setting)
    {
        var structure = block.Parameter.Set.Structure;
        foreach (var positions in RowMajor.Positions(block.Extents))
        {
            var (row, column) = positions.Count >= 2 ? (positions[^2], positions[^1]) : (0, positions.Count == 1 ? positions[0] : 0);
            var isLast = positions.Count > 0 && column == block.Extents[^1] - 1;
            IEnumerable<int> Earlier() => Enumerable.Range(0, (int)column).Select(c => block.Free[block.Flat([.. positions.Take(positions.Count - 1), c])]);
            ElementForm form = structure switch
            {
                Structure.Simplex or Structure.RowStochastic when isLast => new AffineForm(1, [.. Earlier().Select(c => (c, -1))]),
                Structure.SumToZero when isLast => new AffineForm(0, [.. Earlier().Select(c => (c, -1))]),
                Structure.UnitVector when isLast => new UnitLengthForm([.. Earlier()]),
                Structure.CholeskyCorrelation when row == column => new UnitLengthForm([.. Earlier()]),
                Structure.Correlation when row == column => new AffineForm(1, []),
                Structure.Covariance or Structure.Correlation when row < column => new SymmetricForm(),
                Structure.CholeskyCorrelation or Structure.CholeskyCovariance when row < column => new AffineForm(0, []),
                _ => new AffineForm(0, [(Free(block, positions, setting), 1)]),
            };
            block.Forms.Add(block.Flat(positions), form);
        }

        foreach (var positions in RowMajor.Positions(block.Extents).Where(p => block.FormAt(p) is SymmetricForm).ToArray())
        {
            IReadOnlyList<long> mirrored = [.. positions.Take(positions.Count - 2), positions[^1], positions[^2]];
            block.Forms[block.Flat(positions)] = block.FormAt(mirrored);
        }
    }

    private int Free(Block block, IReadOnlyList<long> positions, Setting setting)
    {
        var index = _coordinates.Count;
        var (lower, upper) = Range(block, positions, setting);
        _coordinates.Add(new Coordinate(index, block.Parameter, positions, lower, upper));
        block.Free.Add(block.Flat(positions), index);
        return index;
    }

    private static (Rational? Lower, Rational? Upper) Range(Block block, IReadOnlyList<long> positions, Setting setting)
    {
        var set = block.Parameter.Set;
        var isDiagonal = positions.Count >= 2 && positions[^1] == positions[^2];
        switch (set.Structure)
        {
            case Structure.Simplex or Structure.RowStochastic:
                return (0, 1);
            case Structure.UnitVector or Structure.Correlation or Structure.CholeskyCorrelation:
                return (-1, 1);
            case Structure.Covariance or Structure.CholeskyCovariance when isDiagonal:
                return (0, null);
            case Structure.PositiveOrdered when positions[^1] == 0:
                return (0, null);
            case null:
                Rational? End(Scalar? bound) => bound is null ? null : setting.Constant(bound, set.Indices, positions);
                return (End(set.Lower), End(set.Upper));
            default:
                return (null, null);
        }
    }

    /// <summary>The element above the diagonal of a symmetric matrix, until it is set to the one below.</summary>
    private sealed record SymmetricForm : ElementForm;

    private sealed record Block(ParameterBlock Parameter, IReadOnlyList<long> Extents)
    {
        public Dictionary<long, ElementForm> Forms { get; } = [];

        public Dictionary<long, int> Free { get; } = [];

        public long Flat(IReadOnlyList<long> positions) => RowMajor.Flat(Extents, positions);

        public ElementForm FormAt(IReadOnlyList<long> positions) => Forms[Flat(positions)];
    }
}
