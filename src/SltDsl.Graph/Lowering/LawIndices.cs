using SltDsl.Graph.Expressions;
using SltDsl.Language;

namespace SltDsl.Graph.Lowering;

/// <summary>Replaces indices that are free in a law.</summary>
internal static class LawIndices
{
    /// <summary>The law with a scalar for an index.</summary>
    public static Law Replace(Law law, IndexVariable from, Scalar to)
    {
        var replacements = new Dictionary<IndexVariable, Scalar> { [from] = to };
        Scalar One(Scalar scalar) => scalar.Substitute(replacements);
        Scalar? Optional(Scalar? scalar) => scalar?.Substitute(replacements);
        TensorArgument Argument(TensorArgument argument) => argument with { Leading = argument.Leading.Select(One).ToEquatableArray() };
        Law Inner(Law inner) => Replace(inner, from, to);
        return law switch
        {
            ScalarLaw scalar => scalar with { Arguments = scalar.Arguments.Select(One).ToEquatableArray() },
            TensorLaw tensor => tensor with { Arguments = tensor.Arguments.Select(Argument).ToEquatableArray() },
            MixtureLaw mixture => mixture with { Count = One(mixture.Count), Weight = One(mixture.Weight), Body = Inner(mixture.Body) },
            PlateLaw plate => plate with { Lower = One(plate.Lower), Upper = One(plate.Upper), Body = Inner(plate.Body) },
            ProductLaw product => product with { Factors = product.Factors.Select(Inner).ToEquatableArray() },
            HiddenMarkovLaw chain => chain with { Start = Argument(chain.Start), Transition = Argument(chain.Transition), Emission = Inner(chain.Emission) },
            TruncatedLaw truncated => truncated with { Body = Inner(truncated.Body), Lower = Optional(truncated.Lower), Upper = Optional(truncated.Upper) },
            CensoredLaw censored => censored with { Body = Inner(censored.Body), Lower = Optional(censored.Lower), Upper = Optional(censored.Upper) },
            ZeroInflatedLaw inflated => inflated with { Probability = One(inflated.Probability), Body = Inner(inflated.Body) },
            AffineLaw affine => affine with { Body = Inner(affine.Body), Shift = One(affine.Shift), Scale = One(affine.Scale) },
            AxisLaw axis => axis with { Length = One(axis.Length), Body = Inner(axis.Body) },
            ConditionalLaw conditional => conditional with { Condition = One(conditional.Condition), Then = Inner(conditional.Then), Else = Inner(conditional.Else) },
            _ => law,
        };
    }
}
