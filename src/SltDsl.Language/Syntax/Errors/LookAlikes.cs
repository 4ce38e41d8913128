using System.Text;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Errors;

/// <summary>Finds names that mix Latin letters with Cyrillic or Greek ones of the same shape.</summary>
internal static class LookAlikes
{
    // Unicode confusables of the Latin letters (Unicode Technical Standard 39), Cyrillic first, then Greek.
    private const string Foreign = "аеорсухіјѕԁԛԝһАВЕКМНОРСТХУІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Latin = "aeopcyxijsdqwhABEKMHOPCTXYIJSoABEZHIKMNOPTYX";
    private const int CyrillicCount = 29;

    /// <summary>A warning for each such name, where it first occurs.</summary>
    public static IEnumerable<Diagnostic> Find(SourceText source, Token[] tokens)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.Kind != TokenKind.Name)
            {
                continue;
            }

            var name = source.Slice(token.Span);
            if (Skeleton(name) is { } latin && seen.Add(name))
            {
                yield return new(SyntaxDiagnostics.LookAlikeLetters, $"`{name}` has letters that only look like those of `{latin}`", token.Span)
                {
                    Help = $"type `{latin}` on a Latin keyboard, or use letters that cannot be mistaken",
                    Fixes = [new($"Write `{latin}` in Latin letters", [new(token.Span, latin)])],
                };
            }
        }
    }

    private static string? Skeleton(string name)
    {
        var skeleton = new StringBuilder();
        var replaced = 0;
        var cyrillic = 0;
        foreach (var c in name)
        {
            var index = c < 0x80 ? -1 : Foreign.IndexOf(c);
            replaced += index >= 0 ? 1 : 0;
            cyrillic += index is >= 0 and < CyrillicCount ? 1 : 0;
            skeleton.Append(index >= 0 ? Latin[index] : c);
        }

        // A name wholly in one script is meant that way, unless all its letters are Cyrillic twins of Latin ones.
        var letters = name.Count(char.IsLetter);
        var isMixed = replaced > 0 && name.Any(c => c < 0x80 && char.IsLetter(c));
        return isMixed || (cyrillic > 0 && cyrillic == letters) ? skeleton.ToString() : null;
    }
}
