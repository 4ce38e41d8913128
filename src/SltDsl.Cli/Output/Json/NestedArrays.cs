using System.Text.Json.Nodes;
using SltDsl.Runtime;

namespace SltDsl.Cli.Output.Json;

/// <summary>Values in their declared shapes: a number, or nested arrays.</summary>
internal static class NestedArrays
{
    /// <summary>One block of values.</summary>
    /// <param name="layout">Its name and shape.</param>
    /// <param name="element">The value of an element of the block, row-major, from 0; null where there is none.</param>
    public static JsonNode? Of(ValueLayout layout, Func<int, double?> element)
    {
        var next = 0;
        return Of(layout, element, 0, ref next);
    }

    /// <summary>All blocks by name.</summary>
    /// <param name="layouts">The blocks.</param>
    /// <param name="values">The values of all blocks.</param>
    public static JsonObject Of(IEnumerable<ValueLayout> layouts, double[] values) =>
        new(layouts.Select(layout => KeyValuePair.Create(layout.Name, Of(layout, i => values[layout.Offset + i]))));

    private static JsonNode? Of(ValueLayout layout, Func<int, double?> element, int axis, ref int next)
    {
        if (axis == layout.Extents.Count)
        {
            return Number(element(next++), layout.IsInteger);
        }

        var array = new JsonArray();
        for (var i = 0; i < layout.Extents[axis]; i++)
        {
            array.Add(Of(layout, element, axis + 1, ref next));
        }

        return array;
    }

    private static JsonNode? Number(double? value, bool isInteger) => value switch
    {
        null or double.NaN => null,
        double.PositiveInfinity => JsonValue.Create("infinity"),
        double.NegativeInfinity => JsonValue.Create("-infinity"),
        { } number when isInteger => JsonValue.Create((long)number),
        { } number => JsonValue.Create(number),
    };
}
