using System.Globalization;
using System.Text;

namespace SltDsl.CodeGen.Emit;

/// <summary>C# names for names of the text: no other text of a `.slt` file reaches the generated code unquoted.</summary>
public static class Identifiers
{
    private static readonly HashSet<string> _keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",

        // Contextual, and reserved in some place where a name can stand.
        "await", "field", "record", "scoped", "value", "var", "dynamic", "nameof", "notnull", "unmanaged", "nint", "nuint", "file",
        "required", "allows", "extension", "partial", "where", "yield", "when", "async", "global", "_",
    ];

    /// <summary>A local name: the letters and digits of the name, never a keyword.</summary>
    public static string Local(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            text.Append(IsNameCharacter(c) ? c.ToString() : $"x{(int)c:X4}");
        }

        if (text.Length == 0 || IsDigit(text[0]))
        {
            text.Insert(0, '_');
        }

        return _keywords.Contains(text.ToString()) ? $"{text}_" : text.ToString();
    }

    /// <summary>A public name: parts between underscores start with a capital, and the underscores go.</summary>
    public static string Public(string name)
    {
        var text = new StringBuilder();
        foreach (var part in name.Split('_').Where(p => p.Length > 0))
        {
            text.Append(char.ToUpper(part[0], CultureInfo.InvariantCulture)).Append(part.Substring(1));
        }

        return Local(text.Length == 0 ? "X" : text.ToString());
    }

    /// <summary>A namespace: each part a name.</summary>
    public static string Namespace(string name) => string.Join(".", name.Split('.').Select(Local));

    /// <summary>A C# string literal.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : c is >= ' ' and < '\u007F' || char.IsLetterOrDigit(c) ? c.ToString() : $"\\u{(int)c:X4}");
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Text for an XML documentation comment, on one line.</summary>
    public static string Documentation(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u0085' or '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' => " ",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    // Letters outside the basic plane come as two surrogates, which the compiler does not take in a name.
    private static bool IsNameCharacter(char c) => c == '_' || char.IsLetter(c) || IsDigit(c);

    private static bool IsDigit(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber;
}

/// <summary>Distinct names in one scope: a name is not used in a scope and in one inside it, but may be in two beside each other.</summary>
internal sealed class NameScope(NameScope? outer = null)
{
    private readonly HashSet<string> _taken = [];
    private readonly HashSet<string> _inside = [];

    /// <summary>Keeps a name for something else.</summary>
    public void Reserve(params IEnumerable<string> names) => _taken.UnionWith(names);

    /// <summary>A name close to the hint that nothing else has.</summary>
    public string Take(string hint)
    {
        var name = hint;
        for (var n = 2; _inside.Contains(name) || IsTaken(name); n++)
        {
            name = $"{hint}{n}";
        }

        _taken.Add(name);
        for (var scope = outer; scope is not null; scope = scope.Outer)
        {
            scope._inside.Add(name);
        }

        return name;
    }

    /// <summary>The scope around this one.</summary>
    public NameScope? Outer => outer;

    private bool IsTaken(string name) => _taken.Contains(name) || (outer?.IsTaken(name) ?? false);
}
