using SltDsl.Graph.Expressions;
using SltDsl.Language;

namespace SltDsl.Graph.Lowering;

/// <summary>Replaces what is written in a law.</summary>
internal static class LawIndices
{
    /// <summary>The law with a scalar for an index.</summary>
    public static Law Replace(Law law, IndexVariable from, Scalar to)
    {
        var replacements = new Dictionary<IndexVariable, Scalar> { [from] = to };
        return Map(law, scalar => scalar.Substitute(replacements));
    }

    /// <summary>The law with each scalar that is written in it replaced; of tensors the positions on leading axes.</summary>
    public static Law Map(Law law, Func<Scalar, Scalar> one) =>
        Map(law, one, argument => argument with { Leading = argument.Leading.Select(one).ToEquatableArray() });

    /// <summary>The law with each scalar and each tensor that is written in it replaced.</summary>
    public static Law Map(Law law, Func<Scalar, Scalar> one, Func<TensorArgument, TensorArgument> whole)
    {
        Scalar? Optional(Scalar? scalar) => scalar is null ? null : one(scalar);
        TensorArgument Argument(TensorArgument argument) => whole(argument);
        Law Inner(Law inner) => Map(inner, one, whole);
        return law switch
        {
            ScalarLaw scalar => scalar with { Arguments = scalar.Arguments.Select(one).ToEquatableArray() },
            TensorLaw tensor => tensor with { Arguments = tensor.Arguments.Select(Argument).ToEquatableArray() },
            MixtureLaw mixture => mixture with { Count = one(mixture.Count), Weight = one(mixture.Weight), Body = Inner(mixture.Body) },
            PlateLaw plate => plate with { Lower = one(plate.Lower), Upper = one(plate.Upper), Body = Inner(plate.Body) },
            ProductLaw product => product with { Factors = product.Factors.Select(Inner).ToEquatableArray() },
            HiddenMarkovLaw chain => chain with { Start = Argument(chain.Start), Transition = Argument(chain.Transition), Emission = Inner(chain.Emission) },
            TruncatedLaw truncated => truncated with { Body = Inner(truncated.Body), Lower = Optional(truncated.Lower), Upper = Optional(truncated.Upper) },
            CensoredLaw censored => censored with { Body = Inner(censored.Body), Lower = Optional(censored.Lower), Upper = Optional(censored.Upper) },
            ZeroInflatedLaw inflated => inflated with { Probability = one(inflated.Probability), Body = Inner(inflated.Body) },
            AffineLaw affine => affine with { Body = Inner(affine.Body), Shift = one(affine.Shift), Scale = one(affine.Scale) },
            AxisLaw axis => axis with { Length = one(axis.Length), Body = Inner(axis.Body) },
            ConditionalLaw conditional => conditional with { Condition = one(conditional.Condition), Then = Inner(conditional.Then), Else = Inner(conditional.Else) },
            _ => law,
        };
    }
}
