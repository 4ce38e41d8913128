namespace SltDsl.Cli.Commands;

/// <summary>The formats in which draws are written.</summary>
internal static class DrawsFormats
{
    /// <summary>One Parquet file.</summary>
    public const string Parquet = "parquet";

    /// <summary>A CSV file for each chain, as CmdStan writes them.</summary>
    public const string Csv = "csv";

    /// <summary>A Zarr tree in the InferenceData layout.</summary>
    public const string Zarr = "zarr";

    /// <summary>All of them.</summary>
    public static string[] All => [Parquet, Csv, Zarr];
}
