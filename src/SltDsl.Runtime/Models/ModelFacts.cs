using SltDsl.Algebra;

namespace SltDsl.Runtime;

/// <summary>What the build established about a model's singularities at the sizes and hyperparameters that it names.</summary>
/// <param name="Sizes">The sizes analysed.</param>
/// <param name="Hypers">The hyperparameters analysed.</param>
/// <param name="Dimension">d, the number of natural coordinates.</param>
/// <param name="JacobianRank">The rank of the map from parameters to the law of a row at generic points; null where it was not found.</param>
/// <param name="Symmetries">The transformations of the parameters that leave that law unchanged.</param>
/// <param name="NullDirections">Directions that the data do not see: component by coordinate name.</param>
/// <param name="Truths">What is known at each truth, in file order.</param>
public sealed record ModelFacts(
    IReadOnlyDictionary<string, long> Sizes,
    IReadOnlyDictionary<string, double> Hypers,
    int Dimension,
    int? JacobianRank,
    IReadOnlyList<SymmetryFact> Symmetries,
    IReadOnlyList<IReadOnlyDictionary<string, Rational>> NullDirections,
    IReadOnlyList<TruthFact> Truths)
{
    /// <summary>The facts at a truth.</summary>
    /// <exception cref="ArgumentException">There is no such truth.</exception>
    public TruthFact At(string truth) => Truths.FirstOrDefault(t => t.Name == truth)
        ?? throw new ArgumentException($"There is no truth `{truth}`; the model has {string.Join(", ", Truths.Select(t => $"`{t.Name}`"))}.", nameof(truth));
}

/// <summary>A group of transformations of the parameters that leave the law of the data unchanged.</summary>
/// <param name="Code">The code of its diagnostic, such as <c>SLT1004</c>.</param>
/// <param name="Kind">What it does, in a word or two.</param>
/// <param name="Parameters">The parameters that it moves.</param>
/// <param name="Dimension">The number of directions; 0 for a discrete group.</param>
public sealed record SymmetryFact(string Code, string Kind, IReadOnlyList<string> Parameters, int Dimension);

/// <summary>What is known at a truth.</summary>
/// <param name="Name">The truth's name.</param>
/// <param name="RegularLambda">d/2, what a regular model of the same dimension would have.</param>
/// <param name="Rlct">λ and m over the whole true set, exact or bounded, with their theorem; null where nothing was established.</param>
public sealed record TruthFact(string Name, Rational RegularLambda, Rlct? Rlct);
