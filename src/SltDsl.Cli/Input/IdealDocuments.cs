using System.Text.Json;
using SltDsl.Algebra;

namespace SltDsl.Cli.Input;

/// <summary>An ideal as a document names it: a problem, or the reason why there is none.</summary>
/// <param name="Id">The document's id, echoed in the answer.</param>
/// <param name="Problem">The problem, or null.</param>
/// <param name="Error">Why there is no problem.</param>
/// <param name="Column">The column of the error in the text at fault, from 1, or null.</param>
internal sealed record IdealDocument(JsonElement? Id, IdealProblem? Problem, string? Error = null, int? Column = null);

/// <summary>Reads ideals: one JSON document (an ideal, an array of them, or a table with <c>cases</c>) or JSON lines.</summary>
internal static class IdealDocuments
{
    /// <summary>The ideals in order, each read when it is asked for, so that lines are answered as they come.</summary>
    public static IEnumerable<IdealDocument> Read(TextReader reader)
    {
        string? first;
        do
        {
            first = reader.ReadLine();
        }
        while (first is not null && first.Trim().Length == 0);

        if (first is null)
        {
            return [];
        }

        return TryParse(first, out _, out _) ? Lines(reader, first) : Whole(first + "\n" + reader.ReadToEnd());
    }

    // One document over many lines; when it is none, lines of which the first is broken.
    private static IEnumerable<IdealDocument> Whole(string text) =>
        TryParse(text, out var root, out _) ? Entries(root) : Lines(new StringReader(text), null);

    private static IEnumerable<IdealDocument> Lines(TextReader reader, string? first)
    {
        for (var line = first ?? reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (line.Trim().Length == 0)
            {
                continue;
            }

            if (!TryParse(line, out var root, out var failure))
            {
                yield return new(null, null, $"The line is not JSON: {failure!.Message}", (int)(failure.BytePositionInLine ?? 0) + 1);
                continue;
            }

            foreach (var entry in Entries(root))
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<IdealDocument> Entries(JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => root.EnumerateArray().Select(Entry),
        { ValueKind: JsonValueKind.Object } when root.TryGetProperty("cases", out var cases) && cases.ValueKind == JsonValueKind.Array => cases.EnumerateArray().Select(Entry),
        _ => [Entry(root)],
    };

    private static IdealDocument Entry(JsonElement entry)
    {
        JsonElement? id = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var given) ? given : null;
        try
        {
            return new(id, IdealEntry.Parse(entry));
        }
        catch (IdealProblemException error)
        {
            return new(id, null, error.Message, error.Column);
        }
        catch (IdealDocumentException error)
        {
            return new(id, null, error.Message);
        }
    }

    private static bool TryParse(string text, out JsonElement root, out JsonException? failure)
    {
        try
        {
            (root, failure) = (JsonElement.Parse(text), null);
            return true;
        }
        catch (JsonException error)
        {
            (root, failure) = (default, error);
            return false;
        }
    }
}
