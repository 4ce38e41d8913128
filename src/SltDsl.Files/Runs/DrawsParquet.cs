using System.Globalization;
using Parquet;
using Parquet.Schema;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>
/// Draws as Parquet: a row a draw, columns <c>chain__</c> and <c>draw__</c> from 1, the sampler's statistics under CmdStan's names, a
/// column of numbers for a scalar quantity and one of (nested) lists for a vector, matrix or array. A row group a chain.
/// </summary>
public static class DrawsParquet
{
    private const string Chain = "chain__";
    private const string Draw = "draw__";

    private static readonly (string Name, Func<TransitionStatistics, double> Value)[] Statistics =
    [
        ("lp__", s => s.LogDensity),
        ("accept_stat__", s => s.AcceptanceStatistic),
        ("stepsize__", s => s.StepSize),
        ("treedepth__", s => s.TreeDepth),
        ("n_leapfrog__", s => s.LeapfrogSteps),
        ("divergent__", s => s.Divergent ? 1 : 0),
        ("max_treedepth__", s => s.ReachedTreeDepth ? 1 : 0),
        ("energy__", s => s.Energy),
    ];

    /// <summary>Writes the draws of a run.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="run">The draws.</param>
    public static void Write(Stream stream, RunDraws run) => WriteAsync(stream, run).GetAwaiter().GetResult();

    /// <summary>Reads the draws of a run back.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">It is not a file of draws (SLT0707).</exception>
    public static RunDraws Read(string path)
    {
        var file = DataReader.Read(path);
        var (metadata, order) = MetadataOf(path).GetAwaiter().GetResult();
        double[] Required(string name) => file.Find(name)?.Values ?? throw new DataException("SLT0707", $"{path}: there is no column `{name}`, so these are not draws of a run");
        var chains = (int)Required(Chain).DefaultIfEmpty(0).Max();
        var count = chains == 0 ? 0 : Required(Draw).Length / chains;
        var statistics = Statistics.Select(s => Required(s.Name)).ToArray();
        var offset = 0;
        var quantities = file.Columns.Where(c => !c.Name.EndsWith("__", StringComparison.Ordinal)).OrderBy(c => order.IndexOf(c.Name)).Select(column =>
        {
            var layout = new ValueLayout(column.Name, [.. column.Extents.Skip(1)], offset);
            offset += layout.Count;
            return (layout, column.Values);
        }).ToList();

        var parts = Enumerable.Range(0, chains).Select(chain =>
        {
            var values = new double[count * offset];
            for (var draw = 0; draw < count; draw++)
            {
                foreach (var (layout, all) in quantities)
                {
                    all.AsSpan(((chain * count) + draw) * layout.Count, layout.Count).CopyTo(values.AsSpan((draw * offset) + layout.Offset));
                }
            }

            double Of(int statistic, int draw) => statistics[statistic][(chain * count) + draw];
            return (values, Enumerable.Range(0, count).Select(d =>
                new TransitionStatistics(Of(1, d), Of(2, d), (int)Of(3, d), (int)Of(4, d), Of(5, d) != 0, Of(6, d) != 0, Of(7, d), Of(0, d))).ToArray());
        }).ToList();
        var seed = ulong.Parse(metadata["seed"], CultureInfo.InvariantCulture);
        return new RunDraws(metadata["model"], int.Parse(metadata["warmup"], CultureInfo.InvariantCulture), Draws.Of(offset, seed, parts), [.. quantities.Select(q => q.layout)]);
    }

    private static async Task<(IReadOnlyDictionary<string, string> Metadata, List<string> Order)> MetadataOf(string path)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        return reader.CustomMetadata is { } metadata && metadata.ContainsKey("seed") && metadata.ContainsKey("model") && metadata.ContainsKey("warmup")
            ? (metadata, [.. reader.Schema.Fields.Select(field => field.Name)])
            : throw new DataException("SLT0707", $"{path} does not say which run its draws are of");
    }

    private static async Task WriteAsync(Stream stream, RunDraws run)
    {
        // A list of no elements has no column: it holds nothing to read back.
        var layouts = run.Layouts.Where(layout => layout.Count > 0).ToList();
        var scalars = new[] { new DataField<int>(Chain), new DataField<int>(Draw) }.Concat<Field>(Statistics.Select(s => new DataField<double>(s.Name)));
        var schema = new ParquetSchema([.. scalars, .. layouts.Select(FieldOf)]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        writer.CustomMetadata = new Dictionary<string, string>
        {
            ["model"] = run.Model,
            ["seed"] = run.Draws.Seed.ToString(CultureInfo.InvariantCulture),
            ["warmup"] = run.WarmUp.ToString(CultureInfo.InvariantCulture),
        };
        for (var chain = 0; chain < run.Draws.Chains; chain++)
        {
            using var group = writer.CreateRowGroup();
            await WriteChain(group, schema, run, layouts, chain);
            group.CompleteValidate();
        }
    }

    private static async Task WriteChain(ParquetRowGroupWriter group, ParquetSchema schema, RunDraws run, List<ValueLayout> layouts, int chain)
    {
        var (fields, count) = (schema.GetDataFields(), run.Draws.Count);
        await group.WriteAsync<int>(fields[0], Enumerable.Repeat(chain + 1, count).ToArray());
        await group.WriteAsync<int>(fields[1], Enumerable.Range(1, count).ToArray());
        for (var i = 0; i < Statistics.Length; i++)
        {
            await group.WriteAsync<double>(fields[2 + i], Enumerable.Range(0, count).Select(draw => Statistics[i].Value(run.Draws.Statistics(chain, draw))).ToArray());
        }

        for (var i = 0; i < layouts.Count; i++)
        {
            var (layout, field) = (layouts[i], fields[2 + Statistics.Length + i]);
            var values = new double[count * layout.Count];
            for (var draw = 0; draw < count; draw++)
            {
                run.Draws[chain, draw].Slice(layout.Offset, layout.Count).CopyTo(values.AsSpan(draw * layout.Count));
            }

            if (layout.Extents.Count == 0)
            {
                await group.WriteAsync<double>(field, values);
            }
            else
            {
                var definitions = Enumerable.Repeat(field.MaxDefinitionLevel, values.Length).ToArray();
                await group.WriteAllPartsAsync<double>(field, values, definitions, Repetitions(layout, count), CancellationToken.None);
            }
        }
    }

    /// <summary>At level 0 a new draw begins, at level r a new element of axis r.</summary>
    private static int[] Repetitions(ValueLayout layout, int count)
    {
        var levels = new int[count * layout.Count];
        for (var i = 0; i < levels.Length; i++)
        {
            var (level, stride) = (layout.Extents.Count, 1);
            for (; level > 0 && i % (stride * layout.Extents[level - 1]) == 0; level--)
            {
                stride *= layout.Extents[level - 1];
            }

            levels[i] = level;
        }

        return levels;
    }

    private static Field FieldOf(ValueLayout layout)
    {
        Field field = new DataField<double>(layout.Extents.Count == 0 ? layout.Name : "element");
        for (var axis = layout.Extents.Count; axis > 0; axis--)
        {
            field = new ListField(axis == 1 ? layout.Name : "element", field);
        }

        return field;
    }
}
