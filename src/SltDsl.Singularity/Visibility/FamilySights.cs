using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Visibility;

/// <summary>A family's parameter: a number, vector or matrix.</summary>
internal sealed class Shaped<T>(IReadOnlyList<long> extents, Func<long[], T> element)
{
    public Shaped(T value)
        : this([], _ => value)
    {
    }

    public IReadOnlyList<long> Extents { get; } = extents;

    public T this[params long[] positions] => element(positions);

    public IEnumerable<T> Elements => RowMajor.Positions(Extents).Select(p => element([.. p]));
}

/// <summary>The parameters of a family with the arithmetic of their numbers.</summary>
internal sealed class FamilyArguments<T>(IScalarField<T> field, IReadOnlyList<Shaped<T>> values)
{
    public IReadOnlyList<Shaped<T>> Values { get; } = values;

    public T Subtract(T a, T b) => field.Apply(Primitive.Subtract, [a, b]);

    public T Multiply(T a, T b) => field.Apply(Primitive.Multiply, [a, b]);

    public T Sum(IEnumerable<T> terms) => field.Reduce(ReduceKind.Sum, [.. terms]);
}

/// <summary>What the law of each family determines about its parameters.</summary>
internal static class FamilySights
{
    /// <summary>The reading of a family, or null where the law determines less than a list of functions says.</summary>
    public static FamilyReading? Of(string family) => family switch
    {
        "dirac" or "flat" or "beta_binomial" or "dirichlet_multinomial" => null,
        "categorical" or "multinomial" => FamilyReading.AllButLast,
        "categorical_logit" => FamilyReading.DifferencesToLast,
        "ordered_logistic" => FamilyReading.CutsFromLocation,
        "multi_normal" or "multi_normal_prec" or "multi_student_t" => FamilyReading.WithSymmetricMatrix,
        "multi_normal_chol" => FamilyReading.WithFactor,
        _ when FamilyTable.Find(family) is { Identifiability: Identifiability.Arguments } known && known.Parameters.All(p => p.Rank < 2) => FamilyReading.Arguments,
        _ => null,
    };
}

/// <summary>How a family's parameters are seen.</summary>
internal sealed class FamilyReading(string name)
{
    /// <summary>All parameters.</summary>
    public static FamilyReading Arguments { get; } = new("arguments");

    /// <summary>Probabilities: the last follows from the others.</summary>
    public static FamilyReading AllButLast { get; } = new("all but last");

    /// <summary>Logits up to a common shift.</summary>
    public static FamilyReading DifferencesToLast { get; } = new("differences");

    /// <summary>A location against cut points.</summary>
    public static FamilyReading CutsFromLocation { get; } = new("cuts");

    /// <summary>The last parameter is a symmetric matrix.</summary>
    public static FamilyReading WithSymmetricMatrix { get; } = new("symmetric matrix");

    /// <summary>The last parameter is a factor of the covariance.</summary>
    public static FamilyReading WithFactor { get; } = new("factor");

    /// <summary>The functions that the law determines.</summary>
    public IEnumerable<T> Read<T>(FamilyArguments<T> arguments)
    {
        var values = arguments.Values;
        var last = values.Count == 0 ? null : values[^1];
        if (this == Arguments || last is null)
        {
            return values.SelectMany(v => v.Elements);
        }

        var before = values.Take(values.Count - 1).SelectMany(v => v.Elements);
        var size = last.Extents[0];
        var lower = from i in Range(size) from j in Range(i + 1) select (i, j);
        if (this == AllButLast)
        {
            return before.Concat(last.Elements.Take((int)size - 1));
        }

        if (this == DifferencesToLast)
        {
            return last.Elements.Take((int)size - 1).Select(a => arguments.Subtract(a, last[size - 1]));
        }

        if (this == CutsFromLocation)
        {
            return last.Elements.Select(cut => arguments.Subtract(cut, values[0][[]]));
        }

        return this == WithSymmetricMatrix
            ? before.Concat(lower.Select(p => last[p.i, p.j]))
            : before.Concat(lower.Select(p => arguments.Sum(Range(size).Select(k => arguments.Multiply(last[p.i, k], last[p.j, k])))));
    }

    /// <inheritdoc/>
    public override string ToString() => name;

    private static IEnumerable<long> Range(long count)
    {
        for (var i = 0L; i < count; i++)
        {
            yield return i;
        }
    }
}
