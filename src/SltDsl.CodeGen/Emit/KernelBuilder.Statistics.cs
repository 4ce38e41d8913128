using SltDsl.CodeGen.Differentiation;
using SltDsl.CodeGen.Optimisation;
using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Emit;

/// <content>Sums over rows from sufficient statistics.</content>
internal sealed partial class KernelBuilder
{
    /// <summary>The sums over rows that have sufficient statistics, as far as their methods are made.</summary>
    public List<StatisticsOfRows> Statistics { get; } = [];

    /// <param name="name">The method that sums over rows.</param>
    /// <param name="terms">What it sums.</param>
    /// <param name="columns">All data of a row, where equal rows may count together.</param>
    private StatisticsOfRows? StatisticsOf(string name, IEnumerable<Tensor> terms, IReadOnlyList<Leaf>? columns = null)
    {
        var hoisted = new ParameterHoisting().Rewrite([.. terms]);
        var form = QuadraticForm.Of(hoisted) ?? (columns is { Count: > 0 } && hoisted.Any(t => t.Level == Level.Row) ? QuadraticForm.OfRepeatedRows(hoisted, columns) : null);
        if (form is null)
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
        var given = form.Features.Concat(form.Keys).ToArray();
        var sources = given.Select(f => (Tensor)f.Source).ToArray();
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
            form.IsOfRepeatedRows
                ? "The numbers of each row: rows that are equal count together."
                : "The numbers of each row whose cross products are all that the sum over rows depends on, and the key that they count under.",
            $"private void {statistics.Features}(Dataset data, Span<double> features, SufficientStatistics statistics)",
            ["data", "features", "statistics"], program, scope, memory);

        var columns = given.Select(f => f.Column).ToArray();
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
