using SltDsl.CodeGen.CoordinateMaps;
using SltDsl.CodeGen.Differentiation;
using SltDsl.CodeGen.Emit;
using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Simulation;

/// <summary>Makes the methods that draw: parameters from the prior, rows from the model and from truths.</summary>
internal sealed class SimulationKernels(ModelLayout layout)
{
    /// <summary>A kernel, or the reason why there is none.</summary>
    public sealed record Result(Kernel? Kernel, string Signature, string Summary, string? Reason);

    /// <summary>Draws the parameters from the prior.</summary>
    public Result Prior() => Attempt(
        "Draws the parameters from the prior.",
        "public override void DrawPrior(ref SltRandom random, Span<double> values)",
        ["random", "values"],
        layout.Graph.Parameters.SelectMany(p => LawDrawing.Operands(Proper(p))).Concat(layout.Natural.Blocks.SelectMany(b => b.LogJacobian.Elements()).Select(e => e.Tensor)),
        isRow: false,
        (drawing, program) =>
        {
            if (layout.Graph.Model.Declarations.OfType<FactorDeclaration>().Any())
            {
                throw new NoDrawException("the prior has a `factor`");
            }

            foreach (var block in layout.Natural.Blocks)
            {
                Draw(block, drawing, program);
            }
        });

    /// <summary>Draws the inputs of all rows.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="truth">The truth that may override q(x), or null.</param>
    public Result Inputs(string name, Truth? truth)
    {
        Law? LawOf(InputColumn input) => truth?.Inputs.FirstOrDefault(i => i.Name == input.Leaf.Name)?.Law ?? input.Law;
        return Attempt(
            "Draws the inputs of all rows from q(x).",
            $"private void {name}(Dataset data, ref SltRandom random)",
            ["data", "random"],
            layout.Graph.Inputs.Select(LawOf).OfType<Law>().SelectMany(LawDrawing.Operands),
            isRow: true,
            (drawing, program) =>
            {
                foreach (var input in layout.Graph.Inputs)
                {
                    var law = LawOf(input) ?? throw new NoDrawException($"the input `{input.Leaf.Name}` has no distribution; write `~` and q({input.Leaf.Name}) after it");
                    drawing.Draw(law, input.Leaf, program.RowBlock());
                }
            });
    }

    /// <summary>Draws the observations of all rows, given inputs.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="truth">The explicit truth, or null for the model's own laws.</param>
    public Result Observations(string name, Truth? truth)
    {
        Law LawOf(Observation observation) => truth is null
            ? observation.Law
            : truth.Observations.FirstOrDefault(o => o.Name == observation.Value.Name)?.Law
                ?? throw new NoDrawException($"the truth {truth.Declaration.Name} gives no distribution of `{observation.Value.Name}`");
        var laws = truth is null ? layout.Graph.Observations.Select(o => o.Law) : truth.Observations.Select(o => o.Law);
        return Attempt(
            "Draws the observations of all rows.",
            $"private void {name}(ReadOnlySpan<double> values, Dataset data, ref SltRandom random)",
            ["values", "data", "random"],
            laws.SelectMany(LawDrawing.Operands),
            isRow: true,
            (drawing, program) =>
            {
                foreach (var observation in layout.Graph.Observations)
                {
                    if (!observation.Declaration.Declares)
                    {
                        throw new NoDrawException($"`{observation.Value.Name}` is observed as a function of other data");
                    }

                    drawing.Draw(LawOf(observation), observation.Value, program.RowBlock());
                }
            });
    }

    private static IEnumerable<Tensor> BoundsOf(ParameterSet set) =>
        new[] { set.Lower, set.Upper }.OfType<Scalar>().SelectMany(s => s.Elements()).Select(e => e.Tensor);

