using SltDsl.Algebra;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Truths;

/// <summary>
/// λ as a function of a hyperparameter that enters exponents of the prior. It is a minimum of functions linear in the exponents, so concave
/// and piecewise linear: two lines that agree with it near both ends and meet it where they cross are all of it.
/// </summary>
internal static class PriorThreshold
{
    private static readonly Rational _step = new(1, 20);

    /// <summary>The threshold, or null where λ has one form, more than two, or is not exact somewhere.</summary>
    public static HyperThreshold? Of(HyperDeclaration hyper, Setting setting, Rlct here, Func<Setting, Rlct?> lambda)
    {
        if (hyper.Sweep is not { } sweep)
        {
            return null;
        }

        var (low, high) = (SimplestFraction.Of(sweep.Low), SimplestFraction.Of(sweep.High));
        Rational? Value(Rational at) => lambda(setting.WithHyper(hyper.Symbol.Name, at)) is { IsLambdaExact: true, IsInfinite: false } exact ? exact.Lambda : null;
        if (high - low <= 2 * _step || Value(high) is not { } last || Value(low) is not { } first || first == last && here.Lambda == last)
        {
            return null;
        }

        if (Value(low + _step) is not { } second || Value(high - _step) is not { } third)
        {
            return null;
        }

        var (risingSlope, fallingSlope) = ((second - first) / _step, (last - third) / _step);
        if (risingSlope == fallingSlope)
        {
            return null;
        }

        var crossing = (last - first + (risingSlope * low) - (fallingSlope * high)) / (risingSlope - fallingSlope);
        return crossing > low && crossing < high && Value(crossing) is { } meeting && meeting == first + (risingSlope * (crossing - low))
            ? new HyperThreshold(hyper.Symbol.Name, crossing, Line(hyper.Symbol.Name, first - (risingSlope * low), risingSlope), Line(hyper.Symbol.Name, last - (fallingSlope * high), fallingSlope))
            : null;
    }

    /// <summary>intercept + slope · name, over one denominator.</summary>
    private static string Line(string name, Rational intercept, Rational slope)
    {
        if (slope.Sign == 0)
        {
            return intercept.ToString();
        }

        var denominator = intercept.Denominator * slope.Denominator / System.Numerics.BigInteger.GreatestCommonDivisor(intercept.Denominator, slope.Denominator);
        var (constant, factor) = ((intercept * denominator).Numerator, (slope * denominator).Numerator);
        var term = System.Numerics.BigInteger.Abs(factor).IsOne ? name : $"{System.Numerics.BigInteger.Abs(factor)}·{name}";
        var sum = constant.IsZero ? (factor.Sign < 0 ? "-" : "") + term : $"{constant} {(factor.Sign < 0 ? "-" : "+")} {term}";
        return denominator.IsOne ? sum : constant.IsZero ? $"{sum}/{denominator}" : $"({sum})/{denominator}";
    }
}
