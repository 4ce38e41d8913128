namespace SltDsl.Cli.Output.Json;

/// <summary>λ and m of a model along a sweep.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Points">The settings, the last axis running fastest.</param>
internal sealed record SweepDocument(string Model, IReadOnlyList<SweepPointDocument> Points);

/// <summary>One setting of a sweep at one truth.</summary>
/// <param name="Sizes">The sizes that vary.</param>
/// <param name="Hypers">The hyperparameters that vary.</param>
/// <param name="Truth">The truth's name.</param>
/// <param name="Dimension">d; null where the setting has no model.</param>
/// <param name="RegularLambda">d/2.</param>
/// <param name="Lambda">What is established about λ.</param>
/// <param name="Multiplicity">What is established about m.</param>
/// <param name="FreeEnergy">λ log n − (m − 1) log log n for each number of rows, where λ and m are exact.</param>
/// <param name="Error">Why the truth has no meaning at this setting, or null.</param>
internal sealed record SweepPointDocument(
    IReadOnlyDictionary<string, long> Sizes,
    IReadOnlyDictionary<string, double> Hypers,
    string Truth,
    int? Dimension,
    string? RegularLambda,
    LambdaDocument? Lambda,
    MultiplicityDocument? Multiplicity,
    IReadOnlyList<FreeEnergyDocument> FreeEnergy,
    string? Error);

/// <summary>The terms of the free energy that grow with n, beyond n times the loss.</summary>
/// <param name="N">The number of rows.</param>
/// <param name="Excess">λ log n − (m − 1) log log n (Watanabe 2009, Main Formula II).</param>
internal sealed record FreeEnergyDocument(long N, double Excess);