    private Result Attempt(
        string summary, string signature, IReadOnlyList<string> arguments, IEnumerable<Tensor> operands, bool isRow, Action<LawDrawing, ProgramBuilder> draw)
    {
        var memory = layout.MemoryFor(operands, withGradient: false);
        var program = new ProgramBuilder(memory);
        try
        {
            draw(new LawDrawing(program, memory), program);
        }
        catch (NoDrawException exception)
        {
            return new Result(null, signature, summary, exception.Message);
        }
        catch (UnsupportedConstructException exception)
        {
            return new Result(null, signature, summary, exception.Message.TrimEnd('.'));
        }

        var scope = new StatementScope(program.NextId);
        var sweep = new ForwardSweep(keepsMarks: false);
        sweep.Write(program.Root, scope);
        if (isRow && program.Row is not null)
        {
            var rows = scope.Inner();
            sweep.Write(program.Row, rows);
            scope.Add(new RowLoop(rows.Statements));
        }

        var statements = Cleanup.Clean(new Renumbering(program.NextId).Apply(scope.Statements));
        return new Result(new Kernel(summary, signature, arguments, statements, memory.Scratch), signature, summary, null);
    }

    private void Draw(CoordinateBlock block, LawDrawing drawing, ProgramBuilder program)
    {
        var parameter = block.Parameter;
        var name = parameter.Leaf.Name;
        var isConstrained = block.LogJacobian.Constant is null;
        foreach (var tensor in BoundsOf(parameter.Set).InOrder())
        {
            program.Compute(tensor);
        }

        switch (parameter with { Prior = Proper(parameter) })
        {
            case { Prior: ScalarLaw { Family: "flat" }, Set.Structure: Structure.Simplex or Structure.RowStochastic }:
                drawing.DrawVectors("UniformSimplex", parameter.Leaf, program.Root);
                break;
            case { Prior: ScalarLaw { Family: "flat" }, Set.Structure: Structure.UnitVector }:
                drawing.DrawVectors("UniformDirection", parameter.Leaf, program.Root);
                break;
            case { Prior: ScalarLaw { Family: "flat" } }:
                throw new NoDrawException($"the prior of `{name}` is `flat()`, which is a distribution on intervals with two ends, simplexes and unit vectors only; give it a prior");
            case { Set.Structure: Structure.SumToZero or Structure.UnitVector or Structure.CholeskyCovariance, Prior: not TensorLaw }:
                throw new NoDrawException($"the prior of `{name}` is a density on a surface");
            case { Set.Structure: Structure.Simplex or Structure.RowStochastic or Structure.Covariance or Structure.Correlation or Structure.CholeskyCorrelation, Prior: not TensorLaw }:
                throw new NoDrawException($"the prior of `{name}` is no distribution of its type");
            case { Set.Structure: null, Prior: ScalarLaw law } when isConstrained:
                drawing.DrawWithin(law, parameter.Leaf, program.Root, (value, positions) =>
                    Interval.Contains(parameter.Set.At(positions).Lower, parameter.Set.At(positions).Upper, value));
                break;
            case { Set.Structure: null or Structure.Ordered or Structure.PositiveOrdered } when isConstrained:
                var body = new Block(program.Root, isBranch: true);
                drawing.Draw(Proper(parameter), parameter.Leaf, body);
                var accept = program.Value(AreEqual(block.LogJacobian, 0.0), body, Programs.Environment.Empty);
                program.Root.Nodes.Add(new RepeatNode(body, accept, name));
                break;
            default:
                drawing.Draw(Proper(parameter), parameter.Leaf, program.Root);
                break;
        }
    }

    /// <summary>The prior, of <c>flat()</c> on a bounded set the uniform distribution of that set.</summary>
    private static Law Proper(ParameterBlock parameter)
    {
        if (parameter.Prior is not ScalarLaw { Family: "flat" } flat)
        {
            return parameter.Prior;
        }

        return parameter.Set switch
        {
            { Structure: null, Lower: { } lower, Upper: { } upper } =>
                flat with { Family = "uniform", Indices = parameter.Set.Indices, Arguments = [lower, upper] },
            _ => flat,
        };
    }

    /// <summary>Something cannot be drawn; the message says what.</summary>
    private sealed class NoDrawException(string reason) : Exception(reason);
}
