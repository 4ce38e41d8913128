using SltDsl.Language.Syntax;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.Cli.Input;

/// <summary>Finds real inputs that are multiples of one another in the data: their coefficients cannot be told apart (SLT1017).</summary>
internal static class DesignCheck
{
    // Rounding of n products; what is farther apart than this is not collinear.
    private const double Tolerance = 1e-12;
    private const long MostOperations = 100_000_000;

    /// <summary>Pairs of elements, by name; none where comparing all would take long.</summary>
    /// <param name="source">The text of the model.</param>
    /// <param name="columns">The columns with their shapes.</param>
    /// <param name="rows">The rows.</param>
    public static IReadOnlyList<(string First, string Second)> Collinear(SourceText source, IReadOnlyList<ValueLayout> columns, Dataset rows)
    {
        var inputs = SltParser.Parse(source).Statements.OfType<InputSyntax>().Select(s => s.Name.Text).ToHashSet();
        var elements = columns.Zip(rows.Columns)
            .Where(c => inputs.Contains(c.First.Name) && !c.First.IsInteger)
            .SelectMany(c => Enumerable.Range(0, c.First.Count).Select(i => (Name: c.First.ElementName(i), Values: c.Second.AsMemory(i * rows.Rows, rows.Rows))))
            .Where(e => Dot(e.Values, e.Values) > 0).ToList();
        if (rows.Rows < 2 || (long)elements.Count * elements.Count * rows.Rows > MostOperations)
        {
            return [];
        }

        var pairs = from i in Enumerable.Range(0, elements.Count)
                    from j in Enumerable.Range(i + 1, elements.Count - i - 1)
                    where AreCollinear(elements[i].Values, elements[j].Values)
                    select (elements[i].Name, elements[j].Name);
        return [.. pairs];
    }

    /// <summary>Equality in the inequality of Cauchy and Schwarz.</summary>
    private static bool AreCollinear(ReadOnlyMemory<double> a, ReadOnlyMemory<double> b)
    {
        var product = Dot(a, b);
        return product * product >= (1 - Tolerance) * Dot(a, a) * Dot(b, b);
    }

    private static double Dot(ReadOnlyMemory<double> a, ReadOnlyMemory<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a.Span[i] * b.Span[i];
        }

        return sum;
    }
}
