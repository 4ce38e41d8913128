namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt info</c> prints.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Sizes">The sizes that were analysed.</param>
/// <param name="Hypers">The hyperparameters.</param>
/// <param name="Dimension">d.</param>
/// <param name="Parameters">The parameters, in file order.</param>
/// <param name="JacobianRank">The generic rank of the map from parameters to laws, or null.</param>
/// <param name="Symmetries">The symmetries of the likelihood.</param>
/// <param name="NullDirections">Sparse directions that the data do not see.</param>
/// <param name="Truths">What is known at each truth.</param>
/// <param name="SufficientStatistics">Null: sufficient statistics are not looked for.</param>
internal sealed record InfoDocument(
    string Model,
    IReadOnlyDictionary<string, long> Sizes,
    IReadOnlyDictionary<string, double> Hypers,
    int Dimension,
    IReadOnlyList<ParameterDocument> Parameters,
    int? JacobianRank,
    IReadOnlyList<SymmetryDocument> Symmetries,
    IReadOnlyList<IReadOnlyDictionary<string, string>> NullDirections,
    IReadOnlyList<TruthSummaryDocument> Truths,
    IReadOnlyList<string>? SufficientStatistics);

/// <summary>A parameter; the shape at the analysed sizes.</summary>
internal sealed record ParameterDocument(string Name, string Type, IReadOnlyList<long> Shape, string? Constraint, SpanDocument Span);

/// <summary>A symmetry; dimension 0 for a discrete one.</summary>
internal sealed record SymmetryDocument(string Code, string Kind, IReadOnlyList<string> Parameters, int Dimension);

/// <summary>What is known at a truth.</summary>
internal sealed record TruthSummaryDocument(string Truth, string RegularLambda, bool IsRegular, LambdaDocument? Lambda, MultiplicityDocument? Multiplicity);
