using System.Runtime.CompilerServices;

namespace SltDsl.Runtime;

/// <summary>
/// Random draws from every family of the language; the parameters and their order are those of the family. The methods are
/// exact up to rounding: no approximation by another law. Vectors and matrices (row-major) are written to a span.
/// </summary>
/// <remarks>A parameter outside its domain raises <see cref="ArgumentOutOfRangeException"/>.</remarks>
public static partial class Draw
{
    /// <summary>The value itself.</summary>
    public static double Dirac(ref SltRandom random, double v) => v;

    private static void RequirePositive(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string family = "")
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw OutOfDomain(value, name, family, "positive and finite");
        }
    }

    private static void RequireScale(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string family = "")
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw OutOfDomain(value, name, family, "at least 0 and finite");
        }
    }

    private static void RequireProbability(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string family = "")
    {
        if (value is not (>= 0 and <= 1))
        {
            throw OutOfDomain(value, name, family, "from 0 to 1");
        }
    }

    private static void RequireNumber(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string family = "")
    {
        if (double.IsNaN(value))
        {
            throw OutOfDomain(value, name, family, "a number");
        }
    }

    private static ArgumentOutOfRangeException OutOfDomain(double value, string name, string family, string domain) =>
        new(name, $"A draw from {family} needs `{name}` to be {domain}, and it is {value}.");
}
