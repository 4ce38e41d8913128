using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SltDsl.Runtime;

namespace SltDsl.Files.Tests;

public sealed class RunFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slt-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Three draws of two chains of numbers, a vector, a matrix and an array of matrices: value = chain·10000 + draw·100 + element.</summary>
    private static RunDraws Run()
    {
        ValueLayout[] layouts = [new("theta", [3], 0), new("mu", [], 3), new("W", [2, 3], 4), new("nothing", [0], 10), new("cube", [2, 1, 2], 10), new("draw", [], 14)];
        var chains = Enumerable.Range(0, 2).Select(chain => (
            Enumerable.Range(0, 3).SelectMany(draw => Enumerable.Range(0, 15).Select(e => (chain * 10000.0) + (draw * 100) + e)).ToArray(),
            Enumerable.Range(0, 3).Select(draw => new TransitionStatistics(0.5 + (0.1 * draw), 0.25, 3, 7, draw == 1, draw == 2, 12.5, -chain)).ToArray())).ToList();
        return new RunDraws("Shapes", 17, Draws.Of(15, 42, chains), layouts);
    }

    [Fact]
    public void Parquet_gives_back_what_was_written_and_the_same_bytes_each_time()
    {
        var run = Run();
        var path = Path.Combine(_folder, "draws.parquet");
        using (var stream = File.Create(path))
        {
            DrawsParquet.Write(stream, run);
        }

        using var again = new MemoryStream();
        DrawsParquet.Write(again, run);
        Assert.Equal(File.ReadAllBytes(path), again.ToArray());

        var back = DrawsParquet.Read(path);
        Assert.Equal(("Shapes", 17, 42UL, 3), (back.Model, back.WarmUp, back.Draws.Seed, back.Draws.Count));
        Assert.Equal(["theta", "mu", "W", "cube", "draw"], back.Layouts.Select(l => l.Name));
        Assert.Equal([2, 1, 2], back.Layouts[3].Extents);
        for (var chain = 0; chain < 2; chain++)
        {
            for (var draw = 0; draw < 3; draw++)
            {
                Assert.Equal(run.Draws[chain, draw].ToArray(), back.Draws[chain, draw].ToArray());
                Assert.Equal(run.Draws.Statistics(chain, draw), back.Draws.Statistics(chain, draw));
            }
        }
    }

    [Fact]
    public void A_file_of_rows_is_not_one_of_draws()
    {
        var rows = Path.Combine(AppContext.BaseDirectory, "Files", "rows.parquet");
        Assert.Equal("SLT0707", Assert.Throws<DataException>(() => DrawsParquet.Read(rows)).Code);
    }

    /// <summary>Every array of the tree, read as the specification of Zarr v2 says: keys of the metadata, chunk grid, little-endian C order.</summary>
    [Fact]
    public void A_Zarr_tree_follows_the_specification()
    {
        var store = Path.Combine(_folder, "idata.zarr");
        var run = Run();
        InferenceData.Write(store, run, Groups(run));
        Assert.Equal(["constant_data", "log_likelihood", "observed_data", "posterior", "posterior_predictive", "prior", "prior_predictive", "sample_stats"], Directory.GetDirectories(store).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
        foreach (var group in Directory.GetDirectories(store).Append(store))
        {
            Assert.Equal(2, Json(Path.Combine(group, ".zgroup")).GetProperty("zarr_format").GetInt32());
            if (group != store)
            {
                var attributes = Json(Path.Combine(group, ".zattrs"));
                Assert.Equal(("SltDsl", "7.0"), (attributes.GetProperty("inference_library").GetString(), attributes.GetProperty("inference_library_version").GetString()));
                AssertNamesOfVariablesAndDimensions(group);
            }
        }

        var (shape, w) = ReadArray(Path.Combine(store, "posterior", "W"));
        Assert.Equal([2, 3, 2, 3], shape);
        Assert.Equal(10000 + 200 + 4 + 5, w[^1]); // chain 2, draw 3, element [2, 3]
        Assert.Equal(100 + 4 + 3, w[(1 * 6) + 3]);  // chain 1, draw 2, element [2, 1]
        Assert.Equal(["chain", "draw", "H", "M"], Axes(Path.Combine(store, "posterior", "W")));
        Assert.Equal(["chain", "draw", "cube_dim_0", "cube_dim_1", "cube_dim_2"], Axes(Path.Combine(store, "posterior", "cube")));
        Assert.Equal([0.0, 1, 2], ReadArray(Path.Combine(store, "posterior", "draw")).Values);
        Assert.Equal([1.0, 2, 3], ReadArray(Path.Combine(store, "posterior", "M")).Values);
        Assert.Equal("<U4", Json(Path.Combine(store, "posterior", "H", ".zarray")).GetProperty("dtype").GetString());
        Assert.Equal("left😀\0\0\0", Encoding.UTF32.GetString(File.ReadAllBytes(Path.Combine(store, "posterior", "H", "0"))));
        Assert.Equal([1, 1, 3], ReadArray(Path.Combine(store, "prior", "theta")).Shape);
        Assert.Equal([2, 3], ReadArray(Path.Combine(store, "posterior", "draw_")).Shape); // a quantity called `draw` beside the axis
        Assert.Equal([1, 1, 2], ReadArray(Path.Combine(store, "prior_predictive", "y")).Shape);
        Assert.Equal([5.0, 6], ReadArray(Path.Combine(store, "constant_data", "scale")).Values);
        Assert.Equal([0.0, 1, 0, 0, 1, 0], ReadArray(Path.Combine(store, "sample_stats", "diverging")).Values);
        Assert.Equal([2, 3, 2], ReadArray(Path.Combine(store, "log_likelihood", "y")).Shape);
        Assert.Equal([7.0, 8], ReadArray(Path.Combine(store, "observed_data", "y")).Values);
        Assert.Equal([1.0, 3, 2, 4], ReadArray(Path.Combine(store, "constant_data", "x")).Values); // by row
        var consolidated = Json(Path.Combine(store, ".zmetadata"));
        Assert.Equal(1, consolidated.GetProperty("zarr_consolidated_format").GetInt32());
        Assert.Equal(Directory.GetFiles(store, ".z*", SearchOption.AllDirectories).Length - 1, consolidated.GetProperty("metadata").EnumerateObject().Count());
    }

    /// <summary>
    /// The same through the reference implementation, where it is installed (Debian's python3-zarr and python3-xarray), by the calls of
    /// <c>arviz.from_zarr</c>: every group of the store as an xarray data set, loaded.
    /// </summary>
    [SkippableFact]
    public void The_reference_implementation_reads_the_tree()
    {
        const string python = "/usr/bin/python3";
        Skip.IfNot(File.Exists(python) && RunPython(python, "import zarr, xarray") == "", "python3-zarr and python3-xarray are not installed");
        var store = Path.Combine(_folder, "idata.zarr");
        var run = Run();
        InferenceData.Write(store, run, Groups(run));
        const string script = """
            import sys, zarr, xarray
            groups = {}
            for name, _ in zarr.open(sys.argv[1], mode="r").groups():
                with xarray.open_zarr(store=sys.argv[1], group=name) as data:
                    groups[name] = data.load()
            posterior, prior = groups["posterior"], groups["prior"]
            print(*sorted(groups))
            print(dict(posterior.W.sizes), posterior.W.sel(chain=1, draw=2, H="😀", M=3).item(), posterior.nothing.shape, list(posterior.data_vars))
            print(groups["sample_stats"].diverging.dtype, posterior.chain.values.tolist(), posterior.H.values.tolist(), list(prior.data_vars) == list(posterior.data_vars), dict(groups["prior_predictive"].y.sizes))
            print(groups["log_likelihood"].y.dims, groups["observed_data"].y.values.tolist(), groups["constant_data"].x.values.tolist(), groups["constant_data"].scale.dims)
            """;
        Assert.Equal(
            """
            constant_data log_likelihood observed_data posterior posterior_predictive prior prior_predictive sample_stats
            {'chain': 2, 'draw': 3, 'H': 2, 'M': 3} 10209.0 (2, 3, 0) ['W', 'cube', 'draw_', 'mu', 'nothing', 'theta']
            bool [0, 1] ['left', '😀'] True {'chain': 1, 'draw': 1, 'row': 2}
            ('chain', 'draw', 'row') [7.0, 8.0] [[1.0, 3.0], [2.0, 4.0]] ('scale_dim_0',)

            """,
            RunPython(python, script, store));
    }

    private static InferenceGroups Groups(RunDraws run)
    {
        var rows = new Dataset(2, [[1, 2, 3, 4], [7, 8]]);
        return new InferenceGroups
        {
            Data = new InferenceRows([new("x", [2], 0), new("y", [], 2)], [false, true], rows) { Shared = [(new("scale", [2], 0), [5, 6])] },
            LogLikelihood = [.. Enumerable.Range(0, 6).Select(draw => new[] { -1.0 - draw, -2.0 - draw })],
            Predictive = [.. Enumerable.Repeat(rows, 6)],
            Prior = run with { Draws = Draws.Of(15, 42, [(new double[15], new TransitionStatistics[1])]) },
            PriorPredictive = [rows],
            Axes = name => name == "W" ? ["H", "M"] : null,
            Labels = axis => axis == "H" ? ["left", "😀"] : null,
            Version = "7.0",
        };
    }

    /// <summary>The schema: every dimension has a coordinate, and no variable shares its name with a dimension.</summary>
    private static void AssertNamesOfVariablesAndDimensions(string group)
    {
        var arrays = Directory.GetDirectories(group).ToDictionary(path => Path.GetFileName(path), path => Axes(path).ToList());
        foreach (var dimension in arrays.Values.SelectMany(axes => axes).Distinct())
        {
            Assert.Equal([dimension], arrays[dimension!]);
        }
    }

    private static string RunPython(string python, string script, params string[] more)
    {
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", script, .. more]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Result : error.Result;
    }

    private static JsonElement Json(string path) => JsonElement.Parse(File.ReadAllText(path));

    private static IEnumerable<string?> Axes(string array) => Json(Path.Combine(array, ".zattrs")).GetProperty("_ARRAY_DIMENSIONS").EnumerateArray().Select(a => a.GetString());

    private static (int[] Shape, double[] Values) ReadArray(string path)
    {
        var metadata = Json(Path.Combine(path, ".zarray"));
        Assert.Equal(["chunks", "compressor", "dtype", "fill_value", "filters", "order", "shape", "zarr_format"], metadata.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal((2, "C", JsonValueKind.Null), (metadata.GetProperty("zarr_format").GetInt32(), metadata.GetProperty("order").GetString(), metadata.GetProperty("compressor").ValueKind));
        int[] shape = [.. metadata.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
        int[] chunks = [.. metadata.GetProperty("chunks").EnumerateArray().Select(e => e.GetInt32())];
        Assert.Equal(shape[1..], chunks[1..]); // only the first axis is cut, so that chunks follow one another
        var bytes = Enumerable.Range(0, shape[0] / chunks[0])
            .SelectMany(i => File.ReadAllBytes(Path.Combine(path, string.Join('.', shape.Select((_, axis) => axis == 0 ? i : 0))))).ToArray();
        double[] values = metadata.GetProperty("dtype").GetString() switch
        {
            "<f8" => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            "<i8" => [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(v => (double)v)],
            _ => [.. bytes.Select(b => (double)b)],
        };
        Assert.Equal(shape.Aggregate(1, (product, extent) => product * extent), values.Length);
        return (shape, values);
    }

    [Fact]
    public void A_torn_checkpoint_leaves_the_one_before()
    {
        var path = Path.Combine(_folder, "checkpoints");
        var checkpoints = new CheckpointFolder(path, TimeSpan.Zero);
        Assert.Null(checkpoints.Load(0));
        checkpoints.Save(0, new ChainCheckpoint([1, 2, 3], 1, [9]));
        checkpoints.Save(0, new ChainCheckpoint([4, 5, 6], 2, [8, 8]));

        // A process that is killed while it writes leaves draws beyond the state, and a state that has no name yet.
        File.AppendAllText(Path.Combine(path, "chain-1.draws"), "torn");
        File.WriteAllText(Path.Combine(path, "chain-1.state.part"), "half");
        var after = new CheckpointFolder(path, TimeSpan.Zero);
        var loaded = after.Load(0)!;
        Assert.Equal([1, 2, 3, 4, 5, 6], loaded.Records);
        Assert.Equal([8, 8], loaded.State);
        Assert.Equal(2, loaded.RecordCount);
        after.Save(0, new ChainCheckpoint([7], 3, [7]));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], new CheckpointFolder(path, TimeSpan.Zero).Load(0)!.Records);

        var state = Path.Combine(path, "chain-1.state");
        File.WriteAllBytes(state, [.. File.ReadAllBytes(state).SkipLast(1), 0]);
        Assert.Null(new CheckpointFolder(path, TimeSpan.Zero).Load(0));
    }
}
