using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Distributions;

/// <summary>Findings about a prior and the set that its parameter is declared on.</summary>
internal static class PriorChecks
{
    /// <summary>Whether the prior is a density on the declared set; reports one that is not, is improper, or whose mass there is not known.</summary>
    public static bool IsLegal(BindingSession session, ParamSyntax syntax, Symbol parameter, Constraint constraint, Distribution prior)
    {
        if (prior is FamilyDistribution { Family: "flat" })
        {
            ReportImproper(session, syntax, parameter, constraint);
            return true;
        }

        if (prior is not FamilyDistribution family)
        {
            if (constraint is not BoundConstraint { Lower: null, Upper: null })
            {
                ReportUnknownMass(session, syntax, parameter);
            }

            return true;
        }

        var signature = FamilySignatures.Find(family.Family)!;
        switch (constraint)
        {
            case StructureConstraint { Structure: var structure }:
                if (!HasKnownMass(session, signature, family, structure, parameter, syntax))
                {
                    ReportUnknownMass(session, syntax, parameter);
                }

                return true;
            case BoundConstraint bounds when signature.ValueRank > 0:
                if (OwnType(signature.Support) is { } type)
                {
                    ReportWrongSet(session, syntax, parameter, signature, type);
                    return false;
                }

                if (bounds.Lower is not null || bounds.Upper is not null)
                {
                    ReportUnknownMass(session, syntax, parameter);
                }

                return true;
            case BoundConstraint bounds:
                return AreBoundsLegal(session, syntax, parameter, bounds, signature, family);
            default:
                return true;
        }
    }

    /// <summary>The interval that holds a family's values for its arguments.</summary>
    public static Interval SupportOf(BindingSession session, FamilySignature signature, FamilyDistribution family) => signature.Support switch
    {
        Support.NonNegative => Interval.NonNegative,
        Support.UnitInterval => Interval.Unit,
        Support.FromFirst => new(Number(session, family.Arguments[0]) ?? 0, double.PositiveInfinity),
        Support.Interval => new(Number(session, family.Arguments[0]) ?? double.NegativeInfinity, Number(session, family.Arguments[1]) ?? double.PositiveInfinity),
        _ => Interval.All,
    };

    private static double? Number(BindingSession session, Expr expr) => expr.Type.Rank == 0 ? NumericEvaluator.Analysed(session, expr) : null;

    private static string? OwnType(Support support) => support switch
    {
        Support.Simplex => "simplex",
        Support.Covariance => "cov_matrix",
        Support.Correlation => "corr_matrix",
        Support.CholeskyCorrelation => "cholesky_factor_corr",
        _ => null,
    };

    private static bool HasKnownMass(BindingSession session, FamilySignature signature, FamilyDistribution family, Structure structure, Symbol parameter, ParamSyntax syntax)
    {
        if (syntax.Each.Count > 0)
        {
            return false;
        }

        return structure switch
        {
            Structure.Simplex or Structure.RowStochastic => signature.Support == Support.Simplex,
            Structure.Correlation => signature.Support == Support.Correlation,
            Structure.CholeskyCorrelation => signature.Support == Support.CholeskyCorrelation,
            Structure.Covariance => signature.Support == Support.Covariance,

            // Exchangeable values: an order has one K!-th of the mass.
            Structure.Ordered => signature.ValueRank == 0 && family.Arguments.All(a => a.Type.Rank == 0),
            Structure.PositiveOrdered => signature.ValueRank == 0 && family.Arguments.All(a => a.Type.Rank == 0)
                && (SupportOf(session, signature, family).Lower >= 0 || signature.HasIntervalMass || IsCentre(session, signature, family, 0)),
            _ => false,
        };
    }

    private static bool IsCentre(BindingSession session, FamilySignature signature, FamilyDistribution family, double bound)
    {
        for (var n = 0; n < signature.Parameters.Count; n++)
        {
            if (signature.IsSymmetric && signature.Parameters[n].Name == "mu")
            {
                return family.Arguments[n] is Literal literal && literal.Value == bound;
            }
        }

        return false;
    }

    private static bool AreBoundsLegal(BindingSession session, ParamSyntax syntax, Symbol parameter, BoundConstraint bounds, FamilySignature signature, FamilyDistribution family)
    {
        var declared = Ranges.Of(session, bounds);
        var support = SupportOf(session, signature, family);
        if (declared.Lower > support.Upper || declared.Upper < support.Lower)
        {
            session.Report(
                DistributionDiagnostics.SupportMismatch, $"`{family.Family}` has no mass on the set of `{parameter.Name}`", syntax.Prior.Span,
                d => d with { Severity = Severity.Error, Related = [new(syntax.Type.Span, "the declared set")], Help = "change the bounds or the prior" });
            return false;
        }

        if (IsLarger(session, bounds.Lower, declared.Lower, support.Lower, 1) || IsLarger(session, bounds.Upper, declared.Upper, support.Upper, -1))
        {
            ReportLargerSet(session, syntax, parameter, family, support);
        }

        var isCut = (bounds.Lower is not null && !(declared.Lower <= support.Lower)) || (bounds.Upper is not null && !(declared.Upper >= support.Upper));
        var isHalf = (bounds.Lower is null) != (bounds.Upper is null) && (bounds.Lower ?? bounds.Upper) is Literal { Value: var end } && IsCentre(session, signature, family, end);
        if (isCut && !signature.HasIntervalMass && !isHalf)
        {
            ReportUnknownMass(session, syntax, parameter);
        }

        return true;
    }

