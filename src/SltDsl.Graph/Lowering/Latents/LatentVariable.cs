using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>
/// A finite variable, or an array of them, that is summed out. A single variable is an index of the graph over its states, so
/// that whatever depends on it gets an axis for it; the members of an array are read from a leaf that elimination replaces.
/// </summary>
/// <param name="Declaration">The statement.</param>
/// <param name="Prior">The law of the variable or of the whole array, in terms of those declared before.</param>
/// <param name="Lower">The smallest state.</param>
/// <param name="Count">The number of states of a member.</param>
/// <param name="State">The state of a single variable, from 0; null for arrays.</param>
/// <param name="Array">What the members of an array are read from; null for single variables.</param>
internal sealed record LatentVariable(LatentDeclaration Declaration, Law Prior, Scalar Lower, Scalar Count, IndexVariable? State, Leaf? Array)
{
    public string Name => Declaration.Symbol.Name;

    /// <summary>The extents of an array; none for a single variable.</summary>
    public EquatableArray<Scalar> Extents => Array?.Extents ?? [];
}

/// <summary>The members of a latent variable at places on its leading axes.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Path">The positions on the leading axes.</param>
/// <param name="Prior">The law of what is left of the array there.</param>
internal sealed record Members(LatentVariable Variable, EquatableArray<Scalar> Path, Law Prior)
{
    /// <summary>Whether it is one member.</summary>
    public bool IsOne => Path.Count == Variable.Extents.Count;

    /// <summary>Whether it is a sequence of members.</summary>
    public bool IsSequence => Path.Count + 1 == Variable.Extents.Count;

    /// <summary>The extent of the next axis.</summary>
    public Scalar Length => Variable.Extents[Path.Count];
}

/// <summary>An observation that depends on latent variables: its law, over their states, and its value.</summary>
internal sealed record Evidence(Law Law, Lowered Value);

/// <summary>Latent variables that are summed out together, with what has been observed of them.</summary>
internal sealed record Frame(EquatableArray<Members> Members, EquatableArray<Evidence> Evidence)
{
    /// <summary>Whether a variable is one of them.</summary>
    public bool Has(LatentVariable variable) => Members.Any(m => m.Variable == variable);
}

/// <summary>The members of latent arrays meet in another way than position by position, or along one chain.</summary>
internal sealed class InseparableException : Exception;
