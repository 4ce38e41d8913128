using SltDsl.CodeGen.Optimisation;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Emit;

/// <summary>A sum over rows that has sufficient statistics: the names of what computes it from them.</summary>
/// <param name="Name">The method that sums over rows.</param>
/// <param name="Form">The quadratic form that it is.</param>
internal sealed record StatisticsOfRows(string Name, QuadraticForm Form)
{
    /// <summary>The method that reads the numbers of each row.</summary>
    public string Features => $"{Name}Features";

    /// <summary>The method that sums over the rows which stand for all.</summary>
    public string Method => $"{Name}OfStatistics";

    /// <summary>The same with its gradient.</summary>
    public string GradientMethod => $"{Name}AndGradientOfStatistics";

    /// <summary>Whether sizes decide how many numbers there are.</summary>
    public bool ReadsSizes => Form.Features.Concat(Form.Keys).SelectMany(f => f.Column.Extents).Append(Form.Turns).Any(e => e.Constant is null);

    private string Find => $"{Name}Statistics";

    private string Field => $"_statisticsOf{Name}";

    /// <summary>Leaves the sum over rows to the statistics.</summary>
    public UseStatistics Use(IReadOnlyList<string> arguments, string condition = "") => new(Find, Method, arguments, condition, Form.IsOfRepeatedRows);

    /// <summary>Leaves the gradient of the sum over rows to the statistics.</summary>
    public UseStatistics UseForGradient() => new(Find, GradientMethod, ["values", "data", "weight", "adjoints"], "", Form.IsOfRepeatedRows);

    /// <summary>Writes the field that holds the statistics.</summary>
    public string Declaration(ScalarPrinter sizes)
    {
        var keys = Form.Keys.Count == 0 ? "" : $", [{Counts(Form.Keys)}]";
        return $"private readonly SufficientStatistics {Field} = new([{Counts(Form.Features)}], {sizes.Print(Form.Turns)}{keys});";

        string Counts(IEnumerable<RowFeature> features) =>
            string.Join(", ", features.Select(f => sizes.Print(f.Column.Extents.Aggregate((Scalar)1, (product, extent) => product * extent))));
    }

    /// <summary>Writes the method that finds the statistics of a data set.</summary>
    public void WriteFind(CodeWriter writer)
    {
        writer.Summary(Form.IsOfRepeatedRows
            ? "The different rows, with the root of how often each occurs; null where that saves nothing."
            : "Rows that have the same cross products as the data; null where that saves nothing.");
        using (writer.Block($"private Dataset? {Find}(Dataset data)"))
        {
            using (writer.Block($"if ({Field}.Start(data))"))
            {
                writer.Line($"{Features}(data, {Field}.Features, {Field});");
                writer.Line($"{Field}.Finish();");
            }

            writer.Line();
            writer.Line($"return {Field}.Rows;");
        }
    }
}
