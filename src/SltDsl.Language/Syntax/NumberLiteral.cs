using System.Globalization;

namespace SltDsl.Language.Syntax;

/// <summary>Reads the value of a literal.</summary>
internal static class NumberLiteral
{
    /// <summary>The double nearest to decimal digits; infinite past the largest (older runtimes throw there).</summary>
    public static double ToDouble(string digits)
    {
        try
        {
            return double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return double.PositiveInfinity;
        }
    }
}
