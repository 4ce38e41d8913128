namespace SltDsl.Language.Binding.Expressions;

/// <summary>The built-in functions, by name.</summary>
internal static class BuiltInFunctions
{
    private static readonly Dictionary<string, BuiltInFunction> _all =
        ElementwiseFunctions.All.Concat(AggregateFunctions.All).Concat(VectorFunctions.All).Concat(ConstructionFunctions.All).Concat(MatrixFunctions.All)
            .ToDictionary(f => f.Name, StringComparer.Ordinal);

    // Their arguments are not all values, so that the expression binder has them.
    private static readonly string[] _forms = ["fold", "scan", "column"];

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Names => _all.Keys.Concat(_forms);

    /// <summary>The function of this name, or null; <c>fold</c>, <c>scan</c> and <c>column</c> are forms of their own.</summary>
    public static BuiltInFunction? Find(string name) => _all.TryGetValue(name, out var function) ? function : null;

    /// <summary>Whether this is the name of a function.</summary>
    public static bool Contains(string name) => _all.ContainsKey(name) || _forms.Contains(name);
}
