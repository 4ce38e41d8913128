using System.Globalization;

namespace SltDsl.Language.Diagnostics;

/// <summary>Numbers in messages, the same on every machine.</summary>
internal static class NumberText
{
    /// <summary>The shortest text that gives the number back.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Four significant digits.</summary>
    public static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
