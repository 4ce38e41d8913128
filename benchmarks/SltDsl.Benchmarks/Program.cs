using BenchmarkDotNet.Running;
using SltDsl.Algebra;
using SltDsl.Benchmarks;

if (args is ["table", ..])
{
    AlgebraTable.Print(repeats: args.Length > 1 ? int.Parse(args[1]) : 1, filter: args.Length > 2 ? args[2] : "", budget: args.Length > 3 ? long.Parse(args[3]) : RealLogCanonicalThreshold.DefaultBudget);
    return;
}

if (args is ["verify", ..])
{
    AlgebraTable.Verify(args.Length > 1 ? args[1] : "");
    return;
}

if (args is ["analysis", ..])
{
    AnalysisTable.Print(repeats: args.Length > 1 ? int.Parse(args[1]) : 3, filter: args.Length > 2 ? args[2] : "");
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(AlgebraTable).Assembly).Run(args);
