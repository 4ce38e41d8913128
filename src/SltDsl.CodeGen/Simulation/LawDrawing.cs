using SltDsl.CodeGen.Programs;
using SltDsl.Graph;
using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;
using Environment = SltDsl.CodeGen.Programs.Environment;

namespace SltDsl.CodeGen.Simulation;

/// <summary>Adds draws from laws to a program.</summary>
/// <param name="program">The program.</param>
/// <param name="memory">Where its tensors are stored.</param>
internal sealed class LawDrawing(ProgramBuilder program, TensorMemory memory)
{
    // Families whose first arguments are counts, and how many of them.
    private static readonly Dictionary<string, int> _integerArguments = new()
    {
        ["binomial"] = 1, ["binomial_logit"] = 1, ["beta_binomial"] = 1, ["hypergeometric"] = 3, ["discrete_uniform"] = 2,
        ["multinomial"] = 1, ["dirichlet_multinomial"] = 1,
    };

    /// <summary>Draws a tensor.</summary>
    /// <param name="law">Its law.</param>
    /// <param name="drawn">The tensor, which is stored where the memory says.</param>
    /// <param name="block">Where the draws are made.</param>
    public void Draw(Law law, Tensor drawn, Block block)
    {
        ComputeOperands(law, drawn);
        Draw(law, new Target(drawn, memory.BufferOf(drawn), []), block, Environment.Empty);
    }

    /// <summary>Draws independent elements, each until it lies in an interval.</summary>
    public void DrawWithin(ScalarLaw law, Leaf drawn, Block block, Func<Scalar, IReadOnlyList<Scalar>, Scalar> isInside)
    {
        ComputeOperands(law, drawn);
        Elements(law, new Target(drawn, memory.BufferOf(drawn), []), block, Environment.Empty, (value, indices, inner, environment) =>
            program.Value(isInside(value, indices), inner, environment));
    }

    /// <summary>Draws vectors by a generator without parameters, one for each position on the leading axes.</summary>
    public void DrawVectors(string generator, Leaf drawn, Block block)
    {
        var target = new Target(drawn, memory.BufferOf(drawn), []);
        var batch = drawn.Extents.Take(drawn.Extents.Count - 1).Select((_, axis) => new IndexVariable("n", -axis - 1)).ToEquatableArray();
        InLoops(target, batch, block, Environment.Empty, (inner, _, positions) =>
        {
            var whole = memory.Working($"drawn_{drawn.Name}", [drawn.Extents[^1]]);
            inner.Nodes.Add(new DrawNode(null, generator, [], whole));
            var (index, body) = program.Loop(inner, "i");
            Store(target, [.. positions, index], new Load(whole, index), body);
            inner.Nodes.Add(new LoopNode(index, 0, drawn.Extents[^1], body, false, default));
        });
    }

    /// <summary>What a law reads, computed once; what depends on the value itself is computed while it is drawn.</summary>
    private void ComputeOperands(Law law, Tensor drawn)
    {
        foreach (var tensor in Operands(law).InOrder().Where(t => !DependsOn(t, drawn)))
        {
            program.Compute(tensor);
        }
    }

    /// <summary>The tensors that a law reads; none where there is no law.</summary>
    public static IEnumerable<Tensor> Operands(Law? law) => law is null ? [] : law.Scalars().SelectMany(s => s.Elements()).Select(e => e.Tensor).Distinct();

    private static bool DependsOn(Tensor tensor, Tensor other) => new[] { tensor }.InOrder().Contains(other);

