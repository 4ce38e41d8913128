using SltDsl.Language.Text;

namespace SltDsl.Language.Model;

/// <summary>What a name stands for.</summary>
public enum SymbolKind
{
    /// <summary>A size.</summary>
    Size,

    /// <summary>A run-time constant outside w.</summary>
    Hyper,

    /// <summary>Known and shared by all rows.</summary>
    Data,

    /// <summary>Known, one value a row.</summary>
    Input,

    /// <summary>Observed, one value a row.</summary>
    Observed,

    /// <summary>A coordinate block of w.</summary>
    Parameter,

    /// <summary>A finite variable that is summed out.</summary>
    Latent,

    /// <summary>A named expression.</summary>
    Let,

    /// <summary>The index of a comprehension, aggregate, mixture or <c>each</c>; counts from 1 as written.</summary>
    Index,

    /// <summary>A derived quantity.</summary>
    Generated,
}

/// <summary>A declared name. References hold the symbol; what it is defined as stands in its <see cref="Declaration"/>.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Id">Distinguishes symbols of one model, also indices of equal name.</param>
/// <param name="Type">The type with symbolic shape.</param>
/// <param name="Level">When its value becomes known.</param>
/// <param name="Span">Where the name is declared.</param>
public sealed record Symbol(string Name, SymbolKind Kind, int Id, SltType Type, Level Level, SourceSpan Span)
{
    /// <summary>The name under which an index occurs in a <see cref="SizeExpr"/>; sizes keep their own name.</summary>
    public string SizeName => Kind == SymbolKind.Index ? $"{Name}#{Id}" : Name;

    /// <inheritdoc/>
    public bool Equals(Symbol? other) => other is not null && Id == other.Id && Name == other.Name && Kind == other.Kind;

    /// <inheritdoc/>
    public override int GetHashCode() => Id;
}
