using System.Text.Json;
using SltDsl.Algebra;

namespace SltDsl.Cli.Input;

/// <summary>A document that lacks a field or gives it another type; the message names the field and a right value.</summary>
internal sealed class IdealDocumentException(string message) : Exception(message);

/// <summary>Reads one ideal of a JSON document.</summary>
internal static class IdealEntry
{
    /// <summary>The centre that asks for the minimum over the domain.</summary>
    private const string Global = "global over box";

    /// <summary>The problem.</summary>
    /// <exception cref="IdealDocumentException">A field is missing or of another type.</exception>
    /// <exception cref="IdealProblemException">A polynomial or number cannot be read, or the problem has no meaning.</exception>
    public static IdealProblem Parse(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new IdealDocumentException("An ideal is an object such as {\"variables\": [\"x\"], \"generators\": [\"x^2\"], \"centre\": [\"0\"]}.");
        }

        return IdealProblem.Parse(
            Texts(entry, "variables", "[\"x\", \"y\"]") ?? throw Missing("variables", "[\"x\", \"y\"]"),
            Texts(entry, "generators", "[\"x*y^2\"]") ?? throw Missing("generators", "[\"x*y^2\"]"),
            Centre(entry),
            Domain(entry),
            Text(entry, "prior"));
    }

    private static IReadOnlyList<string>? Centre(JsonElement entry)
    {
        if (!entry.TryGetProperty("centre", out var centre))
        {
            throw Missing("centre", $"[\"0\", \"0\"] or \"{Global}\"");
        }

        return centre.ValueKind == JsonValueKind.String
            ? centre.GetString() == Global ? null : throw new IdealDocumentException($"The centre \"{centre.GetString()}\" is not understood; give one rational a variable, or \"{Global}\".")
            : Texts(entry, "centre", "[\"0\", \"0\"]");
    }

    private static List<(string Lower, string Upper)>? Domain(JsonElement entry)
    {
        if (!entry.TryGetProperty("domain", out var domain) || domain.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        const string Example = "[[\"-1\", \"1\"], [\"0\", \"1\"]]";
        return domain.ValueKind == JsonValueKind.Array
            ? domain.EnumerateArray().Select(ends => ends.ValueKind == JsonValueKind.Array && ends.GetArrayLength() == 2
                ? (Scalar(ends[0], "domain", Example), Scalar(ends[1], "domain", Example))
                : throw Wrong("domain", Example)).ToList()
            : throw Wrong("domain", Example);
    }

    private static string? Text(JsonElement entry, string field) =>
        entry.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(field, "\"uniform on the domain\"")
            : null;

    private static List<string>? Texts(JsonElement entry, string field, string example) =>
        !entry.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(e => Scalar(e, field, example)).ToList()
        : throw Wrong(field, example);

    // Numbers are taken as they are written: 0.1 is a tenth.
    private static string Scalar(JsonElement value, string field, string example) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Wrong(field, example),
    };

    private static IdealDocumentException Missing(string field, string example) => new($"The field \"{field}\" is missing; give it as {example}.");

    private static IdealDocumentException Wrong(string field, string example) => new($"The field \"{field}\" is not of the right form; give it as {example}.");
}
