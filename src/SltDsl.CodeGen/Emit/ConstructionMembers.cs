using SltDsl.CodeGen.CoordinateMaps;
using SltDsl.CodeGen.Programs;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.CodeGen.Emit.Identifiers;

namespace SltDsl.CodeGen.Emit;

/// <summary>The fields of a model and the constructor that fills them.</summary>
internal sealed class ConstructionMembers(
    ModelLayout layout, LineDirectives places, DerivedQuantities derived, string className, EquatableArray<Requirement> requirements)
{
    public void Write(CodeWriter writer)
    {
        foreach (var data in layout.FromRows)
        {
            layout.FieldOf(data.Tensor);
        }

        var builder = new KernelBuilder(layout);
        var fromRows = layout.FromRows.Count == 0 ? null : builder.FromRows();
        var precomputation = layout.Precomputed.Count == 0 ? null : builder.Precomputation();
        Fields(writer);
        writer.Summary("A model of these arguments.");
        using (writer.Block($"private {className}(ModelArguments arguments) : base(arguments)"))
        {
            Fill(writer);
            FillFromRows(writer);
            if (precomputation is not null)
            {
                writer.Line("Precompute();");
            }

            Check(writer);
            LayOut(writer);
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override IReadOnlyList<int> CoordinateCounts { get; }");
        writer.Line();
        new ColumnBounds(layout).Write(writer);
        foreach (var kernel in new[] { fromRows, precomputation }.OfType<Kernel>())
        {
            new KernelPrinter(layout, null, places).Print(kernel, writer);
            writer.Line();
        }
    }

    // From the rows where there are some, else as they are given.
    private void FillFromRows(CodeWriter writer)
    {
        if (layout.FromRows.Count == 0)
        {
            return;
        }

        using (writer.Block("if (arguments.Rows is { } rows)"))
        {
            writer.Line("FromRows(rows);");
            foreach (var data in layout.FromRows)
            {
                var field = layout.FieldOf(data.Tensor);
                writer.Line($"CheckFromRows({Quote(data.Name)}, {(field.IsScalar ? $"[{field.Name}]" : field.Name)});");
            }
        }

        using (writer.Block("else"))
        {
            foreach (var (data, number) in layout.FromRows.Select((d, n) => (d, n + layout.SharedData.Count)))
            {
                var field = layout.FieldOf(data.Tensor);
                writer.Line(field.IsScalar
                    ? $"{field.Name} = arguments.Computed({number}, {Quote(data.Name)})[0];"
                    : $"arguments.Computed({number}, {Quote(data.Name)}).CopyTo({field.Name}, 0);");
            }
        }

        writer.Line();
    }

    private void Fields(CodeWriter writer)
    {
        foreach (var (_, field) in layout.SizeFields)
        {
            writer.Line($"private readonly int {field};");
        }

        foreach (var (_, field) in layout.HyperFields)
        {
            writer.Line($"private readonly double {field};");
        }

        foreach (var (tensor, buffer) in layout.Fields.Where(f => f.Tensor is not Leaf { Symbol.Kind: SymbolKind.Hyper }))
        {
            var isComputed = tensor is not Leaf;
            writer.Line($"private {(isComputed && buffer.IsScalar ? "" : "readonly ")}{(buffer.IsScalar ? "double" : "double[]")} {buffer.Name};");
        }

        writer.Line();
    }

    private void Fill(CodeWriter writer)
    {
        foreach (var (name, field) in layout.SizeFields)
        {
            writer.Line($"{field} = arguments.Size({Quote(name)});");
        }

        foreach (var (hyper, field) in layout.HyperFields)
        {
            writer.Line($"{field} = arguments.Hypers[{Quote(hyper.Symbol.Name)}];");
        }

        var sizes = layout.SizePrinter("");
        foreach (var (tensor, buffer) in layout.Fields)
        {
            if (tensor is not Leaf && !buffer.IsScalar)
            {
                writer.Line($"{buffer.Name} = new double[checked({sizes.Print(buffer.Count)})];");
            }
            else if (tensor is Leaf { Symbol.Kind: SymbolKind.Data } leaf)
            {
                var number = layout.SharedData.IndexOf(d => d.Symbol.Equals(leaf.Symbol));
                writer.Line($"{buffer.Name} = arguments.Shared.Columns[{number}]{(buffer.IsScalar ? "[0]" : "")};");
            }
        }
    }

    private void Check(CodeWriter writer)
    {
        var memory = layout.MemoryFor(requirements.Select(r => r.Condition), withGradient: false);
        foreach (var requirement in requirements)
        {
            var buffer = memory.BufferOf(requirement.Condition);
            var source = layout.Graph.Model.Source;
            var place = source.PositionOf(Math.Min(requirement.Span.Start, source.Text.Length));
            using (writer.Block($"if ({buffer.Name}{(buffer.IsScalar ? "" : "[0]")} == 0)"))
            {
                writer.Line($"throw new ModelException({Quote($"{source.Path}:{place}: {requirement.Message}")});");
            }

            writer.Line();
        }
    }

    private void LayOut(CodeWriter writer)
    {
        var sizes = layout.SizePrinter("");
        string Extents(EquatableArray<Scalar> extents) => extents.Count == 0 ? "[]" : $"[{string.Join(", ", extents.Select(sizes.Print))}]";
        string Blocks(IEnumerable<(string Name, Tensor Tensor)> blocks) =>
            string.Join(", ", blocks.Select(b => $"({Quote(b.Name)}, {Extents(b.Tensor.Extents)}, {(b.Tensor.ElementKind == ElementKind.Real ? "false" : "true")})"));
        writer.Line($"Parameters = LayOut({Blocks(layout.Graph.Parameters.Select(p => (p.Leaf.Name, (Tensor)p.Leaf)))});");
        writer.Line($"Derived = LayOut({Blocks(derived.Fixed.Select(q => (q.Name, q.Value)))});");
        if (derived.StageCount > 1)
        {
            string Quantity(DerivedQuantities.Quantity q) =>
                $"new({Quote(q.Name)}, {Extents(q.Value.Extents)}, {(q.Value.ElementKind == ElementKind.Real ? "false" : "true")}, {(q.IsPerRow ? "true" : "false")}, {(q.IsShown ? "true" : "false")})";
            writer.Line($"RowQuantities = [{string.Join(", ", derived.Totals.Concat(derived.PerRow).Select(Quantity))}];");
        }

        writer.Line($"Columns = LayOut({Blocks(layout.Columns.Select(c => (c.Name, (Tensor)c)))});");
        writer.Line($"Dimension = checked({sizes.Print(layout.Natural.Dimension)});");
        writer.Line($"UnconstrainedDimension = checked({sizes.Print(layout.Unconstrained.Dimension)});");
        writer.Line($"CoordinateCounts = [{string.Join(", ", layout.Unconstrained.Blocks.Select(b => sizes.Print(b.Count)))}];");
    }
}
