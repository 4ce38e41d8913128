using SltDsl.CodeGen.CoordinateMaps;
using SltDsl.CodeGen.Differentiation;
using SltDsl.CodeGen.Optimisation;
using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Emit;

/// <summary>Makes the methods of a model's evaluator: programs, their forward and reverse sweeps.</summary>
internal sealed partial class KernelBuilder(ModelLayout layout)
{
    /// <summary>log φ(w).</summary>
    public IEnumerable<Kernel> Prior()
    {
        var terms = layout.Graph.LogPrior.Select(t => t.Value).ToArray();
        yield return Forward(
            "log φ(w).", "public override double LogPrior(ReadOnlySpan<double> values)", ["values"], terms);
        yield return Gradient(
            "log φ(w) with its gradient.",
            "public override double LogPriorAndGradient(ReadOnlySpan<double> values, Span<double> adjoints)",
            ["values", "adjoints"], null, terms);
    }

    /// <summary>log p(data | w).</summary>
    public IEnumerable<Kernel> Likelihood()
    {
        var statistics = StatisticsOf("LogLikelihood", layout.Graph.Observations.Select(o => o.LogDensity), layout.Columns);
        var products = new RowProducts();
        var terms = new ParameterHoisting(products).Rewrite([.. layout.Graph.Observations.Select(o => o.LogDensity)]);
        var skipped = SkippedColumn(layout);
        return
        [
            Forward(
                "log p(data | w), and of each row where asked.",
                "public override double LogLikelihood(ReadOnlySpan<double> values, Dataset data, Span<double> pointwise)",
                ["values", "data", "pointwise"], terms, skipped, use: statistics?.Use(["values", "data"], "pointwise.IsEmpty && "), products: products),
            Gradient(
                "log p(data | w) with its gradient, which counts weight times.",
                "public override double LogLikelihoodAndGradient(ReadOnlySpan<double> values, Dataset data, double weight, Span<double> adjoints)",
                ["values", "data", "weight", "adjoints"], "weight", terms, skipped, use: statistics?.UseForGradient(), products: products),
            .. statistics is null ? [] : FromStatistics(statistics, skipped),
        ];
    }

    /// <summary>Values of the points of a coordinate system, and the way back of gradients.</summary>
    /// <param name="system">The system.</param>
    /// <param name="name">Its name in the methods' names.</param>
    public IEnumerable<Kernel> Coordinates(CoordinateSystem system, string name)
    {
        // Both methods share the working memory: the way back starts from what the way there has stored.
        var (program, memory, result) = Maps(system);
        var scope = ScopeOf(program);
        new ForwardSweep(keepsMarks: false).Write(program.Root, scope);
        scope.Add(new Return(result));
        yield return Made(
            $"Values of {name.ToLowerInvariant()} coordinates.",
            $"public override double From{name}(ReadOnlySpan<double> point, Span<double> values)",
            ["point", "values"], program, scope, memory);

        // A natural point that has a value at all has no Jacobian to differentiate.
        var hasWeight = name == "Unconstrained";
        var weight = program.Argument("weight");
        scope = ScopeOf(program);
        new ForwardSweep(keepsMarks: true) { IsAgain = true }.Write(program.Root, scope);
        Clear(memory, scope, isRow: false);
        var reverse = ReverseOf(program);
        if (hasWeight)
        {
            reverse.Contribute(result, weight, scope);
        }

        reverse.Write(program.Root, scope);
        var argument = hasWeight ? "double weight, " : "";
        yield return Made(
            $"The gradient by {name.ToLowerInvariant()} coordinates.",
            $"public override void PullBack{name}(ReadOnlySpan<double> point, ReadOnlySpan<double> values, {argument}Span<double> adjoints, Span<double> gradient)",
            ["point", "values", "weight", "adjoints", "gradient"], program, scope, memory, (weight, "weight"));
    }

    /// <summary>Coordinates of values.</summary>
    public Kernel Inverse(CoordinateSystem system, string name)
    {
        var memory = layout.MemoryFor(system.Blocks.Select(b => b.Inverse), withGradient: false);
        var program = new ProgramBuilder(memory);
        var offset = (Scalar)0;
        foreach (var block in system.Blocks)
        {
            memory.Place(block.Inverse, ModelLayout.Values(block.Inverse, "point", offset, null));
            program.Compute(block.Inverse);
            offset += block.Count;
        }

        return Forward(
            $"{name} coordinates of values.", $"public override void To{name}(ReadOnlySpan<double> values, Span<double> point)", ["values", "point"], program, memory, null);
    }