    private void Draw(Law law, Target target, Block block, Environment environment)
    {
        switch (law)
        {
            case ScalarLaw scalar:
                Elements(scalar, target, block, environment, null);
                break;
            case TensorLaw tensor:
                Vectors(tensor, target, block, environment);
                break;
            case MixtureLaw mixture:
                Draw(mixture.Body, target, block, environment.With(mixture.Component, Component(mixture, block, environment)));
                break;
            case PlateLaw plate:
                Plate(plate, target, block, environment);
                break;
            case ProductLaw product:
                for (var n = 0; n < product.Factors.Count; n++)
                {
                    Draw(product.Factors[n], target.At(n), block, environment);
                }

                break;
            case HiddenMarkovLaw chain:
                Chain(chain, target, block, environment);
                break;
            case TruncatedLaw { Body: ScalarLaw body } truncated:
                Elements(body, target, block, environment, (value, _, inner, own) =>
                    program.Value(Interval.Contains(truncated.Lower, truncated.Upper, value), inner, own));
                break;
            case TruncatedLaw truncated:
                var attempt = new Block(block, isBranch: true);
                Draw(truncated.Body, target, attempt, environment);
                var drawn = program.Declare(attempt, target.Tensor.Name, ValueKind.Real);
                attempt.Nodes.Add(new LetNode(drawn, new Load(target.Buffer, target.Flat([]))));
                block.Nodes.Add(new RepeatNode(attempt, program.Value(Interval.Contains(truncated.Lower, truncated.Upper, drawn), attempt, environment), target.Tensor.Name));
                break;
            case CensoredLaw censored:
                Draw(censored.Body, target, block, environment);
                Change(target, block, environment, value =>
                {
                    value = censored.Lower is { } lower ? Max(value, lower) : value;
                    return censored.Upper is { } upper ? Min(value, upper) : value;
                });
                break;
            case AffineLaw affine:
                Draw(affine.Body, target, block, environment);
                Change(target, block, environment, value => affine.Shift + (affine.Scale * value));
                break;
            case ZeroInflatedLaw inflated:
                ZeroInflated(inflated, target, block, environment);
                break;
            case AxisLaw axis:
                Axis(axis, target, block, environment);
                break;
            case ConditionalLaw conditional:
                Choose(program.Value(conditional.Condition, block, environment), block,
                    then => Draw(conditional.Then, target, then, environment),
                    other => Draw(conditional.Else, target, other, environment));
                break;
            default:
                throw new UnsupportedConstructException("Drawing from this distribution", law.Span);
        }
    }

    private void Elements(
        ScalarLaw law, Target target, Block block, Environment environment, Func<Scalar, IReadOnlyList<Scalar>, Block, Environment, Scalar>? accept)
    {
        var family = FamilyTable.Families[law.Family];
        if (law.Family == "flat")
        {
            throw new UnsupportedConstructException("Drawing from `flat()`, which is no distribution,", law.Span);
        }

        InLoops(target, law.Indices, block, environment, (inner, own, positions) =>
        {
            var body = accept is null ? inner : new Block(inner, isBranch: true);
            var arguments = law.Arguments.Select((a, n) => new DrawArgument(program.Value(a, body, own), IsInteger(law.Family, n), null, 0)).ToArray();
            var value = program.Declare(body, target.Tensor.Name, ValueKind.Real);
            body.Nodes.Add(new DrawNode(value, family.Generator, arguments, null));
            body.Nodes.Add(new StoreNode(target.Buffer, target.Flat(positions), value));
            if (accept is not null)
            {
                inner.Nodes.Add(new RepeatNode(body, accept(value, positions, body, own), target.Tensor.Name));
            }
        });
    }

    private static bool IsInteger(string family, int argument) => _integerArguments.TryGetValue(family, out var count) && argument < count;

    private void InLoops(
        Target target, EquatableArray<IndexVariable> indices, Block block, Environment environment, Action<Block, Environment, IReadOnlyList<Scalar>> body)
    {
        Visit(0, block, environment, []);

        void Visit(int axis, Block outer, Environment own, IReadOnlyList<Scalar> positions)
        {
            if (axis == indices.Count)
            {
                body(outer, own, positions);
                return;
            }

            var (index, inner) = program.Loop(outer, indices[axis].Name);
            Visit(axis + 1, inner, own.With(indices[axis], index), [.. positions, index]);
            outer.Nodes.Add(new LoopNode(index, 0, target.Extents[axis], inner, false, default));
        }
    }

