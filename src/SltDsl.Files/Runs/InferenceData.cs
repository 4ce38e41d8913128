using System.Text.Json.Nodes;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Data of a model for the groups <c>observed_data</c> and <c>constant_data</c>.</summary>
/// <param name="Columns">The columns with their shapes.</param>
/// <param name="Observed">Whether each is observed; else it is an input.</param>
/// <param name="Rows">The data.</param>
public sealed record InferenceRows(IReadOnlyList<ValueLayout> Columns, IReadOnlyList<bool> Observed, Dataset Rows);

/// <summary>What is written beside the posterior.</summary>
public sealed record InferenceGroups
{
    /// <summary>The data, for <c>observed_data</c> and <c>constant_data</c>.</summary>
    public InferenceRows? Data { get; init; }

    /// <summary>log p(row | w), a draw a row in the order of chains, an observation a column.</summary>
    public IReadOnlyList<double[]>? LogLikelihood { get; init; }

    /// <summary>Data sets drawn from the model at each draw, in the order of chains.</summary>
    public IReadOnlyList<Dataset>? Predictive { get; init; }

    /// <summary>The names of the axes of a quantity, where the model has them.</summary>
    public Func<string, IReadOnlyList<string>?> Axes { get; init; } = _ => null;
}

/// <summary>
/// Draws as a Zarr tree in the InferenceData layout that ArviZ reads (its schema, version 0.5): a group for the posterior, the sampler's statistics,
/// pointwise log likelihoods, posterior predictive draws and the data, all with named dimensions and coordinates.
/// </summary>
public static class InferenceData
{
    private const string Row = "row";

    /// <summary>Writes the tree.</summary>
    /// <param name="path">The folder of the store; it is made.</param>
    /// <param name="run">The draws.</param>
    /// <param name="groups">What is written beside them; null for nothing.</param>
    public static void Write(string path, RunDraws run, InferenceGroups? groups = null)
    {
        groups ??= new InferenceGroups();
        var writer = new Writer(new ZarrStore(path), run, groups);
        writer.Posterior();
        writer.Statistics();
        writer.Likelihood();
        writer.Predictive();
        writer.Data();
        writer.End();
    }

    private sealed class Writer(ZarrStore store, RunDraws run, InferenceGroups groups)
    {
        private readonly int _chains = run.Draws.Chains;
        private readonly int _count = run.Draws.Count;

        public void Posterior()
        {
            using var group = new Coordinates(store, "posterior", run.Model);
            foreach (var layout in run.Layouts)
            {
                var axes = AxesOf(layout);
                PerDraw(group, layout.Name, axes, layout.Extents, run.Values(layout));
            }
        }

        public void Statistics()
        {
            using var group = new Coordinates(store, "sample_stats", run.Model);
            void Real(string name, Func<TransitionStatistics, double> value) => PerDraw(group, name, [], [], Of(value));
            double[] Of(Func<TransitionStatistics, double> value) => run.Column((chain, draw) => value(run.Draws.Statistics(chain, draw)));
            Real("lp", s => s.LogDensity);
            Real("acceptance_rate", s => s.AcceptanceStatistic);
            Real("step_size", s => s.StepSize);
            Real("energy", s => s.Energy);
            PerDraw(group, "tree_depth", [], [], System.Array.ConvertAll(Of(s => s.TreeDepth), depth => (long)depth));
            PerDraw(group, "n_steps", [], [], System.Array.ConvertAll(Of(s => s.LeapfrogSteps), steps => (long)steps));
            PerDraw(group, "diverging", [], [], System.Array.ConvertAll(Of(s => s.Divergent ? 1 : 0), flag => flag != 0));
            PerDraw(group, "reached_max_treedepth", [], [], System.Array.ConvertAll(Of(s => s.ReachedTreeDepth ? 1 : 0), flag => flag != 0));
        }

        public void Likelihood()
        {
            if (groups.LogLikelihood is not { Count: > 0 } rows)
            {
                return;
            }

            using var group = new Coordinates(store, "log_likelihood", run.Model);
            var observed = groups.Data?.Columns.Where((_, i) => groups.Data.Observed[i]).ToList();
            PerDraw(group, observed is [var only] ? only.Name : "row_likelihood", [Row], [rows[0].Length], [.. rows.SelectMany(row => row)]);
        }

        public void Predictive()
        {
            if (groups.Predictive is not { Count: > 0 } drawn || groups.Data is not { } data)
            {
                return;
            }

            using var group = new Coordinates(store, "posterior_predictive", run.Model);
            for (var column = 0; column < data.Columns.Count; column++)
            {
                if (data.Observed[column])
                {
                    var layout = data.Columns[column];
                    double[] values = [.. drawn.SelectMany(set => ByRow(layout, set, column))];
                    PerDraw(group, layout.Name, [Row, .. AxesOf(layout)], [data.Rows.Rows, .. layout.Extents], values);
                }
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
                if (!data.Observed.Contains(isObserved))
                {
                    continue;
                }

                using var group = new Coordinates(store, name, run.Model);
                for (var column = 0; column < data.Columns.Count; column++)
                {
                    if (data.Observed[column] == isObserved)
                    {
                        var layout = data.Columns[column];
                        group.Array(layout.Name, [Row, .. AxesOf(layout)], [data.Rows.Rows, .. layout.Extents], ByRow(layout, data.Rows, column));
                    }
                }
            }
        }

        public void End() => store.Consolidate();

        private void PerDraw<T>(Coordinates group, string name, IReadOnlyList<string> axes, IReadOnlyList<int> extents, T[] values)
            where T : unmanaged =>
            group.Array(name, ["chain", "draw", .. axes], [_chains, _count, .. extents], values, isChunked: _count > 0);

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

    /// <summary>A group with the coordinate of each axis that its arrays use, from 0 for chains and draws and from 1 for the indices of a model.</summary>
    private sealed class Coordinates : IDisposable
    {
        private readonly ZarrStore _store;
        private readonly string _group;
        private readonly Dictionary<string, int> _axes = [];

        public Coordinates(ZarrStore store, string group, string model)
        {
            (_store, _group) = (store, group);
            store.Group(group, new JsonObject { ["creation_library"] = "SltDsl", ["creation_library_language"] = "C#", ["model"] = model });
        }

        public void Array<T>(string name, IReadOnlyList<string> axes, IReadOnlyList<int> shape, T[] values, bool isChunked = false)
            where T : unmanaged
        {
            var names = axes.Select((axis, i) => _axes.TryGetValue(axis, out var extent) && extent != shape[i] ? $"{name}_{axis}" : axis).ToList();
            for (var i = 0; i < names.Count; i++)
            {
                _axes[names[i]] = shape[i];
            }

            _store.Array($"{_group}/{name}", names, shape, values, isChunked);
        }

        public void Dispose()
        {
            foreach (var (axis, extent) in _axes)
            {
                long[] indices = [.. Enumerable.Range(axis is "chain" or "draw" ? 0 : 1, extent).Select(i => (long)i)];
                _store.Array($"{_group}/{axis}", [axis], [extent], indices);
            }
        }
    }
}