    /// <summary>The mean divergence from a truth.</summary>
    public IEnumerable<Kernel> Energy(MeanDivergence divergence, int truth)
    {
        var products = new RowProducts();
        var terms = new ParameterHoisting(products).Rewrite([divergence.Term]);
        IReadOnlyList<Leaf>? columns = divergence.Node is { } node ? [.. layout.Columns, node] : null;
        var statistics = StatisticsOf($"Energy{truth}", [divergence.Term]);
        return
        [
            Forward(
                $"The divergence from truth {truth}, summed over rows.",
                $"private double Energy{truth}(ReadOnlySpan<double> values, Dataset data)",
                ["values", "data"], terms, use: statistics?.Use(["values", "data"]), columns: columns, products: products),
            Gradient(
                $"The divergence from truth {truth}, summed over rows, with its gradient, which counts weight times.",
                $"private double Energy{truth}AndGradient(ReadOnlySpan<double> values, Dataset data, double weight, Span<double> adjoints)",
                ["values", "data", "weight", "adjoints"], "weight", terms, use: statistics?.UseForGradient(), columns: columns, products: products),
            .. statistics is null ? [] : FromStatistics(statistics, null),
        ];
    }

    /// <summary>What is computed when the model is made.</summary>
    public Kernel Precomputation()
    {
        var memory = new TensorMemory(withGradient: false);
        foreach (var (tensor, buffer) in layout.Fields)
        {
            if (tensor is Leaf || layout.IsFromRows(tensor))
            {
                memory.Give(tensor, buffer);
            }
            else
            {
                memory.Place(tensor, buffer);
            }
        }

        var program = new ProgramBuilder(memory);
        foreach (var tensor in layout.Precomputed)
        {
            program.Compute(tensor);
        }

        return Forward("Computes what depends on no parameter.", "private void Precompute()", [], program, memory, null);
    }

    /// <summary>The shared data that columns over all rows give; they are known before all else that is computed.</summary>
    public Kernel FromRows()
    {
        var memory = layout.MemoryOfColumns(layout.FromRows.Select(d => d.Tensor));
        foreach (var data in layout.FromRows)
        {
            memory.Place(data.Tensor, layout.FieldOf(data.Tensor));
        }

        var program = new ProgramBuilder(memory);
        foreach (var data in layout.FromRows)
        {
            program.Compute(data.Tensor);
        }

        return Forward("Computes the shared data that columns over all rows give.", "private void FromRows(Dataset data)", ["data"], program, memory, null);
    }

    /// <summary>Tensors of parameter level or lower, one after another.</summary>
    public Kernel Values(string summary, string signature, IReadOnlyList<string> arguments, IEnumerable<Tensor> tensors, string target)
    {
        var all = tensors.ToArray();
        var memory = layout.MemoryFor(all, withGradient: false);
        var program = new ProgramBuilder(memory);
        var offset = (Scalar)0;
        foreach (var tensor in all)
        {
            offset = Output(program, memory, tensor, target, offset);
        }

        return Forward(summary, signature, arguments, program, memory, null);
    }

    private static Scalar Output(ProgramBuilder program, TensorMemory memory, Tensor tensor, string target, Scalar offset)
    {
        // What is given already, or computed for another, is copied.
        var copy = new DefinitionFactory().Define(tensor.Name, tensor.Extents, (_, i) => tensor[[.. i]]);
        memory.Place(copy, ModelLayout.Values(copy, target, offset, null));
        program.Compute(copy);
        return offset + memory.BufferOf(copy).Count;
    }

    private (ProgramBuilder Program, TensorMemory Memory, Scalar LogJacobian) Maps(CoordinateSystem system)
    {
        var make = new DefinitionFactory();
        var total = system.Blocks.Aggregate((Scalar)0.0, (sum, b) => sum + b.LogJacobian);
        var logJacobian = make.Define("logJacobian", [], (_, _) => total);
        var memory = layout.MemoryFor(system.Blocks.Select(b => (Tensor)b.Value).Append(logJacobian), withGradient: true);
        var (point, values) = ((Scalar)0, (Scalar)0);
        foreach (var block in system.Blocks)
        {
            memory.Give(block.Point, ModelLayout.Values(block.Point, "point", point, "gradient"));
            memory.Place(block.Value, ModelLayout.Values(block.Value, "values", values, "adjoints"));
            point += block.Count;
            values += memory.BufferOf(block.Value).Count;
        }

        var program = new ProgramBuilder(memory);
        foreach (var block in system.Blocks)
        {
            program.Compute(block.Value);
        }

        return (program, memory, program.Compute(logJacobian));
    }

    private Kernel Forward(
        string summary, string signature, IReadOnlyList<string> arguments, IReadOnlyList<Tensor> terms,
        Leaf? skipped = null, UseStatistics? use = null, IReadOnlyList<Leaf>? columns = null, RowProducts? products = null)
    {
        var memory = layout.MemoryFor(terms, withGradient: false, columns, products);
        var program = new ProgramBuilder(memory);
        return Forward(summary, signature, arguments, program, memory, Total.Of(program, terms), skipped, use);
    }

