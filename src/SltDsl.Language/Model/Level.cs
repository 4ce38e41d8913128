namespace SltDsl.Language.Model;

/// <summary>When the value of an expression becomes known, from earliest to latest. An expression has the highest level it touches.</summary>
public enum Level
{
    /// <summary>Known when the file is compiled.</summary>
    Constant,

    /// <summary>Depends on sizes, known when the model is constructed.</summary>
    Size,

    /// <summary>Depends on hyperparameters or shared data, known before sampling starts.</summary>
    Data,

    /// <summary>Depends on the parameters w: evaluated once a gradient.</summary>
    Parameter,

    /// <summary>Depends on an input or an observed value: evaluated for every row of the data.</summary>
    Row,
}
