using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Errors;

/// <summary>What the grammar lets pass but the syntax forbids.</summary>
internal static class StatementChecks
{
    private const int NewestVersion = 1;

    /// <summary>The findings in one statement.</summary>
    public static IEnumerable<Diagnostic> Find(StatementSyntax statement, SourceText source)
    {
        if (statement is VersionSyntax { Version: var version } && version.IntegerValue != NewestVersion)
        {
            yield return new(
                SyntaxDiagnostics.NewerLanguageVersion,
                version.Value > NewestVersion
                    ? $"language version {version.Text} is newer than this tool, which knows version {NewestVersion}"
                    : $"there is no language version {version.Text}",
                version.Span)
            {
                Help = version.Value > NewestVersion ? "update SltDsl, or write `slt 1`" : "write `slt 1`",
                Fixes = [new("Write `slt 1`", [new(version.Span, "1")])],
            };
        }

        foreach (var attribute in statement.Attributes.Where(a => a.Name.Text == "allow" && !HasReason(a)))
        {
            yield return WithoutReason(attribute, source);
        }
    }

    private static bool HasReason(AttributeSyntax allow) =>
        allow.Arguments.Count == 2 && allow.Arguments[1].Value is StringSyntax { Value: var reason } && reason.Trim().Length > 0;

    private static Diagnostic WithoutReason(AttributeSyntax allow, SourceText source)
    {
        var code = allow.Arguments.Count > 0 ? source.Slice(allow.Arguments[0].Span) : "SLT1006";
        return new(SyntaxDiagnostics.AllowanceWithoutReason, $"`@allow({code})` needs a reason", allow.Span)
        {
            Help = $"write `@allow({code}, \"why it is fine here\")`",
            Fixes = [new("Add a reason to fill in", [new(allow.Span, $"@allow({code}, \"reason\")")])],
        };
    }
}
