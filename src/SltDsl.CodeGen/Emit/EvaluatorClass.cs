using SltDsl.CodeGen.Optimisation;
using SltDsl.CodeGen.Simulation;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Emit;

/// <summary>The nested class that computes.</summary>
internal sealed class EvaluatorClass(ModelLayout layout, LineDirectives places, IReadOnlyList<MeanDivergence?> divergences, DerivedQuantities derived, string className)
{
    private readonly NameScope _names = new();

    /// <summary>Writes the class.</summary>
    /// <returns>How an evaluator of a model is made.</returns>
    public string Write(CodeWriter writer)
    {
        _names.Reserve("Energy", "EnergyAndGradient", "Derive", "DeriveRows", "Conditions", "DrawPrior", "DrawInputs", "DrawObservations", "TruthValues", "model");
        var scratch = new ScratchFields(layout, _names);
        var printer = new KernelPrinter(layout, scratch, places);
        var builder = new KernelBuilder(layout);
        var methods = writer.Beside();
        methods.Indented(() =>
        {
            foreach (var (kernel, n) in Kernels(builder).Select((k, n) => (k, n)))
            {
                if (n > 0)
                {
                    methods.Line();
                }

                printer.Print(kernel, methods);
            }

            new DerivedKernels(layout, derived).WriteDispatch(methods);
            foreach (var statistics in builder.Statistics)
            {
                methods.Line();
                statistics.WriteFind(methods);
            }

            new SimulationMembers(layout, places).WriteEvaluator(methods, scratch);
            Energies(methods);
        });
        scratch.UseModel(builder.Statistics.Any(s => s.ReadsSizes));
        var fields = builder.Statistics.Select(s => s.Declaration(layout.SizePrinter("model."))).Concat(scratch.Declarations).ToArray();
        var (parameters, creation) = scratch.UsesModel ? ($"({className} model)", "new Evaluator(this)") : ("", "new Evaluator()");
        writer.Summary("The computations with their working memory, for one thread.");
        writer.Line($"private sealed class Evaluator{parameters} : ModelEvaluator");
        writer.Line("{");
        writer.Indented(() =>
        {
            foreach (var field in fields)
            {
                writer.Line(field);
            }

            if (fields.Length > 0)
            {
                writer.Line();
            }
        });
        writer.Append(methods);
        writer.Line("}");
        return creation;
    }

    private IEnumerable<Kernel> Kernels(KernelBuilder builder)
    {
        var energies = divergences.SelectMany((d, n) => d is null ? [] : builder.Energy(d, n));
        return
        [
            .. builder.Likelihood(),
            .. builder.Prior(),
            .. builder.Coordinates(layout.Natural, "Natural"),
            .. builder.Coordinates(layout.Unconstrained, "Unconstrained"),
            builder.Inverse(layout.Natural, "Natural"),
            builder.Inverse(layout.Unconstrained, "Unconstrained"),
            .. new DerivedKernels(layout, derived).All(),
            builder.Values(
                "The conditions of the phases: 1 where they hold.", "public override void Conditions(ReadOnlySpan<double> values, Span<double> conditions)",
                ["values", "conditions"], layout.Graph.Phases.Select(p => p.Condition), "conditions"),
            .. energies,
        ];
    }

    // The methods of all truths under the names of the base class.
    private void Energies(CodeWriter writer)
    {
        var offered = divergences.Select((d, n) => (Mean: d!, Number: n)).Where(d => d.Mean is not null).ToArray();
        if (offered.Length == 0)
        {
            return;
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Choice("public override double Energy(int truth, ReadOnlySpan<double> values, Dataset data) => truth switch", (number, isRow) =>
            $"Energy{number}(values, data){(isRow ? " / data.Rows" : "")}");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Choice("public override double EnergyAndGradient(int truth, ReadOnlySpan<double> values, Dataset data, Span<double> adjoints) => truth switch", (number, isRow) =>
            $"Energy{number}AndGradient(values, data, {(isRow ? "1.0 / data.Rows" : "1.0")}, adjoints){(isRow ? " / data.Rows" : "")}");

        void Choice(string head, Func<int, bool, string> call)
        {
            using (writer.Block(head, "};"))
            {
                foreach (var (mean, number) in offered)
                {
                    writer.Line($"{number} => {call(number, mean.IsOfRows)},");
                }

                writer.Line("_ => throw new ArgumentOutOfRangeException(nameof(truth)),");
            }
        }
    }
}
