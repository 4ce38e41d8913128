using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Visibility;

/// <summary>
/// Reads off a law the functions of the parameters that the data determine: two parameters give the same law of a row exactly when these
/// agree for all inputs. Works over any numbers, so that the same reading serves ranks, symmetries and ideals.
/// </summary>
/// <typeparam name="T">A number.</typeparam>
/// <param name="field">The arithmetic.</param>
/// <param name="instance">The model at a point, for one row.</param>
internal sealed class LawReader<T>(IScalarField<T> field, Instance<T> instance)
{
    private static readonly IReadOnlyDictionary<IndexVariable, long> _noIndices = new Dictionary<IndexVariable, long>();

    /// <summary>The functions of an observation, or null where its law is not read off (a mixture, a hidden chain, …).</summary>
    public IReadOnlyList<Sight<T>>? Read(Observation observation) =>
        Read(observation.Law, instance.Extents(observation.Value), _noIndices)?.ToList();

    private IEnumerable<Sight<T>>? Read(Law law, IReadOnlyList<long> extents, IReadOnlyDictionary<IndexVariable, long> indices)
    {
        switch (law)
        {
            case ScalarLaw scalar:
                return FamilySights.Of(scalar.Family) is not { } read ? null : RowMajor.Positions(extents).SelectMany(positions =>
                {
                    var inner = With(indices, scalar.Indices, positions);
                    return Sights(law, read.Read(new FamilyArguments<T>(field, [.. scalar.Arguments.Select(a => new Shaped<T>(instance.Evaluate(a, inner)))])));
                });
            case TensorLaw tensor:
                return FamilySights.Of(tensor.Family) is not { } readTensor ? null : RowMajor.Positions([.. extents.Take(tensor.Batch.Count)]).SelectMany(positions =>
                {
                    var inner = With(indices, tensor.Batch, positions);
                    return Sights(law, readTensor.Read(new FamilyArguments<T>(field, [.. tensor.Arguments.Select(a => Shape(a, inner))])));
                });
            case PlateLaw plate:
                return Many(Range(plate.Lower, plate.Upper, indices), i => Read(plate.Body, Tail(extents), With(indices, plate.Index, i)));
            case ProductLaw product:
                return Many(product.Factors, f => Read(f, Tail(extents), indices));
            case ConditionalLaw conditional:
                return Read(Integer(conditional.Condition, indices) != 0 ? conditional.Then : conditional.Else, extents, indices);
            case TruncatedLaw { Body: ScalarLaw { Family: "normal" or "exponential" or "gamma" or "poisson" or "poisson_log" } } truncated when IsFixed(truncated.Lower) && IsFixed(truncated.Upper):
                return Read(truncated.Body, extents, indices);
            case CensoredLaw { Body: ScalarLaw } censored when IsFixed(censored.Lower) && IsFixed(censored.Upper):
                return Read(censored.Body, extents, indices);
            default:
                return null;
        }
    }

    private static IEnumerable<Sight<T>> Sights(Law law, IEnumerable<T> values) => values.Select((value, n) => new Sight<T>(law, n, value));

    private static IEnumerable<Sight<T>>? Many<TItem>(IEnumerable<TItem> items, Func<TItem, IEnumerable<Sight<T>>?> read)
    {
        var all = new List<Sight<T>>();
        foreach (var item in items)
        {
            if (read(item) is not { } some)
            {
                return null;
            }

            all.AddRange(some);
        }

        return all;
    }

    private static bool IsFixed(Scalar? bound) => bound is null || bound.LevelOf() < Language.Model.Level.Parameter;

    private static IReadOnlyList<long> Tail(IReadOnlyList<long> extents) => [.. extents.Skip(1)];

    private IEnumerable<long> Range(Scalar lower, Scalar upper, IReadOnlyDictionary<IndexVariable, long> indices)
    {
        var (from, to) = (Integer(lower, indices), Integer(upper, indices));
        for (var i = from; i < to; i++)
        {
            yield return i;
        }
    }

    private long Integer(Scalar scalar, IReadOnlyDictionary<IndexVariable, long> indices) => field.ToInteger(instance.Evaluate(scalar, indices));

    private Shaped<T> Shape(TensorArgument argument, IReadOnlyDictionary<IndexVariable, long> indices)
    {
        IReadOnlyList<long> leading = [.. argument.Leading.Select(l => Integer(l, indices))];
        var extents = instance.Extents(argument.Tensor).Skip(leading.Count).ToArray();
        return new Shaped<T>(extents, positions => instance.At(argument.Tensor, [.. leading, .. positions]));
    }

    private static Dictionary<IndexVariable, long> With(IReadOnlyDictionary<IndexVariable, long> indices, IReadOnlyList<IndexVariable> axes, IReadOnlyList<long> positions)
    {
        var inner = indices.ToDictionary(p => p.Key, p => p.Value);
        for (var i = 0; i < axes.Count; i++)
        {
            inner[axes[i]] = positions[i];
        }

        return inner;
    }

    private static Dictionary<IndexVariable, long> With(IReadOnlyDictionary<IndexVariable, long> indices, IndexVariable index, long position) =>
        With(indices, [index], [position]);
}

/// <summary>A function that the data determine, at a point and a row.</summary>
/// <param name="Law">The law that shows it.</param>
/// <param name="Part">Which of the law's functions it is: equal for the same function of other elements only by chance of order.</param>
/// <param name="Value">Its value.</param>
internal sealed record Sight<T>(Law Law, int Part, T Value);
