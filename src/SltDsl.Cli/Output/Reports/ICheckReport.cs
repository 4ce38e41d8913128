using SltDsl.Cli.Compilation;

namespace SltDsl.Cli.Output.Reports;

/// <summary>A form in which <c>slt check</c> reports.</summary>
internal interface ICheckReport
{
    /// <summary>Writes the findings of all files.</summary>
    void Write(IReadOnlyList<CheckedModel> models, TextWriter output);
}
