using SltDsl.CodeGen.Differentiation;
using SltDsl.CodeGen.Optimisation;
using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Emit;

/// <content>Sums over rows from sufficient statistics.</content>
internal sealed partial class KernelBuilder
{
    /// <summary>The sums over rows that have sufficient statistics, as far as their methods are made.</summary>
    public List<StatisticsOfRows> Statistics { get; } = [];

    private StatisticsOfRows? StatisticsOf(string name, IReadOnlyList<Tensor> terms)
    {
        if (QuadraticForm.Of(terms) is not { } form)
        {
            return null;
        }

        Statistics.Add(new StatisticsOfRows(name, form));
        return Statistics[^1];
    }

    /// <summary>The numbers of each row, and the same sums from rows that stand for others.</summary>
    private IEnumerable<Kernel> FromStatistics(StatisticsOfRows statistics, Leaf? skipped)
    {
        var form = statistics.Form;
        var sources = form.Features.Select(f => (Tensor)f.Source).ToArray();
        var memory = layout.MemoryFor(sources, withGradient: false);
        var program = new ProgramBuilder(memory);
        var offset = (Scalar)0;
        foreach (var source in sources)
        {
            memory.Place(source, ModelLayout.Values(source, "features", offset, null));
            program.Compute(source);
            offset += memory.BufferOf(source).Count;
        }

        var scope = ScopeOf(program);
        var sweep = new ForwardSweep(keepsMarks: false);
        sweep.Write(program.Root, scope);
        var rows = scope.Inner();
        Skip(rows, memory, skipped, isPointwise: false);
        sweep.Write(program.RowBlock(), rows);
        rows.Add(new AddToStatistics("statistics"));
        scope.Add(new RowLoop(rows.Statements));
        yield return Made(
            "The numbers of each row whose cross products are all that the sum over rows depends on.",
            $"private void {statistics.Features}(Dataset data, Span<double> features, SufficientStatistics statistics)",
            ["data", "features", "statistics"], program, scope, memory);

        var columns = form.Features.Select(f => f.Column).ToArray();
        yield return Forward(
            "The same sum over fewer rows.",
            $"private double {statistics.Method}(ReadOnlySpan<double> values, Dataset data)",
            ["values", "data"], form.Terms, columns: columns);
        yield return Gradient(
            "The same sum over fewer rows, with its gradient.",
            $"private double {statistics.GradientMethod}(ReadOnlySpan<double> values, Dataset data, double weight, Span<double> adjoints)",
            ["values", "data", "weight", "adjoints"], "weight", form.Terms, columns: columns);
    }
}