    // Bounds that depend on parameters are not compared: their range says nothing about one value.
    private static bool IsLarger(BindingSession session, Expr? bound, double declared, double support, int sign) =>
        !double.IsInfinity(support) && (bound is null || Number(session, bound) is not null) && sign * (declared - support) < 0;

    private static void ReportLargerSet(BindingSession session, ParamSyntax syntax, Symbol parameter, FamilyDistribution family, Interval support) =>
        session.Report(
            DistributionDiagnostics.SupportMismatch, $"`{family.Family}` has no mass on part of the set of `{parameter.Name}`", syntax.Prior.Span,
            d =>
            {
                var word = support is { Lower: 0, Upper: double.PositiveInfinity } ? "positive" : support is { Lower: 0, Upper: 1 } ? "prob" : null;
                var bound = (support.Lower, support.Upper) switch
                {
                    (var a, double.PositiveInfinity) => $"<lower={NumberText.Exact(a)}>",
                    (double.NegativeInfinity, var b) => $"<upper={NumberText.Exact(b)}>",
                    var (a, b) => $"<lower={NumberText.Exact(a)}, upper={NumberText.Exact(b)}>",
                };
                var isPlain = syntax.Type is { Keyword: TypeKeyword.Real, Bounds.Count: 0 };
                var edit = isPlain && word is not null
                    ? new TextEdit(syntax.Type.KeywordSpan, word)
                    : new TextEdit(new SourceSpan(syntax.Type.KeywordSpan.End, 0), bound);
                var help = isPlain && word is not null ? $"declare it as `{word}`" : $"write `{bound}` after `{session.Source.Slice(syntax.Type.KeywordSpan)}`";
                return d with
                {
                    Related = [new(syntax.Type.Span, "the declared set")],
                    Help = help,
                    Fixes = syntax.Type.Bounds.Count == 0 ? [new("Declare the support", [edit])] : [],
                };
            });

    private static void ReportWrongSet(BindingSession session, ParamSyntax syntax, Symbol parameter, FamilySignature family, string type) =>
        session.Report(
            DistributionDiagnostics.SupportMismatch, $"`{family.Name}` is a density on `{type}`, not on the set of `{parameter.Name}`", syntax.Prior.Span,
            d => d with
            {
                Severity = Severity.Error,
                Related = [new(syntax.Type.Span, "the declared set")],
                Help = $"declare it as `{type}[{(syntax.Type.Dimensions.Count > 0 ? session.TextOf(syntax.Type.Dimensions[0]) : "K")}]`",
                Fixes = Retyped(syntax.Type, type) is { } edit ? [new($"Declare a `{type}`", [edit])] : [],
            });

    private static TextEdit? Retyped(TypeSyntax syntax, string type) => (type, syntax) switch
    {
        ("simplex", { Keyword: TypeKeyword.Vector, Bounds.Count: 0 }) => new(syntax.KeywordSpan, type),
        ("simplex", { Keyword: TypeKeyword.Matrix, Bounds.Count: 0 }) => new(syntax.KeywordSpan, "row_stochastic_matrix"),
        _ => null,
    };

    private static void ReportUnknownMass(BindingSession session, ParamSyntax syntax, Symbol parameter) => session.Report(
        DistributionDiagnostics.SupportMismatch, $"the prior of `{parameter.Name}` is known up to a constant factor on its set", syntax.Prior.Span,
        d => d with
        {
            Related = [new(syntax.Type.Span, "the declared set")],
            Notes = [new("SLT", "λ and m do not depend on the factor; free energies are reported up to its logarithm")],
            Help = "choose a family that lives on the set, or allow it",
        });

    private static void ReportImproper(BindingSession session, ParamSyntax syntax, Symbol parameter, Constraint constraint)
    {
        var isBounded = constraint switch
        {
            BoundConstraint { Lower: not null, Upper: not null } => true,
            StructureConstraint { Structure: Structure.Simplex or Structure.RowStochastic or Structure.UnitVector or Structure.Correlation or Structure.CholeskyCorrelation } => true,
            _ => false,
        };
        if (!isBounded)
        {
            session.Report(
                DistributionDiagnostics.ImproperPrior, $"the prior on `{parameter.Name}` is improper", syntax.Prior.Span,
                d => d with
                {
                    Notes = [new("SLT", "the free energy is undefined unless W is bounded")],
                    Help = "give it a proper prior such as `normal(0, 10)`, or bounds",
                    Fixes = [new("Use `normal(0, 10)`", [new(syntax.Prior.Span, "normal(0, 10)")])],
                });
        }
    }
}
