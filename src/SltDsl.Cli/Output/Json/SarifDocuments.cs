using System.Text.Json.Serialization;

namespace SltDsl.Cli.Output.Json;

/// <summary>A SARIF log: the part of the 2.1.0 schema that the tool writes.</summary>
internal sealed record SarifLog(IReadOnlyList<SarifRun> Runs)
{
    /// <summary>Where the schema is.</summary>
    [JsonPropertyName("$schema")]
    [JsonPropertyOrder(-2)]
    public string Schema => "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The version of the format.</summary>
    [JsonPropertyOrder(-1)]
    public string Version => "2.1.0";
}

/// <summary>One run of the tool; columns count UTF-16 units.</summary>
internal sealed record SarifRun(SarifTool Tool, IReadOnlyList<SarifResult> Results)
{
    /// <summary>What columns count.</summary>
    public string ColumnKind => "utf16CodeUnits";
}

/// <summary>The tool.</summary>
internal sealed record SarifTool(SarifDriver Driver);

/// <summary>The tool and the kinds of findings that occur.</summary>
internal sealed record SarifDriver(string Name, string Version, IReadOnlyList<SarifRule> Rules);

/// <summary>A kind of finding.</summary>
internal sealed record SarifRule(string Id, SarifText ShortDescription, SarifConfiguration DefaultConfiguration);

/// <summary>The severity of a kind of finding.</summary>
internal sealed record SarifConfiguration(string Level);

/// <summary>A text.</summary>
internal sealed record SarifText(string Text);

/// <summary>A finding.</summary>
internal sealed record SarifResult(
    string RuleId, int RuleIndex, string Level, SarifText Message, IReadOnlyList<SarifLocation> Locations, IReadOnlyList<SarifRelatedLocation> RelatedLocations, IReadOnlyList<SarifSuppression> Suppressions);

/// <summary>Why a finding is silenced.</summary>
internal sealed record SarifSuppression(string Kind, string Justification);

/// <summary>The place of a finding.</summary>
internal sealed record SarifLocation(SarifPlace PhysicalLocation);

/// <summary>Another place that a finding speaks of.</summary>
internal sealed record SarifRelatedLocation(int Id, SarifPlace PhysicalLocation, SarifText Message);

/// <summary>A stretch of a file.</summary>
internal sealed record SarifPlace(SarifFile ArtifactLocation, SpanDocument Region);

/// <summary>A file.</summary>
internal sealed record SarifFile(string Uri);
