namespace SltDsl.Runtime;

/// <summary>A declared extent: a polynomial with integer coefficients in sizes. A name or a number converts to one.</summary>
/// <param name="Text">As the modeller would write it, such as <c>K - 1</c>.</param>
/// <param name="Terms">The terms; none for 0.</param>
public sealed record Extent(string Text, IReadOnlyList<ExtentTerm> Terms)
{
    /// <summary>The extent that is one size.</summary>
    public static implicit operator Extent(string size) => new(size, [new ExtentTerm(1, size)]);

    /// <summary>A constant extent.</summary>
    public static implicit operator Extent(long value) => new($"{value}", [new ExtentTerm(value)]);

    /// <summary>The value at sizes.</summary>
    /// <exception cref="KeyNotFoundException">A size has no value.</exception>
    /// <exception cref="OverflowException">The value does not fit 64 bits.</exception>
    public long Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        var sum = 0L;
        foreach (var term in Terms)
        {
            sum = checked(sum + term.Evaluate(sizes));
        }

        return sum;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>
    /// The value of the one size that has none yet, for the extent to have a length: a number when it is an integer, null
    /// when the extent has no unknown size, more than one, or one that does not enter linearly.
    /// </summary>
    internal (string Size, long Value)? Solve(long length, IReadOnlyDictionary<string, long> sizes)
    {
        var unknown = Terms.SelectMany(t => t.Sizes).Where(s => !sizes.ContainsKey(s)).Distinct().ToList();
        if (unknown is not [var size] || Terms.Any(t => t.Sizes.Count(s => s == size) > 1))
        {
            return null;
        }

        var (slope, rest) = (0L, length);
        foreach (var term in Terms)
        {
            if (term.Sizes.Contains(size))
            {
                slope += new ExtentTerm(term.Coefficient, [.. term.Sizes.Where(s => s != size)]).Evaluate(sizes);
            }
            else
            {
                rest -= term.Evaluate(sizes);
            }
        }

        return slope != 0 && rest % slope == 0 ? (size, rest / slope) : null;
    }
}

/// <summary>A term of an <see cref="Extent"/>: a coefficient times a product of sizes.</summary>
/// <param name="Coefficient">The coefficient.</param>
/// <param name="Sizes">The names of the sizes; none for a constant.</param>
public sealed record ExtentTerm(long Coefficient, params IReadOnlyList<string> Sizes)
{
    internal long Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        var product = Coefficient;
        foreach (var size in Sizes)
        {
            product = checked(product * sizes[size]);
        }

        return product;
    }
}
