using SltDsl.Language.Binding.Distributions;
using SltDsl.Language.Binding.Expressions;

namespace SltDsl.Language.Binding.Names;

/// <summary>The names that the language itself gives to functions, families and combinators: a name space of their own, before <c>(</c>.</summary>
internal static class BuiltInNames
{
    /// <summary>Whether a name is a built-in function, family or combinator.</summary>
    public static bool IsKnown(string name) => BuiltInFunctions.Contains(name) || IsDistribution(name);

    /// <summary>Whether a name is a family or combinator.</summary>
    public static bool IsDistribution(string name) => FamilySignatures.Find(name) is not null || Combinators.Names.Contains(name);

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => BuiltInFunctions.Names.Concat(Distributions);

    /// <summary>The families and combinators.</summary>
    public static IEnumerable<string> Distributions => FamilySignatures.All.Select(f => f.Name).Concat(Combinators.Names);
}
