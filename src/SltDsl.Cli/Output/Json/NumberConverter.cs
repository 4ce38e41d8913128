using System.Text.Json;
using System.Text.Json.Serialization;

namespace SltDsl.Cli.Output.Json;

/// <summary>Numbers of the contract: infinities as text, what is not a number as null.</summary>
internal sealed class NumberConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => double.NaN,
        JsonTokenType.String => reader.ValueTextEquals("infinity") ? double.PositiveInfinity : double.NegativeInfinity,
        _ => reader.GetDouble(),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else if (double.IsNaN(value))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value > 0 ? "infinity" : "-infinity");
        }
    }
}
