namespace SltDsl.Algebra.Tests;

public sealed class ReferenceTableTests
{
    [Fact]
    public void Every_ideal_of_the_table_is_right_and_all_but_the_named_are_exact()
    {
        var faults = new List<string>();
        foreach (var (id, result) in ReferenceTable.Results)
        {
            var known = ReferenceTable.Cases.First(c => c.Id == id);
            if (!Contains(result, known.Lambda, known.Multiplicity) || (!result.IsExact && !ReferenceTable.BoundedOnly.Contains(known.Id)))
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
