using SltDsl.Graph.Expressions;

namespace SltDsl.Graph.Instantiation;

/// <summary>
/// A graph at concrete sizes over some numbers. Each element of a definition is computed at most once, when it is first
/// asked for, so a graph of many shared definitions costs as many operations as it has elements.
/// </summary>
/// <typeparam name="T">A number.</typeparam>
/// <param name="field">The arithmetic.</param>
/// <param name="sizes">The value of each size, by name.</param>
/// <param name="leaf">The element of a leaf at positions counted from 0.</param>
public sealed class Instance<T>(IScalarField<T> field, IReadOnlyDictionary<string, long> sizes, Func<Leaf, IReadOnlyList<long>, T> leaf)
{
    private static readonly IReadOnlyDictionary<IndexVariable, long> _noIndices = new Dictionary<IndexVariable, long>();

    private readonly Dictionary<Tensor, Store> _stores = [];

    /// <summary>The extents of a tensor.</summary>
    public IReadOnlyList<long> Extents(Tensor tensor) => StoreOf(tensor).Extents;

    /// <summary>All elements of a tensor in row-major order.</summary>
    public IReadOnlyList<T> Elements(Tensor tensor)
    {
        var store = StoreOf(tensor);
        return [.. Enumerable.Range(0, checked((int)store.Count)).Select(i => At(tensor, store.Positions(i)))];
    }

    /// <summary>The element of a tensor at positions counted from 0.</summary>
    /// <exception cref="NotInstantiableException">A position lies outside the tensor, or the element has no meaning over the numbers.</exception>
    public T At(Tensor tensor, params IReadOnlyList<long> positions)
    {
        var store = StoreOf(tensor);
        var flat = store.Flat(positions)
            ?? throw new NotInstantiableException($"'{tensor.Name}' has no element [{string.Join(", ", positions.Select(p => p + 1))}].");
        if (store.Values.TryGetValue(flat, out var value))
        {
            return value;
        }

        if (tensor is Definition recurrence && store.IsRecurrence)
        {
            // In order, so that the depth of the recursion does not grow with the length of the recurrence.
            for (var i = store.Values.Count == 0 ? 0 : store.FilledTo; i < flat; i++)
            {
                store.Values[i] = Compute(recurrence, store, i);
                store.FilledTo = i + 1;
            }
        }

        return store.Values[flat] = Compute(tensor, store, flat);
    }

    /// <summary>The value of a scalar without free indices.</summary>
    public T Evaluate(Scalar scalar) => Evaluate(scalar, _noIndices);

    /// <summary>The value of a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="indices">The value of each free index.</param>
    public T Evaluate(Scalar scalar, IReadOnlyDictionary<IndexVariable, long> indices)
    {
        switch (scalar)
        {
            case Number number:
                return field.Number(number.Value);
            case Integer integer:
                return field.Integer(integer.Value);
            case SizeValue or IndexVariable:
            case Apply when IndexArithmetic.Covers(scalar):
                return field.Integer(IntegerOf(scalar, indices));
            case Element element:
                return At(element.Tensor, [.. element.Indices.Select(i => IntegerOf(i, indices))]);
            case Apply apply:
                return field.Apply(apply.Primitive, [.. apply.Arguments.Select(a => Evaluate(a, indices))]);
            case Select select:
                return Evaluate(IntegerOf(select.Condition, indices) != 0 ? select.Then : select.Else, indices);
            case Reduce reduce:
                return field.Reduce(reduce.Kind, Values(reduce, indices));
            default:
                throw new NotInstantiableException($"'{scalar.GetType().Name}' is not known.");
        }
    }

    private List<T> Values(Reduce reduce, IReadOnlyDictionary<IndexVariable, long> indices)
    {
        var inner = indices.ToDictionary(p => p.Key, p => p.Value);
        var values = new List<T>();
        var upper = IntegerOf(reduce.Upper, indices);
        for (var i = IntegerOf(reduce.Lower, indices); i < upper; i++)
        {
            inner[reduce.Index] = i;
            values.Add(Evaluate(reduce.Body, inner));
        }

        return values;
    }

    private long IntegerOf(Scalar scalar, IReadOnlyDictionary<IndexVariable, long> indices) => IndexArithmetic.Covers(scalar)
        ? IndexArithmetic.Evaluate(scalar, sizes, indices)
        : scalar switch
        {
            Apply { Primitive: Primitive.Not, Arguments: [var a] } => IntegerOf(a, indices) != 0 ? 0 : 1,
            Apply { Primitive: Primitive.And, Arguments: [var a, var b] } => IntegerOf(a, indices) != 0 && IntegerOf(b, indices) != 0 ? 1 : 0,
            Apply { Primitive: Primitive.Or, Arguments: [var a, var b] } => IntegerOf(a, indices) != 0 || IntegerOf(b, indices) != 0 ? 1 : 0,
            _ => field.ToInteger(Evaluate(scalar, indices)),
        };

    private T Compute(Tensor tensor, Store store, long flat)
    {
        var positions = store.Positions(flat);
        switch (tensor)
        {
            case Leaf given:
                return leaf(given, positions);
            case Definition definition:
                var indices = new Dictionary<IndexVariable, long>();
                for (var i = 0; i < positions.Count; i++)
                {
                    indices[definition.Indices[i]] = positions[i];
                }

                return Evaluate(definition.Body, indices);
            case RoutineResult routine when field is IRoutineField<T> routines:
                var operand = routine.Operands[0];
                store.Routine ??= routines.Run(routine.Routine, Elements(operand), Extents(operand));
                return store.Routine[checked((int)flat)];
            default:
                throw new NotInstantiableException($"'{tensor.Name}' is a numerical routine without a meaning here.");
        }
    }

    private Store StoreOf(Tensor tensor)
    {
        if (!_stores.TryGetValue(tensor, out var store))
        {
            store = new Store([.. tensor.Extents.Select(e => IntegerOf(e, _noIndices))])
            {
                IsRecurrence = tensor is Definition definition && definition.Body.Elements().Any(e => e.Tensor == tensor),
            };
            _stores.Add(tensor, store);
        }

        return store;
    }

    private sealed class Store(IReadOnlyList<long> extents)
    {
        public IReadOnlyList<long> Extents { get; } = extents;

        public Dictionary<long, T> Values { get; } = [];

        public bool IsRecurrence { get; init; }

        public long FilledTo { get; set; }

        public IReadOnlyList<T>? Routine { get; set; }

        public long Count => Extents.Aggregate(1L, (product, extent) => checked(product * Math.Max(0, extent)));

        public long? Flat(IReadOnlyList<long> positions)
        {
            long flat = 0;
            for (var i = 0; i < Extents.Count; i++)
            {
                if (positions[i] < 0 || positions[i] >= Extents[i])
                {
                    return null;
                }

                flat = (flat * Extents[i]) + positions[i];
            }

            return flat;
        }

        public IReadOnlyList<long> Positions(long flat)
        {
            var positions = new long[Extents.Count];
            for (var i = positions.Length - 1; i >= 0; i--)
            {
                positions[i] = flat % Extents[i];
                flat /= Extents[i];
            }

            return positions;
        }
    }
}
