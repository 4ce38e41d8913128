namespace SltDsl.Algebra.Tests;

public sealed class ReferenceTableTests
{
    /// <summary>The cases that the default budget leaves as intervals; one that becomes exact may be taken out.</summary>
    private static readonly HashSet<string> BoundedOnly =
    [
        "mix-simplex-31", "mix-signed-4",
    ];

    [Fact]
    public void Every_ideal_of_the_table_is_right_and_all_but_the_named_are_exact()
    {
        var faults = new List<string>();
        foreach (var known in ReferenceTable.Cases.Where(c => c.Problem is not null))
        {
            var result = RealLogCanonicalThreshold.Of(known.Problem!);
            if (!Contains(result, known.Lambda, known.Multiplicity) || (!result.IsExact && !BoundedOnly.Contains(known.Id)))
            {
                faults.Add($"{known.Id}: {result}, known λ = {known.Lambda}, m = {known.Multiplicity}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static bool Contains(Rlct result, Rational lambda, int multiplicity) =>
        !result.IsInfinite && result.Lower <= lambda && (result.Upper is not { } upper || lambda <= upper)
        && (!result.IsLambdaExact || (result.LowerMultiplicity <= multiplicity && multiplicity <= result.UpperMultiplicity));
}
