using SltDsl.CodeGen.Emit;
using SltDsl.Graph;
using SltDsl.Language.Model;
using static SltDsl.CodeGen.Emit.Identifiers;

namespace SltDsl.CodeGen.Simulation;

/// <summary>The members that draw: of the evaluator, and what the model says about its truths.</summary>
internal sealed class SimulationMembers(ModelLayout layout, LineDirectives places)
{
    private readonly SimulationKernels _kernels = new(layout);

    /// <summary>Writes the evaluator's methods.</summary>
    public void WriteEvaluator(CodeWriter writer, ScratchFields scratch)
    {
        var printer = new KernelPrinter(layout, scratch, places);
        var truths = layout.Graph.Truths;
        Print(_kernels.Prior(), printer, writer);
        Print(_kernels.Inputs("DrawInputs", null), printer, writer);
        Print(_kernels.Observations("DrawObservations", null), printer, writer);
        for (var n = 0; n < truths.Count; n++)
        {
            if (truths[n].Inputs.Count > 0)
            {
                Print(_kernels.Inputs($"DrawInputs{n}", truths[n]), printer, writer);
            }

            if (!truths[n].Declaration.IsRealisable)
            {
                Print(_kernels.Observations($"DrawObservations{n}", truths[n]), printer, writer);
            }
        }

        Choice(writer, "public override void DrawInputs(int truth, Dataset data, ref SltRandom random)", "DrawInputs", "data, ref random", t => t.Inputs.Count > 0);
        Choice(
            writer, "public override void DrawObservations(int truth, ReadOnlySpan<double> values, Dataset data, ref SltRandom random)", "DrawObservations",
            "values, data, ref random", t => !t.Declaration.IsRealisable);
        TruthValues(writer, scratch);
    }

    /// <summary>Writes the model's methods.</summary>
    public void WriteModel(CodeWriter writer, string className)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override CompiledModel With(ModelArguments arguments) => new {className}(arguments);");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override IReadOnlyList<(string Size, long Value)> SizesOf(int truth) => truth switch", "};"))
        {
            for (var n = 0; n < layout.Graph.Truths.Count; n++)
            {
                var sizes = layout.Graph.Truths[n].Sizes;
                if (sizes.Count > 0)
                {
                    writer.Line($"{n} => [{string.Join(", ", sizes.Select(s => $"({Quote(s.Size.Name)}, {s.Value})"))}],");
                }
            }

            writer.Line("_ => [],");
        }
    }

    private static void Print(SimulationKernels.Result result, KernelPrinter printer, CodeWriter writer)
    {
        writer.Line();
        if (result.Kernel is { } kernel)
        {
            printer.Print(kernel, writer);
            return;
        }

        writer.Summary(Documentation(result.Summary));
        writer.Line($"{result.Signature} => throw new NotSupportedException({Quote($"Cannot draw: {result.Reason}.")});");
    }

    private void Choice(CodeWriter writer, string signature, string method, string arguments, Func<Truth, bool> hasOwn)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block(signature))
        {
            for (var n = 0; n < layout.Graph.Truths.Count; n++)
            {
                if (hasOwn(layout.Graph.Truths[n]))
                {
                    using (writer.Block($"if (truth == {n})"))
                    {
                        writer.Line($"{method}{n}({arguments});");
                        writer.Line("return;");
                    }

                    writer.Line();
                }
            }

            writer.Line($"{method}({arguments});");
        }
    }

    private void TruthValues(CodeWriter writer, ScratchFields scratch)
    {
        var printer = new KernelPrinter(layout, scratch, places);
        var builder = new KernelBuilder(layout);
        var truths = layout.Graph.Truths;
        var realisable = Enumerable.Range(0, truths.Count).Where(n => truths[n].Declaration.IsRealisable).ToArray();
        foreach (var n in realisable)
        {
            var tensors = layout.Graph.Parameters.Select(p => truths[n].Parameters.FirstOrDefault(v => v.Name == p.Leaf.Name)?.Tensor).Where(t => t is not null);
            writer.Line();
            printer.Print(
                builder.Values(
                    $"The parameters' values at {truths[n].Declaration.Name}, at its own sizes.", $"private void TruthValues{n}(Span<double> values)",
                    ["values"], tensors!, "values"),
                writer);
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("public override void TruthValues(int truth, Span<double> values)"))
        {
            using (writer.Block("switch (truth)"))
            {
                foreach (var n in realisable)
                {
                    writer.Line($"case {n}:");
                    writer.Line($"    TruthValues{n}(values);");
                    writer.Line("    break;");
                }

                writer.Line("default:");
                writer.Line("    throw new ArgumentOutOfRangeException(nameof(truth));");
            }
        }
    }
}
