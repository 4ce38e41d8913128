using System.Collections;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Tests.Syntax;

/// <summary>Writes a syntax tree without its spans, so that trees of differently laid out texts can be compared.</summary>
internal static class TreeShape
{
    public static string Of(SyntaxTree tree) => string.Join("\n", tree.Statements.Select(Of));

    public static string Of(object? value) => value switch
    {
        null => "_",
        string text => $"\"{text}\"",
        SyntaxNode node => Node(node),
        IEnumerable items => $"[{string.Join(" ", items.Cast<object?>().Select(Of))}]",
        _ => value.ToString()!,
    };

    private static string Node(SyntaxNode node)
    {
        var parts = node.GetType().GetProperties()
            .Where(p => p.PropertyType != typeof(SourceSpan) && p.Name is not ("Value" or "IntegerValue" or "Documentation") || p.PropertyType.IsAssignableTo(typeof(ExpressionSyntax)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => Of(p.GetValue(node)));
        var name = node.GetType().Name.Replace("Syntax", "");
        return node is StringSyntax s ? $"(String \"{s.Value}\")" : node is BooleanSyntax b ? $"(Boolean {b.Value})" : $"({name} {string.Join(" ", parts)})";
    }
}
