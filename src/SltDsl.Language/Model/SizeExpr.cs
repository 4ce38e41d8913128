using System.Text;

namespace SltDsl.Language.Model;

/// <summary>
/// A symbolic size: a polynomial with integer coefficients in the names of sizes (and, inside a comprehension, of its
/// indices), kept in normal form, so that two sizes are provably equal exactly when the records are.
/// </summary>
public sealed record SizeExpr
{
    private SizeExpr(EquatableArray<SizeTerm> terms) => Terms = terms;

    /// <summary>The terms, without zero coefficients, in ordinal order of their factors; the constant term comes first.</summary>
    public EquatableArray<SizeTerm> Terms { get; }

    /// <summary>Whether no size name occurs.</summary>
    public bool IsConstant => Terms.Count == 0 || (Terms.Count == 1 && Terms[0].Factors.Count == 0);

    /// <summary>The names that occur, each once.</summary>
    public IEnumerable<string> Names => Terms.SelectMany(t => t.Factors).Distinct();

    /// <summary>The number of rows of the data: the extent of <c>column(x)</c>. Its name cannot be that of a size.</summary>
    public static SizeExpr Rows { get; } = Variable("row count");

    /// <summary>A constant size.</summary>
    public static SizeExpr Constant(long value) =>
        Normalise([new SizeTerm([], value)]);

    /// <summary>The size with this name.</summary>
    public static SizeExpr Variable(string name) => Normalise([new SizeTerm([name], 1)]);

    /// <summary>The sum.</summary>
    public static SizeExpr operator +(SizeExpr a, SizeExpr b) => Normalise(a.Terms.Concat(b.Terms));

    /// <summary>The difference.</summary>
    public static SizeExpr operator -(SizeExpr a, SizeExpr b) =>
        Normalise(a.Terms.Concat(b.Terms.Select(t => new SizeTerm(t.Factors, -t.Coefficient))));

    /// <summary>The product.</summary>
    public static SizeExpr operator *(SizeExpr a, SizeExpr b) => Normalise(
        from s in a.Terms
        from t in b.Terms
        select new SizeTerm(s.Factors.Concat(t.Factors).OrderBy(f => f, StringComparer.Ordinal).ToArray(), checked(s.Coefficient * t.Coefficient)));

    /// <summary>The value when every name has one.</summary>
    /// <param name="sizes">The value of each name.</param>
    /// <exception cref="KeyNotFoundException">A name has no value.</exception>
    /// <exception cref="OverflowException">The value does not fit 64 bits.</exception>
    public long Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        checked
        {
            return Terms.Sum(t => t.Factors.Aggregate(t.Coefficient, (product, name) => checked(product * sizes[name])));
        }
    }

    /// <summary>The size as the modeller would write it, such as <c>K - 1</c>.</summary>
    public override string ToString()
    {
        if (Terms.Count == 0)
        {
            return "0";
        }

        var text = new StringBuilder();
        foreach (var term in Terms.OrderBy(t => t.Factors.Count == 0 ? 1 : 0))
        {
            var magnitude = Math.Abs(term.Coefficient);
            var factors = magnitude == 1 && term.Factors.Count > 0 ? term.Factors : [magnitude.ToString(), .. term.Factors];
            var sign = term.Coefficient < 0 ? (text.Length == 0 ? "-" : " - ") : (text.Length == 0 ? "" : " + ");
            text.Append(sign).Append(string.Join(" * ", factors));
        }

        return text.ToString();
    }

    private static SizeExpr Normalise(IEnumerable<SizeTerm> terms) => new(
        terms.GroupBy(t => t.Factors)
            .Select(g => new SizeTerm(g.Key, g.Aggregate(0L, (sum, t) => checked(sum + t.Coefficient))))
            .Where(t => t.Coefficient != 0)
            .OrderBy(t => string.Join("*", t.Factors), StringComparer.Ordinal)
            .ToArray());
}

/// <summary>One term of a <see cref="SizeExpr"/>: a coefficient times a product of names in ordinal order.</summary>
/// <param name="Factors">The names; empty for the constant term.</param>
/// <param name="Coefficient">The integer coefficient, not zero.</param>
public sealed record SizeTerm(EquatableArray<string> Factors, long Coefficient);
