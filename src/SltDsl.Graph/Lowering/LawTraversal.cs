using SltDsl.Graph.Expressions;

namespace SltDsl.Graph.Lowering;

/// <summary>Walks over laws.</summary>
public static class LawTraversal
{
    /// <summary>The law and the laws that it is made of.</summary>
    public static IEnumerable<Law> SelfAndDescendants(this Law law) => Children(law).SelectMany(SelfAndDescendants).Prepend(law);

    /// <summary>The scalars written in a law and the laws that it is made of.</summary>
    public static IEnumerable<Scalar> Scalars(this Law law) => law.Scalars(Whole);

    /// <summary>The scalars written in a law and the laws that it is made of.</summary>
    /// <param name="law">The law.</param>
    /// <param name="element">What stands for a whole tensor.</param>
    public static IEnumerable<Scalar> Scalars(this Law law, Func<TensorArgument, Scalar> element) => law.SelfAndDescendants().SelectMany(part => Own(part, element));

    private static IEnumerable<Law> Children(Law law) => law switch
    {
        MixtureLaw mixture => [mixture.Body],
        PlateLaw plate => [plate.Body],
        ProductLaw product => product.Factors,
        HiddenMarkovLaw chain => [chain.Emission],
        TruncatedLaw truncated => [truncated.Body],
        CensoredLaw censored => [censored.Body],
        ZeroInflatedLaw inflated => [inflated.Body],
        AffineLaw affine => [affine.Body],
        AxisLaw axis => [axis.Body],
        ConditionalLaw conditional => [conditional.Then, conditional.Else],
        _ => [],
    };

    private static IEnumerable<Scalar> Own(Law law, Func<TensorArgument, Scalar> element) => law switch
    {
        ScalarLaw scalar => scalar.Arguments,
        TensorLaw tensor => tensor.Arguments.Select(element),
        MixtureLaw mixture => [mixture.Count, mixture.Weight],
        PlateLaw plate => [plate.Lower, plate.Upper],
        HiddenMarkovLaw chain => [element(chain.Start), element(chain.Transition)],
        TruncatedLaw truncated => Present(truncated.Lower, truncated.Upper),
        CensoredLaw censored => Present(censored.Lower, censored.Upper),
        ZeroInflatedLaw inflated => [inflated.Probability],
        AffineLaw affine => [affine.Shift, affine.Scale],
        AxisLaw axis => [axis.Length],
        ConditionalLaw conditional => [conditional.Condition],
        _ => [],
    };

    /// <summary>An element of a whole argument: its tensor and leading positions count.</summary>
    private static Scalar Whole(TensorArgument argument) => argument[[.. argument.Extents.Select(_ => (Scalar)0)]];

    private static IEnumerable<Scalar> Present(params Scalar?[] scalars) => scalars.OfType<Scalar>();
}
