using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Shapes;

/// <summary>A declared type.</summary>
/// <param name="Type">The type with its shape.</param>
/// <param name="Constraint">The declared set.</param>
internal sealed record BoundType(SltType Type, Constraint Constraint);

/// <summary>Binds types as they are written.</summary>
internal static class TypeBinder
{
    /// <summary>The type; null, with a diagnostic, when its extents or bounds are wrong.</summary>
    public static BoundType? Bind(BindingSession session, ExpressionBinder expressions, TypeSyntax syntax)
    {
        var array = Extents(expressions, syntax.ArrayDimensions);
        var tensor = Extents(expressions, syntax.Dimensions);
        if (array is null || tensor is null || Tensor(session, syntax, tensor) is not { } core)
        {
            return null;
        }

        var type = core with { ArrayExtents = array.ToArray() };
        return ShapeReports.IsHoldable(session, type, syntax.Span) && ConstraintOf(session, expressions, syntax, type) is { } constraint
            ? new BoundType(type, constraint)
            : null;
    }

    private static List<SizeExpr>? Extents(ExpressionBinder expressions, EquatableArray<ExpressionSyntax> dimensions)
    {
        var extents = new List<SizeExpr>();
        var isBroken = false;
        foreach (var dimension in dimensions)
        {
            var value = expressions.BindInteger(dimension, "a size");
            var size = value is null ? null : expressions.SizeOf(value, dimension);
            isBroken |= size is null;
            extents.Add(size!);
        }

        return isBroken ? null : extents;
    }

    private static SltType? Tensor(BindingSession session, TypeSyntax syntax, List<SizeExpr> extents)
    {
        var (least, most) = syntax.Keyword switch
        {
            TypeKeyword.Int or TypeKeyword.Real or TypeKeyword.Bool or TypeKeyword.Positive or TypeKeyword.Prob => (0, 0),
            TypeKeyword.Matrix or TypeKeyword.RowStochasticMatrix => (2, 2),
            TypeKeyword.CholeskyFactorCov => (1, 2),
            _ => (1, 1),
        };
        if (extents.Count < least || extents.Count > most)
        {
            session.Report(
                TypeDiagnostics.WrongArgumentCount, $"`{session.TextOf(syntax)}` takes {(least == most ? $"{least}" : $"{least} or {most}")} extent{(most == 1 ? "" : "s")}, found {extents.Count}",
                syntax.Span, most == 2 ? "write rows and columns, as in `matrix[m, n]`" : "write one extent, as in `vector[n]`; several stand in `array[m] vector[n]`");
            return null;
        }

        return syntax.Keyword switch
        {
            TypeKeyword.Int => SltType.Int,
            TypeKeyword.Bool => SltType.Bool,
            TypeKeyword.Real or TypeKeyword.Positive or TypeKeyword.Prob => SltType.Real,
            TypeKeyword.Matrix or TypeKeyword.RowStochasticMatrix => SltType.Matrix(extents[0], extents[1]),
            TypeKeyword.CovMatrix or TypeKeyword.CorrMatrix or TypeKeyword.CholeskyFactorCorr => SltType.Matrix(extents[0], extents[0]),
            TypeKeyword.CholeskyFactorCov => SltType.Matrix(extents[0], extents[extents.Count - 1]),
            _ => SltType.Vector(extents[0]),
        };
    }

