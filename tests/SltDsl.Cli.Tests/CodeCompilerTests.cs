using System.Runtime.CompilerServices;
using SltDsl.Cli.Compilation;

namespace SltDsl.Cli.Tests;

public sealed class CodeCompilerTests
{
    private const string Factory = """
        using System;
        using System.Collections.Generic;
        using SltDsl.Runtime;
        internal sealed class Factory : ISltModelFactory
        {
            public ModelInfo Info { get; } = new("M", "m.slt", new ParameterInfo[0], new SizeInfo[0], new HyperInfo[0], new TruthInfo[0], new string[0]);
            public ISltModel Create(DataFile? file = null, IReadOnlyDictionary<string, long>? sizes = null, IReadOnlyDictionary<string, double>? hypers = null) =>
                throw new ModelException($"no {Math.Sqrt(4)}");
        }
        """;

    [Fact]
    public void Code_is_compiled_loaded_and_unloaded_again()
    {
        var context = LoadAndForget();
        for (var i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    [Fact]
    public void Code_that_does_not_compile_names_the_first_error()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => CodeCompiler.Compile("class A : Missing {}", "M"));
        Assert.Contains("CS0246", failure.Message);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndForget()
    {
        using var model = LoadedModel.Load(CodeCompiler.Compile(Factory, "M"));
        Assert.Equal("M", model.Factory.Info.Name);
        return new WeakReference(model.Factory);
    }
}
