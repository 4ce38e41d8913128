using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Errors;

/// <summary>Tells text from bytes that were no UTF-8.</summary>
internal static class EncodingCheck
{
    /// <summary>A diagnostic at the first character that no text has, or null.</summary>
    public static Diagnostic? Find(SourceText source)
    {
        // A decoder writes U+FFFD for what is not UTF-8; a NUL gives a binary file away.
        var index = source.Text.IndexOfAny(['\0', '\uFFFD']);
        return index < 0 ? null : new(SyntaxDiagnostics.NotUtf8, "the file is not UTF-8 text", new SourceSpan(index, 1))
        {
            Help = "save it as UTF-8",
        };
    }
}