    private void Vectors(TensorLaw law, Target target, Block block, Environment environment)
    {
        var family = FamilyTable.Families[law.Family];
        InLoops(target, law.Batch, block, environment, (inner, own, batch) =>
        {
            var arguments = law.Arguments.Select((a, n) => Argument(a, IsInteger(law.Family, n), inner, own)).ToArray();
            if (family.ValueRank == 0)
            {
                var value = program.Declare(inner, target.Tensor.Name, ValueKind.Real);
                inner.Nodes.Add(new DrawNode(value, family.Generator, arguments, null));
                inner.Nodes.Add(new StoreNode(target.Buffer, target.Flat(batch), value));
                return;
            }

            var extents = target.Extents.Skip(batch.Count).ToEquatableArray();
            var whole = memory.Working($"drawn_{target.Tensor.Name}", extents);
            inner.Nodes.Add(new DrawNode(null, family.Generator, arguments, whole));
            InLoops(target.At([.. batch]), law.Indices, inner, own, (place, _, positions) =>
                Store(target, [.. batch, .. positions], new Load(whole, whole.Flat(positions)), place));
        });
    }

    private DrawArgument Argument(TensorArgument argument, bool isInteger, Block block, Environment environment)
    {
        if (argument.Extents.Count == 0)
        {
            return new DrawArgument(program.Value(argument[[]], block, environment), isInteger, null, 0);
        }

        var count = argument.Extents.Aggregate((Scalar)1, (product, extent) => product * extent);
        var buffer = memory.BufferOf(argument.Tensor);
        var start = buffer.Flat([
            .. argument.Leading.Select(l => program.Position(l, block, environment)), .. argument.Extents.Select(_ => (Scalar)0)]);
        if (buffer.Storage is not (Storage.Column or Storage.Rows))
        {
            return new DrawArgument(start, false, buffer, count);
        }

        // The elements of a row do not lie side by side.
        var copy = memory.Working($"row_{argument.Tensor.Name}", [count]);
        var (index, inner) = program.Loop(block, "i");
        Store(copy, index, new Load(buffer, start + index), inner);
        block.Nodes.Add(new LoopNode(index, 0, count, inner, false, default));
        return new DrawArgument(0, false, copy, count);
    }

    private void Store(Target target, IReadOnlyList<Scalar> positions, Scalar value, Block block) => Store(target.Buffer, target.Flat(positions), value, block);

    private void Store(Buffer buffer, Scalar position, Scalar value, Block block)
    {
        var local = program.Declare(block, "t", ValueKind.Real);
        block.Nodes.Add(new LetNode(local, value));
        block.Nodes.Add(new StoreNode(buffer, position, local));
    }

    /// <summary>The component of a mixture, from 0.</summary>
    private Scalar Component(MixtureLaw mixture, Block block, Environment environment)
    {
        var count = program.Position(mixture.Count, block, environment);
        var weights = memory.Working("weights", [mixture.Count]);
        var (index, inner) = program.Loop(block, mixture.Component.Name);
        inner.Nodes.Add(new StoreNode(weights, index, program.Value(mixture.Weight, inner, environment.With(mixture.Component, index))));
        block.Nodes.Add(new LoopNode(index, 0, count, inner, false, default));
        var component = Number("Categorical", [new DrawArgument(0, false, weights, count)], mixture.Component.Name, block);
        return program.Position(component - 1, block, environment);
    }

    private Local Number(string generator, IReadOnlyList<DrawArgument> arguments, string name, Block block)
    {
        var number = program.Declare(block, name, ValueKind.Real);
        block.Nodes.Add(new DrawNode(number, generator, arguments, null));
        return number;
    }

    private void Plate(PlateLaw plate, Target target, Block block, Environment environment)
    {
        var lower = program.Position(plate.Lower, block, environment);
        var upper = program.Position(plate.Upper, block, environment);
        var (index, body) = program.Loop(block, plate.Index.Name);
        var again = Operands(plate.Body).InOrder().Where(t => t is not Leaf && DependsOn(t, target.Tensor)).ToArray();
        program.ComputeAgain(again, body, () => Draw(plate.Body, target.At(index), body, environment.With(plate.Index, index)));
        block.Nodes.Add(new LoopNode(index, lower, upper, body, false, default));
    }

