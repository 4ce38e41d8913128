using System.Diagnostics;
using System.Globalization;
using SltDsl.Files;
using SltDsl.Runtime;
using SltDsl.SamplingBenchmarks;

// Smallest bulk ESS a CPU second of NUTS with default settings, warm-up included and start-up not: the median over seeds.
// dotnet run -c Release --project benchmarks/SltDsl.SamplingBenchmarks [-- SEEDS [MODEL]]
var seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
if (ReferencePosteriors.Find() is not { } root)
{
    Console.Error.WriteLine("posteriordb's data are not in ../shared/reference/posteriors");
    return 1;
}

var factories = typeof(ReferencePosteriors).Assembly.GetTypes()
    .Where(type => !type.IsAbstract && typeof(ISltModelFactory).IsAssignableFrom(type))
    .Select(type => (ISltModelFactory)Activator.CreateInstance(type, nonPublic: true)!)
    .ToDictionary(factory => factory.Info.Name);
var ratios = new List<double>();
Console.WriteLine("| posterior | min bulk ESS | CPU s | ESS a CPU s | Stan 2.32 | ratio |\n|---|---|---|---|---|---|");
foreach (var posterior in ReferencePosteriors.All.Where(p => args.Length < 2 || p.Model == args[1]))
{
    var file = DataReader.Read(Path.Combine(root, posterior.Folder, "data.json"));
    var model = factories[posterior.Model].Create(file);
    var density = model.Posterior(model.Load(file));
    _ = Nuts.Sample(density, chains: 1, draws: 200, seed: 99, options: new NutsOptions { WarmUp = 300, Threads = 1 });
    var runs = Enumerable.Range(1, seeds).Select(seed => Measure(model, density, (ulong)seed)).OrderBy(run => run.Size / run.Seconds).ToList();
    var (size, seconds) = runs[runs.Count / 2];
    var ratio = size / seconds / posterior.Stan;
    ratios.Add(ratio);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {posterior.Model} | {size:0} | {seconds:0.000} | {size / seconds:0} | {posterior.Stan:0} | {ratio:0.0} |"));
}

if (ratios.Count > 0)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nSmallest ratio {ratios.Min():0.0}, geometric mean {Math.Exp(ratios.Average(Math.Log)):0.0}"));
}

return 0;

static (double Size, double Seconds) Measure(ISltModel model, ILogDensity density, ulong seed)
{
    using var process = Process.GetCurrentProcess();
    var before = process.TotalProcessorTime;
    var draws = Nuts.Sample(density, seed: seed, options: new NutsOptions { Threads = 1 });
    process.Refresh();
    var seconds = (process.TotalProcessorTime - before).TotalSeconds;
    var values = model.Parameters.Sum(p => p.Count);
    var natural = draws.Map(values, (point, v) => model.ToValues(point, Coordinates.Unconstrained, v));
    var sizes = Enumerable.Range(0, values).Select(i => EffectiveSampleSize.Bulk(natural.Coordinate(i))).Where(double.IsFinite);
    return (sizes.Min(), seconds);
}
