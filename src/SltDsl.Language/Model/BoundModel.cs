using SltDsl.Language.Text;

namespace SltDsl.Language.Model;

/// <summary>
/// A whole `.slt` file, bound: the contract between the language and everything that computes with it. Immutable; code
/// generation and singularity analysis read this, never the syntax.
/// </summary>
/// <param name="Name">The model's name (default: the file's).</param>
/// <param name="NameSpan">Where the name is written (empty at the start of the file when it is not).</param>
/// <param name="Source">The text that spans point into.</param>
/// <param name="Declarations">All statements but <c>slt</c>, <c>model</c>, <c>import</c> and <c>fun</c>, in file order; each is defined before use.</param>
public sealed record BoundModel(string Name, SourceSpan NameSpan, SourceText Source, EquatableArray<Declaration> Declarations)
{
    /// <summary>The model's <c>///</c> text, or null.</summary>
    public string? Documentation { get; init; }

    /// <summary>Whether the model is marked <c>@singular</c>: its singularities are the subject.</summary>
    public bool IsSingular { get; init; }

    /// <summary>The <c>@allow</c> attributes on <c>model</c>, in force in the whole file.</summary>
    public EquatableArray<Allowance> Allowances { get; init; } = [];

    /// <summary>The sizes, in file order.</summary>
    public IEnumerable<SizeDeclaration> Sizes => Declarations.OfType<SizeDeclaration>();

    /// <summary>The hyperparameters, in file order.</summary>
    public IEnumerable<HyperDeclaration> Hypers => Declarations.OfType<HyperDeclaration>();

    /// <summary>The parameters, in file order: the order of natural coordinates.</summary>
    public IEnumerable<ParameterDeclaration> Parameters => Declarations.OfType<ParameterDeclaration>();

    /// <summary>The inputs, in file order.</summary>
    public IEnumerable<InputDeclaration> Inputs => Declarations.OfType<InputDeclaration>();

    /// <summary>The observations, in file order.</summary>
    public IEnumerable<ObserveDeclaration> Observations => Declarations.OfType<ObserveDeclaration>();

    /// <summary>The true distributions, in file order.</summary>
    public IEnumerable<TruthDeclaration> Truths => Declarations.OfType<TruthDeclaration>();

    /// <summary>The phases, in file order; the first that holds wins.</summary>
    public IEnumerable<PhaseDeclaration> Phases => Declarations.OfType<PhaseDeclaration>();

    /// <summary>The sizes at which the build analyses the model, by name.</summary>
    public IReadOnlyDictionary<string, long> AnalysedSizes() => Sizes.ToDictionary(s => s.Symbol.Name, s => s.AnalysedValue);
}
