using SltDsl.Graph;

namespace SltDsl.Singularity.Symmetries;

/// <summary>What a symmetry does.</summary>
internal enum SymmetryKind
{
    /// <summary>Any invertible matrix acts on an axis of one parameter, its inverse on that of another.</summary>
    GeneralLinear,

    /// <summary>An orthogonal matrix acts on an axis.</summary>
    Rotation,

    /// <summary>Parameters are multiplied by powers of one number.</summary>
    Scaling,

    /// <summary>Multiples of one number are added.</summary>
    Shift,

    /// <summary>Signs change together.</summary>
    SignFlip,

    /// <summary>The sign of one parameter changes.</summary>
    Even,

    /// <summary>The positions of an axis are permuted.</summary>
    Relabelling,
}

/// <summary>A group of symmetries of one kind, found on the graph and confirmed by substitution at random points.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Blocks">The parameters that it moves.</param>
/// <param name="Dimension">The number of directions; 0 for a discrete group.</param>
internal sealed record SymmetryGroup(SymmetryKind Kind, IReadOnlyList<ParameterBlock> Blocks, int Dimension)
{
    /// <summary>The extent of the axis that is acted on, or 0.</summary>
    public int Extent { get; init; }

    /// <summary>The name of that extent, as the modeller writes it.</summary>
    public string? ExtentName { get; init; }

    /// <summary>The names of all extents that are acted on, when several groups are joined.</summary>
    public IReadOnlyList<string> ExtentNames { get; init; } = [];

    /// <summary>How often the group occurs: once a unit, or once a layer.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>For a scaling or shift, the weight of each parameter.</summary>
    public IReadOnlyList<(ParameterBlock Block, int Weight)> Weights { get; init; } = [];

    /// <summary>For a shift, the parameter by which the others are divided, or null.</summary>
    public ParameterBlock? Multiplier { get; init; }

    /// <summary>Whether only the family's law, not its parameters, stays the same: the shift is absorbed by a softmax.</summary>
    public bool IsAbsorbedByLaw { get; init; }

    /// <summary>Whether the declared set removes all but one of the images.</summary>
    public bool IsBrokenByType { get; init; }

    /// <summary>The names of the parameters.</summary>
    public IReadOnlyList<string> Names => [.. Blocks.Select(b => b.Leaf.Name)];
}
