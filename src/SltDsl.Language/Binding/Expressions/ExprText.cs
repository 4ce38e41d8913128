using System.Text;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>Writes expressions so that equal ones at different places have equal text.</summary>
internal static class ExprText
{
    private const int Longest = 4_000;

    /// <summary>The text; cut when it is very long.</summary>
    public static string Of(Expr expr)
    {
        var text = new StringBuilder();
        Write(expr, text);
        return text.ToString();
    }

    private static void Write(Expr expr, StringBuilder text)
    {
        if (text.Length > Longest)
        {
            return;
        }

        text.Append(expr switch
        {
            Literal literal => NumberText.Exact(literal.Value),
            Reference reference => reference.Symbol.SizeName,
            Call call => call.Function.ToString(),
            IndexExpr index => "[" + string.Join(",", index.Subscripts.Select(s => s is At ? "." : s is Slice { Lower: null, Upper: null } ? ":" : s is Slice { Lower: null } ? ":." : s is Slice { Upper: null } ? ".:" : ".:.")) + "]",
            Comprehension comprehension => "for " + string.Join(",", comprehension.Iterations.Select(i => i.Index.SizeName)),
            Recurrence recurrence => (recurrence.KeepStates ? "scan " : "fold ") + recurrence.State.SizeName + "," + recurrence.Item.SizeName,
            _ => expr.GetType().Name,
        });
        text.Append('(');
        foreach (var child in ExprTree.Children(expr))
        {
            Write(child, text);
            text.Append(' ');
        }

        text.Append(')');
    }
}
