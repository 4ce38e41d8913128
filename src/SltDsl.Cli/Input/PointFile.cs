using System.Text.Json;
using SltDsl.Cli.CommandLine;
using SltDsl.Runtime;

namespace SltDsl.Cli.Input;

/// <summary>Reads a point of parameter space: a JSON object with a value or nested arrays for each parameter.</summary>
internal static class PointFile
{
    /// <summary>The values of all parameters, in file order of the model, row-major.</summary>
    /// <param name="path">The JSON file.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="CommandFailure">The file cannot be read, or a value is missing, of another shape or outside its set.</exception>
    public static double[] Read(string path, ISltModel model)
    {
        InputFiles.Require(path, "--at point.json");
        var root = Parse(path);
        var values = new double[model.Parameters.Sum(p => p.Count)];
        foreach (var parameter in model.Parameters)
        {
            if (!root.TryGetProperty(parameter.Name, out var value))
            {
                throw Wrong(path, $"has no value for `{parameter.Name}`", $"add \"{parameter.Name}\": {Example(parameter)}");
            }

            var next = parameter.Offset;
            Fill(path, parameter, value, 0, values, ref next);
        }

        var names = model.Parameters.Select(p => p.Name).ToList();
        if (root.EnumerateObject().Select(p => p.Name).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw Wrong(path, $"names `{unknown}`, which is not a parameter of `{model.Info.Name}`{UsageErrors.DidYouMean(unknown, names)}", $"the parameters are {string.Join(", ", names.Select(n => $"`{n}`"))}");
        }

        return model.Violation(values) is { } reason ? throw Wrong(path, $"lies outside the parameter space: {reason.TrimEnd('.')}", "choose a point of the declared set") : values;
    }

    /// <summary>The same in unconstrained coordinates, where chains and searches start.</summary>
    /// <exception cref="CommandFailure">As for <see cref="Read"/>; or the point lies on the edge of its set.</exception>
    public static double[] ReadUnconstrained(string path, ISltModel model)
    {
        var point = new double[model.UnconstrainedDimension];
        model.ToPoint(Read(path, model), Coordinates.Unconstrained, point);
        return Array.TrueForAll(point, double.IsFinite)
            ? point
            : throw Wrong(path, "lies on the edge of the parameter space, where nothing can start", "move it inside");
    }

    private static JsonElement Parse(string path)
    {
        try
        {
            var root = JsonElement.Parse(InputFiles.ReadText(path));
            return root.ValueKind == JsonValueKind.Object ? root : throw Wrong(path, "is not a JSON object", "write {\"name\": value, …}");
        }
        catch (JsonException error)
        {
            throw Wrong(path, $"is not JSON (line {error.LineNumber + 1}, column {error.BytePositionInLine + 1})", "write {\"name\": value, …}");
        }
    }

    private static void Fill(string path, ValueLayout parameter, JsonElement value, int axis, double[] values, ref int next)
    {
        if (axis == parameter.Extents.Count)
        {
            values[next] = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
                ? number
                : throw Wrong(path, $"has no number at `{parameter.ElementName(next - parameter.Offset)}`", $"write \"{parameter.Name}\": {Example(parameter)}");
            next++;
            return;
        }

        var extent = parameter.Extents[axis];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != extent)
        {
            throw Wrong(path, $"gives `{parameter.Name}` another shape than [{string.Join(", ", parameter.Extents)}]", $"write \"{parameter.Name}\": {Example(parameter)}");
        }

        foreach (var element in value.EnumerateArray())
        {
            Fill(path, parameter, element, axis + 1, values, ref next);
        }
    }

    private static string Example(ValueLayout parameter) =>
        parameter.Extents.Reverse().Aggregate("0.5", (inner, extent) => extent <= 3 ? $"[{string.Join(", ", Enumerable.Repeat(inner, extent))}]" : $"[{inner}, … ({extent} of them)]");

    private static CommandFailure Wrong(string path, string message, string help) => new(ExitCode.Data, $"`{path}` {message}", help);
}
