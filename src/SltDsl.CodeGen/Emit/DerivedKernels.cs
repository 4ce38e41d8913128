using SltDsl.CodeGen.Differentiation;
using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Simulation;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Emit;

/// <summary>The methods that compute derived quantities and draw predictions.</summary>
internal sealed class DerivedKernels(ModelLayout layout, DerivedQuantities derived)
{
    private const string Arguments = "ref SltRandom random, Span<double> derived";

    /// <summary>A method for each stage; the first needs no data.</summary>
    public IEnumerable<Kernel> All() => Enumerable.Range(0, derived.StageCount).Select(OfStage);

    /// <summary>Writes the method that computes what needs data.</summary>
    public void WriteDispatch(CodeWriter writer)
    {
        if (derived.StageCount == 1)
        {
            return;
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"public override void DeriveRows(ReadOnlySpan<double> values, Dataset data, {Arguments})"))
        {
            for (var stage = 1; stage < derived.StageCount; stage++)
            {
                writer.Line($"{MethodName(stage)}(values, data, ref random, derived);");
            }
        }
    }

    private static string MethodName(int stage) => $"DeriveStage{stage}";

    private Kernel OfStage(int stage)
    {
        var own = derived.OfStage(stage).ToArray();
        var memory = layout.MemoryFor(own.SelectMany(q => LawDrawing.Operands(q.Law).Append(q.Value)), withGradient: false);
        var places = derived.Places("derived").ToDictionary(p => p.Quantity, p => p.Buffer);
        PlaceDraws(memory, places, stage);
        GiveColumns(memory, places, own);
        var program = new ProgramBuilder(memory);
        var drawing = new LawDrawing(program, memory);
        foreach (var quantity in own)
        {
            if (quantity.Law is { } law)
            {
                drawing.Draw(law, quantity.Value, quantity.IsPerRow ? program.RowBlock() : program.Root);
            }
            else
            {
                // What is given already, or computed for another, is copied.
                var copy = new CoordinateMaps.DefinitionFactory().Define(quantity.Name, quantity.Value.Extents, (_, i) => quantity.Value[[.. i]], quantity.IsPerRow ? Level.Row : Level.Parameter);
                memory.Place(copy, places[quantity]);
                program.Compute(copy);
            }
        }

        return Made(stage, program, memory);
    }

    private static void PlaceDraws(TensorMemory memory, IReadOnlyDictionary<DerivedQuantities.Quantity, Buffer> places, int stage)
    {
        foreach (var (quantity, buffer) in places.Select(p => (p.Key, p.Value)))
        {
            if (quantity.Law is not null && quantity.Stage == stage)
            {
                memory.Place(quantity.Value, buffer);
            }
            else if (quantity.Stage < stage && !memory.IsGiven(quantity.Value))
            {
                memory.Give(quantity.Value, buffer);
            }
        }
    }

    /// <summary>Columns of quantities of earlier stages lie row after row.</summary>
    private static void GiveColumns(TensorMemory memory, IReadOnlyDictionary<DerivedQuantities.Quantity, Buffer> places, IReadOnlyList<DerivedQuantities.Quantity> own)
    {
        foreach (var column in own.SelectMany(q => LawDrawing.Operands(q.Law).Append(q.Value)).InOrder().OfType<Leaf>().Where(l => l.IsColumn))
        {
            if (places.Keys.FirstOrDefault(q => column.Symbol.Equals(q.Symbol)) is { } quantity)
            {
                memory.Give(column, new Buffer(column.Name, Storage.Block, column.Extents) { Span = "derived", Offset = places[quantity].Offset });
            }
        }
    }

    private static Kernel Made(int stage, ProgramBuilder program, TensorMemory memory)
    {
        var scope = new StatementScope(program.NextId);
        var sweep = new ForwardSweep(keepsMarks: false);
        sweep.Write(program.Root, scope);
        if (program.Row is not null)
        {
            var rows = scope.Inner();
            sweep.Write(program.Row, rows);
            scope.Add(new RowLoop(rows.Statements));
        }

        var (summary, signature) = stage == 0
            ? ("The quantities that follow from w.", $"public override void Derive(ReadOnlySpan<double> values, {Arguments})")
            : ("Quantities that follow from w and the data.", $"private void {MethodName(stage)}(ReadOnlySpan<double> values, Dataset data, {Arguments})");
        string[] arguments = stage == 0 ? ["values", "random", "derived"] : ["values", "data", "random", "derived"];
        return new Kernel(summary, signature, arguments, Cleanup.Clean(new Renumbering(program.NextId).Apply(scope.Statements)), memory.Scratch);
    }
}
