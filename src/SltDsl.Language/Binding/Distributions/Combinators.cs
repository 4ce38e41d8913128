namespace SltDsl.Language.Binding.Distributions;

/// <summary>The names that make distributions from distributions.</summary>
internal static class Combinators
{
    private static readonly Dictionary<string, string> _usages = new(StringComparer.Ordinal)
    {
        ["mixture"] = "mixture(w, k => d)",
        ["hmm"] = "hmm(start, trans, k => d)",
        ["enumerate"] = "enumerate(z in 1:K, p, d)",
        ["truncate"] = "truncate(d, lo, hi)",
        ["censor"] = "censor(d, lo, hi)",
        ["zero_inflated"] = "zero_inflated(p, d)",
        ["product"] = "product([d for i in 1:n])",
        ["affine"] = "affine(d, shift, scale)",
        ["axis"] = "axis(n, d)",
    };

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> Names => _usages.Keys;

    /// <summary>How a call looks.</summary>
    public static string Usage(string name) => _usages[name];
}
