using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Writes data sets, so that <see cref="DataReader"/> reads the same numbers back.</summary>
public static class DataWriter
{
    /// <summary>One JSON object a row; a missing value is null, an infinite one the text "Infinity" or "-Infinity".</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="columns">The columns with their shapes, as the data set has them.</param>
    /// <param name="data">The rows.</param>
    public static void WriteJsonLines(TextWriter writer, IReadOnlyList<ValueLayout> columns, Dataset data)
    {
        var names = columns.Select(c => $"\"{JsonEncodedText.Encode(c.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":").ToArray();
        var text = new StringBuilder();
        for (var row = 0; row < data.Rows; row++)
        {
            text.Clear().Append('{');
            for (var i = 0; i < columns.Count; i++)
            {
                text.Append(i == 0 ? string.Empty : ",").Append(names[i]);
                AppendArray(text, columns[i], data, i, row, 0, 0);
            }

            writer.Write(text.Append("}\n"));
        }
    }

    /// <summary>A header and a line a row; elements of arrays have a column each, such as <c>x[1]</c>. A missing value is an empty cell.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="columns">The columns with their shapes, as the data set has them.</param>
    /// <param name="data">The rows.</param>
    public static void WriteCsv(TextWriter writer, IReadOnlyList<ValueLayout> columns, Dataset data)
    {
        var headers = columns.SelectMany(c => Enumerable.Range(0, c.Count).Select(c.ElementName));
        writer.Write(string.Join(",", headers.Select(h => h.Contains(',') ? $"\"{h}\"" : h)) + "\n");
        var text = new StringBuilder();
        for (var row = 0; row < data.Rows; row++)
        {
            text.Clear();
            for (var i = 0; i < columns.Count; i++)
            {
                for (var element = 0; element < columns[i].Count; element++)
                {
                    text.Append(text.Length == 0 && i == 0 && element == 0 ? string.Empty : ",");
                    var value = data.Columns[i][(element * data.Rows) + row];
                    text.Append(double.IsNaN(value) ? string.Empty : Number(value, columns[i].IsInteger));
                }
            }

            writer.Write(text.Append('\n'));
        }
    }

    private static void AppendArray(StringBuilder text, ValueLayout column, Dataset data, int number, int row, int axis, int element)
    {
        if (axis == column.Extents.Count)
        {
            var value = data.Columns[number][(element * data.Rows) + row];
            text.Append(double.IsNaN(value) ? "null" : double.IsInfinity(value) ? $"\"{Number(value, false)}\"" : Number(value, column.IsInteger));
            return;
        }

        text.Append('[');
        for (var i = 0; i < column.Extents[axis]; i++)
        {
            text.Append(i == 0 ? string.Empty : ",");
            AppendArray(text, column, data, number, row, axis + 1, (element * column.Extents[axis]) + i);
        }

        text.Append(']');
    }

    // The shortest text that reads back as the same number.
    private static string Number(double value, bool isInteger) => isInteger && Math.Abs(value) < 1e18
        ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);
}
