using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Statements;

/// <summary>How many joint states of latent variables meet in an observation.</summary>
internal static class LatentStates
{
    private const double Most = 1_000;

    /// <summary>The number of states between two bounds, at the sizes of the analysis; 1 where it does not follow from sizes.</summary>
    public static long Count(BindingSession session, Expr lower, Expr upper) =>
        SizeConversion.Of(session, lower) is { } from && SizeConversion.Of(session, upper) is { } to && session.Sizes.Value(to - from + SizeExpr.Constant(1)) is { } count ? count : 1;

    /// <summary>Whether the latent variables that reach a distribution have few joint states; else reports it.</summary>
    public static bool AreFew(BindingSession session, Distribution distribution, ObserveSyntax place)
    {
        var states = 1.0;
        foreach (var latent in Reaching(session, ExprTree.AllExpressions(distribution)))
        {
            var members = latent.Type.Rank > 0 && IsReadWhole(session, latent, distribution)
                ? latent.Type.Extents.Aggregate(1.0, (product, extent) => product * (session.Sizes.Value(extent) ?? 1))
                : 1;
            states *= session.LatentStates.TryGetValue(latent, out var each) ? Math.Pow(each, members) : 1;
        }

        if (states <= Most)
        {
            return true;
        }

        session.Report(
            DistributionDiagnostics.TooManyStates, $"summing out needs {NumberText.Short(states)} joint states, the limit is {Most}", place.Distribution.Span,
            "let fewer latent variables meet in one observation; members of an array are summed one by one where each element reads its own, `z[t]`");
        return false;
    }

    /// <summary>The latent variables that expressions depend on, with those that their distributions depend on.</summary>
    private static HashSet<Symbol> Reaching(BindingSession session, IEnumerable<Expr> expressions)
    {
        var reaching = new HashSet<Symbol>();
        var open = new Stack<Symbol>(session.Levels.Roots(expressions).Where(s => s.Kind == SymbolKind.Latent));
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (reaching.Add(next) && session.LatentDistributions.TryGetValue(next, out var distribution))
            {
                foreach (var latent in session.Levels.Roots(ExprTree.AllExpressions(distribution)).Where(s => s.Kind == SymbolKind.Latent))
                {
                    open.Push(latent);
                }
            }
        }

        return reaching;
    }

    /// <summary>Whether members of the array meet in one number: under a reduction that runs over them.</summary>
    private static bool IsReadWhole(BindingSession session, Symbol latent, Distribution distribution)
    {
        var seen = new HashSet<Expr>(ExprTree.ByReference);
        return ExprTree.AllExpressions(distribution).Any(Meets);

        bool Meets(Expr expr)
        {
            if (!seen.Add(expr) || !session.Levels.Roots(expr).Contains(latent))
            {
                return false;
            }

            return (expr is Call call && IsReduction(call.Function) && call.Arguments.Any(RunsOver))
                || (expr is Reference { Symbol: var name } && session.LetValues.TryGetValue(name, out var value) && Meets(value))
                || ExprTree.Children(expr).Any(Meets);
        }

        // A member at a fixed place, such as z[t], is one; all of it, or z[i] with an index of the reduction, is many.
        bool RunsOver(Expr operand)
        {
            var indices = new HashSet<Symbol>(ExprTree.SelfAndParts(operand).OfType<Comprehension>().SelectMany(c => c.Iterations).Select(i => i.Index));
            var parts = ExprTree.SelfAndParts(operand).ToArray();
            var single = new HashSet<Expr>(
                parts.OfType<IndexExpr>().Where(i => i.Subscripts.All(s => s is At { Position.Type.Rank: 0 } at && !session.Levels.Roots(at.Position).Overlaps(indices))).Select(i => i.Target),
                ExprTree.ByReference);
            return parts.Any(p => p is Reference { Symbol: var symbol } && symbol.Equals(latent) && !single.Contains(p));
        }
    }

    private static bool IsReduction(Function function) =>
        function is (>= Function.Sum and <= Function.Any) or Function.Dot or Function.MatrixMultiply or Function.Norm or Function.CumulativeSum or Function.Sort;
}
