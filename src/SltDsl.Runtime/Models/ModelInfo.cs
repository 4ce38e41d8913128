namespace SltDsl.Runtime;

/// <summary>What the compiler knows about a model, at its default sizes and hyperparameters.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Path">The `.slt` file.</param>
/// <param name="Parameters">The parameters, in file order.</param>
/// <param name="Sizes">The sizes, in file order.</param>
/// <param name="Hypers">The hyperparameters, in file order.</param>
/// <param name="Truths">The true distributions, in file order.</param>
/// <param name="Phases">The names of the phases, in file order.</param>
public sealed record ModelInfo(
    string Name,
    string Path,
    IReadOnlyList<ParameterInfo> Parameters,
    IReadOnlyList<SizeInfo> Sizes,
    IReadOnlyList<HyperInfo> Hypers,
    IReadOnlyList<TruthInfo> Truths,
    IReadOnlyList<string> Phases);

/// <summary>A parameter as declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as written, such as <c>matrix[H, M]</c>.</param>
/// <param name="Line">The line of its declaration, from 1.</param>
/// <param name="Column">The column of its declaration, from 1.</param>
public sealed record ParameterInfo(string Name, string Type, int Line, int Column);

/// <summary>A size as declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value or default, or null when it comes from the data.</param>
/// <param name="IsConstant">Whether it is fixed when the file is compiled.</param>
public sealed record SizeInfo(string Name, long? Value, bool IsConstant);

/// <summary>A hyperparameter as declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its default.</param>
public sealed record HyperInfo(string Name, double Default);

/// <summary>A true distribution as declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRealisable">Whether it is a point of the model, possibly at other sizes.</param>
/// <param name="Line">The line of its declaration, from 1.</param>
public sealed record TruthInfo(string Name, bool IsRealisable, int Line);
