namespace SltDsl.Generators;

/// <summary>The names of the pipeline's steps, by which tests ask whether a step ran again.</summary>
public static class StepNames
{
    /// <summary>Reading the files with their options.</summary>
    public const string Files = "SltFiles";

    /// <summary>Joining each file with what it imports.</summary>
    public const string Imports = "SltImports";

    /// <summary>Parsing, binding and emitting.</summary>
    public const string Code = "SltCode";

    /// <summary>Analysing singularities.</summary>
    public const string Facts = "SltFacts";
}
