using BenchmarkDotNet.Running;
using SltDsl.GradientBenchmarks;

if (args is ["table", ..])
{
    GradientTable.Print(args.Length > 1 ? args[1] : "");
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(GradientTable).Assembly).Run(args);
