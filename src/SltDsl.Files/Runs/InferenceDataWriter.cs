using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Writes the groups of an InferenceData tree.</summary>
internal sealed class InferenceDataWriter(ZarrStore store, RunDraws run, InferenceGroups groups)
{
    private const string Row = "row";
    private const string Observation = "observation";

    public void Posterior() => Quantities("posterior", run);

    public void Statistics()
    {
        using var group = Group("sample_stats");
        double[] Of(Func<TransitionStatistics, double> value) => run.Column((chain, draw) => value(run.Draws.Statistics(chain, draw)));
        void Write<T>(string name, T[] values)
            where T : unmanaged => PerDraw(group, run, name, [], [], values);
        Write("lp", Of(s => s.LogDensity));
        Write("acceptance_rate", Of(s => s.AcceptanceStatistic));
        Write("step_size", Of(s => s.StepSize));
        Write("energy", Of(s => s.Energy));
        Write("tree_depth", Array.ConvertAll(Of(s => s.TreeDepth), depth => (long)depth));
        Write("n_steps", Array.ConvertAll(Of(s => s.LeapfrogSteps), steps => (long)steps));
        Write("diverging", Array.ConvertAll(Of(s => s.Divergent ? 1 : 0), flag => flag != 0));
        Write("reached_max_treedepth", Array.ConvertAll(Of(s => s.ReachedTreeDepth ? 1 : 0), flag => flag != 0));
    }

    /// <summary>Under the name of what is observed, where it is one thing; an axis of rows only where the terms are those of rows.</summary>
    public void Likelihood()
    {
        if (groups.LogLikelihood is not { Count: > 0 } terms)
        {
            return;
        }

        using var group = Group("log_likelihood");
        var observed = groups.Data?.Columns.Where((_, i) => groups.Data.Observed[i]).ToList();
        var axis = groups.Data is { } data && data.Rows.Rows != terms[0].Length ? Observation : Row;
        PerDraw(group, run, observed is [var only] ? only.Name : "row_likelihood", [axis], [terms[0].Length], [.. terms.SelectMany(row => row)]);
    }

    public void Predictive() => Observations("posterior_predictive", run, groups.Predictive);

    public void Prior()
    {
        if (groups.Prior is { } prior)
        {
            Quantities("prior", prior);
            Observations("prior_predictive", prior, groups.PriorPredictive);
        }
    }

    public void Data()
    {
        if (groups.Data is not { } data)
        {
            return;
        }

        foreach (var (name, isObserved) in new[] { ("observed_data", true), ("constant_data", false) })
        {
            var shared = isObserved ? [] : data.Shared;
            if (!data.Observed.Contains(isObserved) && shared.Count == 0)
            {
                continue;
            }

            using var group = Group(name);
            for (var column = 0; column < data.Columns.Count; column++)
            {
                if (data.Observed[column] == isObserved)
                {
                    var layout = data.Columns[column];
                    group.Array(layout.Name, [Row, .. AxesOf(layout)], [data.Rows.Rows, .. layout.Extents], ByRow(layout, data.Rows, column));
                }
            }

            foreach (var (layout, values) in shared)
            {
                group.Array(layout.Name, AxesOf(layout), layout.Extents, values);
            }
        }
    }

    private void Quantities(string name, RunDraws draws)
    {
        using var group = Group(name);
        foreach (var layout in draws.Layouts)
        {
            PerDraw(group, draws, layout.Name, AxesOf(layout), layout.Extents, draws.Values(layout));
        }
    }

    private void Observations(string name, RunDraws draws, IReadOnlyList<Dataset>? drawn)
    {
        if (drawn is not { Count: > 0 } || groups.Data is not { } data)
        {
            return;
        }

        using var group = Group(name);
        for (var column = 0; column < data.Columns.Count; column++)
        {
            if (data.Observed[column])
            {
                var layout = data.Columns[column];
                double[] values = [.. drawn.SelectMany(set => ByRow(layout, set, column))];
                PerDraw(group, draws, layout.Name, [Row, .. AxesOf(layout)], [data.Rows.Rows, .. layout.Extents], values);
            }
        }
    }

    private InferenceDataGroup Group(string name) => new(store, name, run.Model, groups);

    private static void PerDraw<T>(InferenceDataGroup group, RunDraws draws, string name, IReadOnlyList<string> axes, IReadOnlyList<int> extents, T[] values)
        where T : unmanaged =>
        group.Array(name, ["chain", "draw", .. axes], [draws.Draws.Chains, draws.Draws.Count, .. extents], values, isChunked: draws.Draws.Count > 0);

    /// <summary>The axes' names; two axes of one array have different ones.</summary>
    private List<string> AxesOf(ValueLayout layout)
    {
        var given = groups.Axes(layout.Name);
        var names = new List<string>();
        for (var axis = 0; axis < layout.Extents.Count; axis++)
        {
            var name = given is not null && given.Count == layout.Extents.Count && given[axis].Length > 0 ? given[axis] : $"{layout.Name}_dim_{axis}";
            names.Add(names.Contains(name) ? $"{name}_{axis + 1}" : name);
        }

        return names;
    }

    // Columns are stored element by element; a tree has them row by row.
    private static double[] ByRow(ValueLayout layout, Dataset set, int column)
    {
        var values = new double[set.Rows * layout.Count];
        for (var row = 0; row < set.Rows; row++)
        {
            for (var element = 0; element < layout.Count; element++)
            {
                values[(row * layout.Count) + element] = set.Columns[column][(element * set.Rows) + row];
            }
        }

        return values;
    }
}
