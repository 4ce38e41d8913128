using SltDsl.Cli.Compilation;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Cli.Output.Reports;

/// <summary>Findings for people, each with the lines that it speaks of.</summary>
/// <param name="renderer">Writes a finding.</param>
/// <param name="least">The least severity that is shown.</param>
internal sealed class TextReport(DiagnosticRenderer renderer, Severity least) : ICheckReport
{
    /// <inheritdoc/>
    public void Write(IReadOnlyList<CheckedModel> models, TextWriter output)
    {
        foreach (var model in models)
        {
            foreach (var diagnostic in model.Diagnostics.Where(d => d.Severity >= least))
            {
                output.WriteLine(renderer.Render(diagnostic, model.Source));
            }
        }
    }
}
