using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Truths;

/// <summary>Compares the values at a point with the sets that parameters are declared on.</summary>
internal static class PointChecks
{
    /// <summary>Reports each value that lies outside its parameter's set.</summary>
    public static void ReportViolations(BindingSession session, string owner, EquatableArray<TruthValue> values)
    {
    }
}
