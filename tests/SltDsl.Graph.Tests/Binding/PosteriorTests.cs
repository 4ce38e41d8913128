using System.Text.Json;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Tests.Binding;

/// <summary>
/// The twelve reference posteriors: differences of log densities between points against Stan 2.32's (see
/// ../shared/reference/posteriors/README.md; the files are not part of this repository).
/// </summary>
public sealed class PosteriorTests
{
    private static readonly string _posteriors = Path.Combine(AppContext.BaseDirectory, "posteriors");

    public static TheoryData<string> Names => new(Directory.GetFiles(_posteriors, "*.slt").Order(StringComparer.Ordinal).Select(f => Path.GetFileNameWithoutExtension(f)!));

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Differences_of_log_densities_agree_with_Stan(string name)
    {
        var folder = Reference(name);
        Skip.If(folder is null, "../shared/reference/posteriors is not there");
        var graph = GraphBuilder.Build(Source.Bind(File.ReadAllText(Path.Combine(_posteriors, name + ".slt"))));
        using var data = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "data.json")));
        using var reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "log_density.json")));
        var points = reference.RootElement.GetProperty("points").EnumerateArray().ToArray();
        var expected = points.Select(p => p.GetProperty("log_density").GetDouble()).ToArray();
        var actual = points.Select(p => LogPosterior(graph, data.RootElement, p.GetProperty("parameters"))).ToArray();

        Assert.True(points.Length >= 8);
        for (var i = 1; i < points.Length; i++)
        {
            var (difference, wanted) = (actual[i] - actual[0], expected[i] - expected[0]);

            // The file has 15 significant digits.
            var rounding = 1e-14 * (Math.Abs(expected[i]) + Math.Abs(expected[0]));
            Assert.True(Math.Abs(difference - wanted) <= (1e-9 * Math.Abs(wanted)) + rounding, $"point {i}: {difference:R} instead of {wanted:R}");
        }
    }

    private static string? Reference(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SltDsl.sln")))
        {
            folder = folder.Parent;
        }

        // Worktrees lie one level deeper than the repository itself.
        var candidates = new[] { folder?.Parent, folder?.Parent?.Parent }.Where(f => f is not null).Select(f => Path.Combine(f!.FullName, "shared", "reference", "posteriors"));
        var root = candidates.FirstOrDefault(Directory.Exists);
        return root is null ? null : Directory.GetDirectories(root).Single(d => d.EndsWith("-" + name, StringComparison.Ordinal) || d.EndsWith("-" + _folders.GetValueOrDefault(name, name), StringComparison.Ordinal));
    }

    private static readonly Dictionary<string, string> _folders = new() { ["eight_schools"] = "eight_schools_noncentered" };

    private static double LogPosterior(ModelGraph graph, JsonElement data, JsonElement parameters)
    {
        var sizes = SizesOf(graph.Model, data);
        var rowNames = graph.Model.Inputs.Select(i => (i.Symbol, i.Column)).Concat(graph.Model.Observations.Select(o => (o.Symbol, o.Column))).ToArray();
        var hasRows = rowNames.All(n => RankOf(data.GetProperty(n.Column)) == n.Symbol.Type.Rank + 1);
        var rows = hasRows ? data.GetProperty(rowNames[0].Column).GetArrayLength() : 1;
        var columns = rowNames.Concat(graph.Model.Declarations.OfType<DataDeclaration>().Select(d => (d.Symbol, d.Column))).ToDictionary(n => n.Symbol.Name, n => data.GetProperty(n.Column));

        double Leaf(Leaf leaf, IReadOnlyList<long> at, int row)
        {
            var isParameter = leaf.Symbol.Kind == SymbolKind.Parameter;
            var element = isParameter ? parameters.GetProperty(leaf.Name) : columns[leaf.Name];
            element = hasRows && leaf.Symbol.Level == Level.Row ? element[row] : element;
            return at.Aggregate(element, (e, i) => e[(int)i]).GetDouble();
        }

        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var current = row;
            var instance = new Instance<double>(DoubleField.Instance, sizes, (leaf, at) => Leaf(leaf, at, current));
            total += graph.Observations.Sum(o => instance.At(o.LogDensity)) + (row == 0 ? graph.LogPrior.Sum(t => instance.At(t.Value)) : 0);
        }

        return total;
    }

    private static Dictionary<string, long> SizesOf(BoundModel model, JsonElement data) =>
        model.Sizes.ToDictionary(s => s.Symbol.Name, s => data.TryGetProperty(s.Column, out var value) ? value.GetInt64() : s.AnalysedValue);

    private static int RankOf(JsonElement element) => element.ValueKind == JsonValueKind.Array ? 1 + RankOf(element[0]) : 0;
}
