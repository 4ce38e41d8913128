namespace SltDsl.Graph.Distributions;

/// <summary>The distribution table: one entry for each family of the language.</summary>
public static class FamilyTable
{
    private static readonly Dictionary<string, Family> _families = new IEnumerable<Family>[]
    {
        LocationScaleFamilies.All, PositiveFamilies.All, IntervalFamilies.All, CountFamilies.All, CategoricalFamilies.All, VectorFamilies.All, MatrixFamilies.All,
    }.SelectMany(f => f).ToDictionary(f => f.Name);

    /// <summary>All families, by name.</summary>
    public static IReadOnlyDictionary<string, Family> Families => _families;

    /// <summary>The family of this name, or null.</summary>
    public static Family? Find(string name) => _families.TryGetValue(name, out var family) ? family : null;
}