    private Kernel Forward(
        string summary, string signature, IReadOnlyList<string> arguments, ProgramBuilder program, TensorMemory memory, Total? total, Leaf? skipped = null, UseStatistics? use = null)
    {
        var scope = ScopeOf(program);
        if (use is not null)
        {
            scope.Add(use);
        }

        var sweep = new ForwardSweep(keepsMarks: false);
        sweep.Write(program.Root, scope);
        if (total is { PerRow: { } perRow })
        {
            var sum = program.NewLocal("total", ValueKind.Real, false, isMutable: true);
            scope.Declare(sum, total.Once);
            var rows = scope.Inner();
            Skip(rows, memory, skipped, arguments.Contains("pointwise"));
            if (program.Row is not null)
            {
                sweep.Write(program.Row, rows);
            }

            if (arguments.Contains("pointwise"))
            {
                rows.Add(new StorePointwise(perRow));
            }

            rows.Add(new Increase(sum, perRow));
            scope.Add(new RowLoop(rows.Statements));
            scope.Add(new Return(sum));
        }
        else if (total is not null)
        {
            scope.Add(new Return(total.Once));
        }

        return Made(summary, signature, arguments, program, scope, memory);
    }

    private Kernel Gradient(
        string summary, string signature, IReadOnlyList<string> arguments, string? weightName, IReadOnlyList<Tensor> terms,
        Leaf? skipped = null, UseStatistics? use = null, IReadOnlyList<Leaf>? columns = null, RowProducts? products = null)
    {
        var memory = layout.MemoryFor(terms, withGradient: true, columns, products);
        var program = new ProgramBuilder(memory);
        var total = Total.Of(program, terms);
        KeptValues.Choose(program.Root, memory, isRow: false);
        if (program.Row is not null)
        {
            KeptValues.Choose(program.Row, memory, isRow: true);
        }

        var weight = program.Argument("weight");
        var seed = weightName is null ? (Scalar)1.0 : weight;
        var scope = ScopeOf(program);
        if (use is not null)
        {
            scope.Add(use);
        }

        var forward = new ForwardSweep(keepsMarks: true);
        var reverse = ReverseOf(program);
        Clear(memory, scope, isRow: false);
        forward.Write(program.Root, scope);
        var result = total.Once;
        if (total.PerRow is { } perRow)
        {
            var sum = program.NewLocal("total", ValueKind.Real, false, isMutable: true);
            scope.Declare(sum, total.Once);
            reverse.Prepare(scope, program.Row is null ? [perRow] : ReverseSweep.UsedFromOutside(program.Row, perRow));
            var rows = scope.Inner();
            Skip(rows, memory, skipped, isPointwise: false);
            Clear(memory, rows, isRow: true);
            if (program.Row is not null)
            {
                forward.Write(program.Row, rows);
            }

            rows.Add(new Increase(sum, perRow));
            reverse.Contribute(perRow, seed, rows);
            if (program.Row is not null)
            {
                reverse.Write(program.Row, rows);
            }

            scope.Add(new RowLoop(rows.Statements));
            result = sum;
        }

        reverse.Contribute(total.Once, seed, scope);
        reverse.Write(program.Root, scope);
        scope.Add(new Return(result));
        return Made(summary, signature, arguments, program, scope, memory, (weight, "weight"));
    }

    /// <summary>Whether missing observations are understood: where a row has one number that is observed.</summary>
    public static Leaf? SkippedColumn(ModelLayout layout) =>
        layout.Graph.Observations is [{ Declaration.Declares: true, Value: Leaf { Extents.Count: 0 } leaf }] ? leaf : null;

    private static void Skip(StatementScope rows, TensorMemory memory, Leaf? skipped, bool isPointwise)
    {
        if (skipped is not null)
        {
            rows.Add(new SkipMissing(memory.BufferOf(skipped), isPointwise));
        }
    }

    private static void Clear(TensorMemory memory, StatementScope scope, bool isRow)
    {
        foreach (var buffer in memory.Scratch.Where(b => b.IsAdjoint && b.IsRow == isRow))
        {
            scope.Add(new Clear(buffer));
        }
    }

    private static StatementScope ScopeOf(ProgramBuilder program) => new(program.NextId);

    private static ReverseSweep ReverseOf(ProgramBuilder program) => new(program.NextId);

    private static Kernel Made(
        string summary, string signature, IReadOnlyList<string> arguments, ProgramBuilder program, StatementScope scope, TensorMemory memory,
        params (Local, string)[] given) =>
        new(summary, signature, arguments, Cleanup.Clean(new Renumbering(program.NextId).Apply(scope.Statements)), memory.Scratch)
        {
            Given = given.ToDictionary(g => g.Item1, g => g.Item2),
            AllowsLanes = true,
        };

    /// <summary>A sum of terms, of which some are computed once and some for every row.</summary>
    private sealed record Total(Scalar Once, Scalar? PerRow)
    {
        public static Total Of(ProgramBuilder program, IReadOnlyList<Tensor> terms)
        {
            var values = terms.Select(t => (t.Level, Value: program.Compute(t))).ToArray();
            var isData = terms.Any(t => t.Level == Level.Row);
            return new Total(
                program.Sum(values.Where(v => v.Level != Level.Row).Select(v => v.Value), isRow: false),
                isData ? program.Sum(values.Where(v => v.Level == Level.Row).Select(v => v.Value), isRow: true) : null);
        }
    }
}
