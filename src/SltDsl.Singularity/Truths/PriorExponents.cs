using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Truths;

/// <summary>How a prior density behaves at an end of a coordinate's range: like distance^k.</summary>
/// <param name="Power">k, or null where the density is not a power there.</param>
/// <param name="IsUnknown">Whether nothing is known; otherwise a density without a power vanishes faster than every power.</param>
internal readonly record struct EndExponent(Rational? Power, bool IsUnknown = false)
{
    /// <summary>Positive and bounded.</summary>
    public static EndExponent Plain { get; } = new(Rational.Zero);

    /// <summary>Vanishing faster than every power.</summary>
    public static EndExponent Vanishing { get; } = new(null);

    /// <summary>Nothing is known.</summary>
    public static EndExponent Unknown { get; } = new(null, IsUnknown: true);

    public bool IsPlain => Power is { Sign: 0 };
}

/// <summary>The exponents of the prior at the ends of its parameters' ranges.</summary>
internal sealed class PriorExponents
{
    private readonly Setting _setting;
    private readonly Instance<SymbolicNumber> _instance;

    public PriorExponents(Setting setting)
    {
        _setting = setting;
        var table = new SymbolTable(dimension: 0);
        _instance = new Instance<SymbolicNumber>(
            new SymbolicField(table, 1_000_000),
            setting.Sizes,
            (leaf, _) => setting.Hypers.TryGetValue(leaf.Name, out var value)
                ? new SymbolicNumber(table.Constant(value))
                : throw new NotInstantiableException("A prior's shape depends on a parameter."));
    }

    /// <summary>The exponent at the lower end of an element's range (for a simplex, where the element is 0).</summary>
    public EndExponent AtLower(ParameterBlock block, IReadOnlyList<long> positions) => At(block.Prior, positions, isUpper: false);

    /// <summary>The exponent at the upper end.</summary>
    public EndExponent AtUpper(ParameterBlock block, IReadOnlyList<long> positions) =>
        block.Set.Structure is null ? At(block.Prior, positions, isUpper: true) : EndExponent.Plain;

    private EndExponent At(Law law, IReadOnlyList<long> positions, bool isUpper)
    {
        try
        {
            switch (law)
            {
                case ScalarLaw scalar:
                    var indices = scalar.Indices.Select((index, n) => (index, n)).ToDictionary(p => p.index, p => positions[positions.Count - scalar.Indices.Count + p.n]);
                    return OfFamily(scalar.Family, n => _instance.Evaluate(scalar.Arguments[n], indices).Constant, isUpper);
                case TensorLaw { Family: "dirichlet" } tensor:
                    var shape = _instance.At(tensor.Arguments[0].Tensor, [.. tensor.Arguments[0].Leading.Select(_ => positions[0]), positions[^1]]).Constant;
                    return Power(shape - 1);
                case TensorLaw { Family: "lkj_corr" or "lkj_corr_cholesky" or "multi_normal" or "multi_normal_chol" or "multi_normal_prec" or "multi_student_t" }:
                    return EndExponent.Plain;
                case PlateLaw plate:
                    return At(plate.Body, [.. positions.Skip(1)], isUpper);
                case TruncatedLaw truncated:
                    return At(truncated.Body, positions, isUpper);
                default:
                    return EndExponent.Unknown;
            }
        }
        catch (NotInstantiableException)
        {
            return law is ScalarLaw { Family: "normal" or "half_normal" or "cauchy" or "half_cauchy" or "exponential" or "uniform" } ? EndExponent.Plain : EndExponent.Unknown;
        }
    }

    private static EndExponent Power(Rational? power) => power is null ? EndExponent.Unknown : new EndExponent(power);

    private static EndExponent OfFamily(string family, Func<int, Rational?> argument, bool isUpper) => family switch
    {
        "beta" => Power(argument(isUpper ? 1 : 0) - 1),
        "gamma" or "weibull" when !isUpper => Power(argument(0) - 1),
        "chi_square" when !isUpper => Power((argument(0) / 2) - 1),
        "rayleigh" when !isUpper => new EndExponent(Rational.One),
        "normal" or "half_normal" or "student_t" or "half_student_t" or "cauchy" or "half_cauchy" or "laplace" or "logistic" or "gumbel"
            or "exponential" or "uniform" or "flat" or "skew_normal" => EndExponent.Plain,
        "lognormal" or "inv_gamma" or "inv_chi_square" or "frechet" when !isUpper => EndExponent.Vanishing,
        _ => EndExponent.Unknown,
    };
}
