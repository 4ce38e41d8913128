namespace SltDsl.Language.Formatting;

/// <summary>Sets the names, and what follows them, of neighbouring statements of one kind under each other.</summary>
internal static class Alignment
{
    /// <summary>Aligns every run of neighbours.</summary>
    public static void Apply(IReadOnlyList<FormattedLine> lines)
    {
        for (var start = 0; start < lines.Count;)
        {
            var end = start + 1;
            while (end < lines.Count && lines[end].Statement is { } kind && kind == lines[start].Statement && !lines[end].HasGapBefore)
            {
                end++;
            }

            if (end - start > 1)
            {
                Align([.. lines.Skip(start).Take(end - start)]);
            }

            start = end;
        }
    }

    private static void Align(IReadOnlyList<FormattedLine> run)
    {
        var name = run.Max(l => l.NameColumn);
        foreach (var line in run)
        {
            var shift = name - line.NameColumn;
            line.Code.Insert(line.NameColumn, new string(' ', shift));
            line.RestColumn += shift;
        }

        var rest = run.Max(l => l.RestColumn);
        foreach (var line in run)
        {
            line.Code.Insert(line.RestColumn, new string(' ', rest - line.RestColumn));
        }
    }
}