    private void Chain(HiddenMarkovLaw chain, Target target, Block block, Environment environment)
    {
        var path = memory.Working("path", [target.Extents[0]]);
        var (step, body) = program.Loop(block, chain.Step.Name);
        Choose(program.Value(AreEqual(step, 0), body, environment), body, first => State(chain.Start, first), next =>
        {
            var before = program.Declare(next, "before", ValueKind.Real);
            next.Nodes.Add(new LetNode(before, new Load(path, step - 1)));
            State(chain.TransitionFrom(step, before - 1), next);
        });
        var state = program.Declare(body, chain.State.Name, ValueKind.Real);
        body.Nodes.Add(new LetNode(state, new Load(path, step)));
        var own = environment.With(chain.Step, step).With(chain.State, program.Position(state - 1, body, environment));
        Draw(chain.Emission, target.At(step), body, own);
        block.Nodes.Add(new LoopNode(step, 0, target.Extents[0], body, false, default));

        void State(TensorArgument probabilities, Block place) =>
            place.Nodes.Add(new StoreNode(path, step, Number("Categorical", [Argument(probabilities, false, place, environment)], chain.State.Name, place)));
    }

    private static void Choose(Scalar condition, Block block, Action<Block> then, Action<Block> otherwise)
    {
        var (first, second) = (new Block(block, isBranch: true), new Block(block, isBranch: true));
        then(first);
        otherwise(second);
        block.Nodes.Add(new ChoiceNode(condition, first, second));
    }

    private void ZeroInflated(ZeroInflatedLaw law, Target target, Block block, Environment environment)
    {
        var uniform = Uniform(1.0, block);
        var isZero = program.Value(Less(uniform, law.Probability), block, environment);
        Choose(isZero, block, zero => Fill(target, zero), other => Draw(law.Body, target, other, environment));
    }

    private Local Uniform(Scalar upper, Block block) => Number("Uniform", [new(0.0, false, null, 0), new(upper, false, null, 0)], "u", block);

    private void Axis(AxisLaw law, Target target, Block block, Environment environment)
    {
        var length = program.Value(law.Length, block, environment);
        var place = program.Position(Floor(Uniform(length, block)), block, environment);
        Fill(target, block);
        Draw(law.Body, target.At(place), block, environment);
    }

    private void Fill(Target target, Block block) => OverElements(target, block, (inner, positions) =>
        inner.Nodes.Add(new StoreNode(target.Buffer, target.Flat(positions), 0.0)));

    private void Change(Target target, Block block, Environment environment, Func<Scalar, Scalar> change) => OverElements(target, block, (inner, positions) =>
    {
        var value = program.Declare(inner, target.Tensor.Name, ValueKind.Real);
        inner.Nodes.Add(new LetNode(value, new Load(target.Buffer, target.Flat(positions))));
        inner.Nodes.Add(new StoreNode(target.Buffer, target.Flat(positions), program.Value(change(value), inner, environment)));
    });

    private void OverElements(Target target, Block block, Action<Block, IReadOnlyList<Scalar>> body) => InLoops(
        target, target.Extents.Select((_, axis) => new IndexVariable("i", -axis)).ToEquatableArray(), block, Environment.Empty,
        (inner, _, positions) => body(inner, positions));

    /// <summary>A tensor, or the part of it at leading positions.</summary>
    private sealed record Target(Tensor Tensor, Buffer Buffer, EquatableArray<Scalar> Leading)
    {
        public EquatableArray<Scalar> Extents => Tensor.Extents.Skip(Leading.Count).ToEquatableArray();

        public Target At(params Scalar[] positions) => this with { Leading = [.. Leading, .. positions] };

        public Scalar Flat(IReadOnlyList<Scalar> positions) => Buffer.Flat([.. Leading, .. positions]);
    }
}
