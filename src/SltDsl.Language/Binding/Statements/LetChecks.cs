using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Statements;

/// <summary>Whether the value of a <c>let</c> is known to keep the constraint of its type.</summary>
internal static class LetChecks
{
    /// <summary>Reports a constraint that is not guaranteed.</summary>
    public static void Report(BindingSession session, LetSyntax syntax, Constraint constraint, Expr value)
    {
        if (syntax.Type is null || IsGuaranteed(session, constraint, value))
        {
            return;
        }

        session.Report(ConstraintDiagnostics.ConstraintNotGuaranteed, $"the constraint of `{syntax.Name.Text}` is not guaranteed", syntax.Type.Span, d => d with
        {
            Related = [new(session.Place(syntax.Value.Span), "this value may lie outside")],
            Help = "a `let` only names a value: make the value keep the constraint, or leave the constraint out",
        });
    }

    private static bool IsGuaranteed(BindingSession session, Constraint constraint, Expr value) => constraint switch
    {
        BoundConstraint { Lower: null, Upper: null } => true,
        BoundConstraint => Ranges.Of(session, constraint) is var set && Ranges.Of(session, value) is var range && set.Contains(range),
        StructureConstraint { Structure: var structure } => IsOfStructure(session, structure, value),
        _ => true,
    };

    private static bool IsOfStructure(BindingSession session, Structure structure, Expr value)
    {
        if (value is Reference { Symbol: var symbol } && session.Constraints.TryGetValue(symbol, out var declared))
        {
            return declared is StructureConstraint { Structure: var known } && Implies(known, structure);
        }

        if (NumericEvaluator.AnalysedArray(session, value) is { } number && value.Level <= Level.Size)
        {
            return Truths.StructureSets.Violation(number, structure) is null;
        }

        return value switch
        {
            Call { Function: Function.Softmax } => structure is Structure.Simplex or Structure.RowStochastic,
            Call { Function: Function.Cholesky } => structure == Structure.CholeskyCovariance,
            Call { Function: Function.Sort } => structure == Structure.Ordered,
            IndexExpr { Subscripts: [At { Position.Type.Rank: 0 }], Target: var target } => structure == Structure.Simplex && IsOfStructure(session, Structure.RowStochastic, target),
            Bracket bracket => structure == Structure.RowStochastic && bracket.Items.All(i => IsOfStructure(session, Structure.Simplex, i)),
            Comprehension comprehension => structure == Structure.RowStochastic && IsOfStructure(session, Structure.Simplex, comprehension.Element),
            Conditional conditional => IsOfStructure(session, structure, conditional.Then) && IsOfStructure(session, structure, conditional.Else),
            _ => false,
        };
    }

    private static bool Implies(Structure known, Structure wanted) => known == wanted || (known, wanted) switch
    {
        (Structure.PositiveOrdered, Structure.Ordered) => true,
        (Structure.Correlation, Structure.Covariance) => true,
        (Structure.CholeskyCorrelation, Structure.CholeskyCovariance) => true,
        (Structure.Simplex, Structure.RowStochastic) or (Structure.RowStochastic, Structure.Simplex) => true,
        _ => false,
    };
}
