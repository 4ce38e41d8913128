using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Optimisation;

/// <summary>
/// Takes out of a row's computation what the parameters, shared data or sizes alone decide, element by element: <c>log(w[k])</c>
/// inside a sum over k becomes a vector that is computed once an evaluation. A division by such a value becomes a product
/// with its reciprocal, and terms of a log density that rows do not change are added up first. What depends on no index needs
/// no more: it is a single number, which the program computes before the rows.
/// </summary>
/// <param name="products">Receives the products of parameters with vectors of the data; null where they stay sums.</param>
internal sealed class ParameterHoisting(RowProducts? products = null)
{
    private static readonly HashSet<Primitive> _cheap =
    [
        Primitive.Add, Primitive.Subtract, Primitive.Multiply, Primitive.Negate, Primitive.Abs, Primitive.Max, Primitive.Min, Primitive.Floor, Primitive.Ceiling,
        Primitive.Round, Primitive.Modulo, Primitive.IntegerDivide, Primitive.Equal, Primitive.NotEqual, Primitive.Less, Primitive.LessOrEqual, Primitive.And,
        Primitive.Or, Primitive.Not, Primitive.ToReal,
    ];

    private readonly Dictionary<Tensor, Tensor> _rewritten = [];
    private readonly ForwardAlgorithm _chains = new();
    private readonly Dictionary<(Scalar Body, EquatableArray<Scalar> Extents), Definition> _hoisted = [];

    /// <summary>The same values, from tensors whose rows do less.</summary>
    /// <param name="terms">Log densities, or divergences.</param>
    public IReadOnlyList<Tensor> Rewrite(IReadOnlyList<Tensor> terms) => [.. terms.Select(t => Rewrite(t, isTerm: true))];

    private Tensor Rewrite(Tensor tensor, bool isTerm = false)
    {
        if (tensor is not Definition { Level: Level.Row } definition)
        {
            return tensor;
        }

        if (!_rewritten.TryGetValue(tensor, out var rewritten))
        {
            var ranges = IndexRanges.Of(definition);
            rewritten = new Definition(
                definition.Name, definition.ElementKind, definition.Level, definition.Extents, definition.Indices,
                self => Rewrite(isTerm ? Regroup(definition.Body) : definition.Body, ranges, definition, self), definition.Origin);
            _rewritten.Add(tensor, rewritten);
        }

        return rewritten;
    }

    private Scalar Rewrite(Scalar scalar, IndexRanges ranges, Definition old, Definition self)
    {
        if (Hoist(scalar, ranges) is { } hoisted)
        {
            return hoisted;
        }

        return scalar switch
        {
            Element element => new Element(
                element.Tensor == old ? self : Rewrite(element.Tensor), element.Indices.Select(i => Rewrite(i, ranges, old, self)).ToEquatableArray()),
            Apply { Primitive: Primitive.Divide, Arguments: [var a, var b] } when LevelOf(a) == Level.Row && b.Constant is null && LevelOf(b) <= Level.Parameter =>
                Rewrite(a, ranges, old, self) * Rewrite(1.0 / b, ranges, old, self),
            Reduce reduce when products?.Find(reduce, ranges) is { } product => product,
            Reduce reduce when _chains.Find(reduce, t => Rewrite(t)) is { } likelihood => likelihood,
            Reduce reduce => new Reduce(
                reduce.Kind, reduce.Index, Rewrite(reduce.Lower, ranges, old, self), Rewrite(reduce.Upper, ranges, old, self),
                Rewrite(reduce.Body, ranges.With(reduce.Index, reduce.Lower, reduce.Upper), old, self)),

            // A branch that is not taken may have no value.
            Select select => When(Rewrite(select.Condition, ranges, old, self), Rewrite(select.Then, IndexRanges.None, old, self), Rewrite(select.Else, IndexRanges.None, old, self)),
            _ => scalar.Map(part => Rewrite(part, ranges, old, self)),
        };
    }

    /// <summary>A sum as what differs from row to row, and one term of what does not; also inside sums and log-sum-exps.</summary>
    private static Scalar Regroup(Scalar scalar)
    {
        switch (scalar)
        {
            case Reduce { Kind: ReduceKind.Sum or ReduceKind.LogSumExp } reduce:
                return reduce with { Body = Regroup(reduce.Body) };
            case Select select:
                return When(select.Condition, Regroup(select.Then), Regroup(select.Else));
            case Apply { Primitive: Primitive.Add or Primitive.Subtract } when scalar.LevelOf() == Level.Row:
                var (rows, others) = ((Scalar)0.0, (Scalar)0.0);
                foreach (var (term, isNegative) in Terms(scalar, isNegative: false))
                {
                    var part = Regroup(term);
                    ref var sum = ref part.LevelOf() == Level.Row ? ref rows : ref others;
                    sum = isNegative ? sum - part : sum + part;
                }

                return rows + others;
            default:
                return scalar;
        }
    }

    private static IEnumerable<(Scalar Term, bool IsNegative)> Terms(Scalar scalar, bool isNegative) => scalar switch
    {
        Apply { Primitive: Primitive.Add, Arguments: [var a, var b] } => Terms(a, isNegative).Concat(Terms(b, isNegative)),
        Apply { Primitive: Primitive.Subtract, Arguments: [var a, var b] } => Terms(a, isNegative).Concat(Terms(b, !isNegative)),
        Apply { Primitive: Primitive.Negate, Arguments: [var a] } => Terms(a, !isNegative),
        _ => [(scalar, isNegative)],
    };

    /// <summary>The element of a tensor that holds a scalar for all values of its indices; null where it must stay.</summary>
    private Scalar? Hoist(Scalar scalar, IndexRanges ranges)
    {
        if (scalar is not (Apply or Reduce) || LevelOf(scalar) is not (Level.Parameter or Level.Data) || !IsCostly(scalar))
        {
            return null;
        }

        if (scalar.FreeIndices().Count == 0 || ElementFamily.Of(scalar, ranges) is not { } family)
        {
            return null;
        }

        if (!_hoisted.TryGetValue((family.Body, family.Extents), out var definition))
        {
            definition = new Definition(NameOf(scalar), ElementKind.Real, LevelOf(scalar), family.Extents, family.Axes, _ => family.Body, default);
            _hoisted.Add((family.Body, family.Extents), definition);
        }

        return new Element(definition, family.Positions);
    }

    private static Level LevelOf(Scalar scalar) => scalar.LevelOf();

    private static bool IsCostly(Scalar scalar) => scalar is Reduce || (scalar is Apply apply && !_cheap.Contains(apply.Primitive)) || scalar.Children().Any(c => c is not Element && IsCostly(c));

    private static string NameOf(Scalar scalar) => scalar switch
    {
        Apply { Primitive: Primitive.Divide, Arguments: [{ Constant: 1 }, Element of] } => $"reciprocal_{of.Tensor.Name}",
        Apply { Arguments: [Element of] } apply => $"{apply.Primitive.ToString().ToLowerInvariant()}_{of.Tensor.Name}",
        _ => "hoisted",
    };
}