    private static Constraint? ConstraintOf(BindingSession session, ExpressionBinder expressions, TypeSyntax syntax, SltType type)
    {
        Structure? structure = syntax.Keyword switch
        {
            TypeKeyword.Simplex => Structure.Simplex,
            TypeKeyword.Ordered => Structure.Ordered,
            TypeKeyword.PositiveOrdered => Structure.PositiveOrdered,
            TypeKeyword.UnitVector => Structure.UnitVector,
            TypeKeyword.SumToZeroVector => Structure.SumToZero,
            TypeKeyword.CovMatrix => Structure.Covariance,
            TypeKeyword.CorrMatrix => Structure.Correlation,
            TypeKeyword.CholeskyFactorCorr => Structure.CholeskyCorrelation,
            TypeKeyword.CholeskyFactorCov => Structure.CholeskyCovariance,
            TypeKeyword.RowStochasticMatrix => Structure.RowStochastic,
            _ => null,
        };
        if (structure is { } set)
        {
            if (syntax.Bounds.Count > 0)
            {
                session.Report(TypeDiagnostics.TypeMismatch, $"`{session.TextOf(syntax)}` takes no bounds", syntax.Bounds[0].Span, "its set is fixed; bounds are for `real`, `int`, `vector` and `matrix`");
                return null;
            }

            return new StructureConstraint(set);
        }

        return syntax.Keyword switch
        {
            TypeKeyword.Positive => new BoundConstraint(Zero(session, syntax), null),
            TypeKeyword.Prob => new BoundConstraint(Zero(session, syntax), new Literal(1, SltType.Int, session.Place(syntax.KeywordSpan))),
            _ => Bounds(session, expressions, syntax, type),
        };
    }

    private static Literal Zero(BindingSession session, TypeSyntax syntax) => new(0, SltType.Int, session.Place(syntax.KeywordSpan));

    private static BoundConstraint? Bounds(BindingSession session, ExpressionBinder expressions, TypeSyntax syntax, SltType type)
    {
        var values = new Dictionary<BoundKeyword, Expr>();
        foreach (var bound in syntax.Bounds)
        {
            if (expressions.Bind(bound.Value) is not { } value)
            {
                return null;
            }

            if (value.Type.Rank > 0 && !expressions.Conforms(value, type with { Element = ElementKind.Real }, bound.Value.Span, "this bound"))
            {
                return null;
            }

            if (type.Element == ElementKind.Int && value.Type.Element == ElementKind.Real)
            {
                session.Report(TypeDiagnostics.TypeMismatch, "expected an `int` bound, found `real`", bound.Value.Span, "bounds of an `int` are integers");
                return null;
            }

            if (values.ContainsKey(bound.Keyword))
            {
                session.Report(NameDiagnostics.DuplicateName, $"`{bound.Keyword.ToString().ToLowerInvariant()}` is already given", bound.Span, "give each bound once");
                return null;
            }

            values.Add(bound.Keyword, value);
        }

        Expr? Get(BoundKeyword keyword) => values.TryGetValue(keyword, out var value) ? value : null;
        var constraint = new BoundConstraint(Get(BoundKeyword.Lower), Get(BoundKeyword.Upper), Get(BoundKeyword.Offset), Get(BoundKeyword.Multiplier));
        return IsInhabited(session, syntax, constraint) ? constraint : null;
    }

    private static bool IsInhabited(BindingSession session, TypeSyntax syntax, BoundConstraint bounds)
    {
        var lower = bounds.Lower is { Type.Rank: 0 } low ? NumericEvaluator.Analysed(session, low) : null;
        var upper = bounds.Upper is { Type.Rank: 0 } high ? NumericEvaluator.Analysed(session, high) : null;
        if (lower > upper)
        {
            var place = syntax.Bounds[0].Span.To(syntax.Bounds[syntax.Bounds.Count - 1].Span);
            session.Report(ConstraintDiagnostics.EmptySet, $"no value lies between {NumberText.Exact(lower!.Value)} and {NumberText.Exact(upper!.Value)}", place, "exchange the bounds");
            return false;
        }

        if (syntax.Keyword == TypeKeyword.Real && lower == 0 && bounds is { Offset: null, Multiplier: null } && (bounds.Upper is null || upper == 1))
        {
            var word = bounds.Upper is null ? "positive" : "prob";
            session.Report(ConstraintDiagnostics.ConstraintMakesType, $"`{session.TextOf(syntax)}` is `{word}`", syntax.Span, d => d with
            {
                Help = $"write `{word}`",
                Fixes = syntax.ArrayDimensions.Count > 0 ? [] : [new($"Write `{word}`", [new(session.Place(syntax.Span), word)])],
            });
        }

        return true;
    }
}
