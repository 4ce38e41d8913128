using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SltDsl.Cli.Output.Json;

/// <summary>
/// The JSON that scripts rely on: camelCase names, exact rationals as text, absent values null. Fields may be added, never
/// renamed. Written ahead of time, so that a cold start does not pay for reflection.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(DensityDocument))]
[JsonSerializable(typeof(SarifLog))]
[JsonSerializable(typeof(TruthDocument))]
[JsonSerializable(typeof(TruthsDocument))]
[JsonSerializable(typeof(InfoDocument))]
[JsonSerializable(typeof(SweepDocument))]
[JsonSerializable(typeof(TestDocument))]
[JsonSerializable(typeof(SampleDocument))]
[JsonSerializable(typeof(OptimumDocument))]
[JsonSerializable(typeof(CompareDocument))]
[JsonSerializable(typeof(EnergyDocument))]
[JsonSerializable(typeof(LlcDocument))]
[JsonSerializable(typeof(RunManifest))]
[JsonSerializable(typeof(RunTiming))]
[JsonSerializable(typeof(IdealAnswerDocument))]
[JsonSerializable(typeof(IdealFailureDocument))]
internal sealed partial class JsonContract : JsonSerializerContext
{
    private static readonly JsonContract Indented = new(OptionsFor(indented: true));

    private static readonly JsonContract Lines = new(OptionsFor(indented: false));

    /// <summary>A document for people and scripts, indented.</summary>
    public static string Document<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>(Indented));

    /// <summary>A document on one line.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>(Lines));

    /// <summary>A document read back.</summary>
    /// <exception cref="JsonException">The text is not one.</exception>
    public static T Parse<T>(string text) => JsonSerializer.Deserialize(text, TypeInfo<T>(Indented)) ?? throw new JsonException("the document is empty");

    // λ and back quotes stay as they are: the output is no part of a web page.
    private static JsonSerializerOptions OptionsFor(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NumberConverter() },
    };

    private static JsonTypeInfo<T> TypeInfo<T>(JsonContract contract) => (JsonTypeInfo<T>)contract.GetTypeInfo(typeof(T))!;
}
