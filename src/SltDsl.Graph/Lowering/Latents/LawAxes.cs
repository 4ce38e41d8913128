using SltDsl.Graph.Expressions;
using SltDsl.Language;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>Takes laws apart along the value's leading axis.</summary>
internal static class LawAxes
{
    /// <summary>The law of the element at a position.</summary>
    /// <param name="law">A law that factorises along the leading axis.</param>
    /// <param name="length">The extent of that axis.</param>
    /// <param name="position">The position.</param>
    /// <exception cref="InseparableException">It does not factorise.</exception>
    public static Law ElementAt(Law law, Scalar length, Scalar position) => law switch
    {
        ScalarLaw { Indices.Count: > 0 } scalar => LawIndices.Replace(scalar with { Indices = Rest(scalar.Indices) }, scalar.Indices[0], position),
        TensorLaw { Batch.Count: > 0 } tensor => LawIndices.Replace(tensor with { Batch = Rest(tensor.Batch) }, tensor.Batch[0], position),
        PlateLaw { Lower.Constant: 0 } plate when plate.Upper == length => LawIndices.Replace(plate.Body, plate.Index, position),

        // Elements outside the range are given.
        PlateLaw plate => new ConditionalLaw(
            And(LessOrEqual(plate.Lower, position), Less(position, plate.Upper)), LawIndices.Replace(plate.Body, plate.Index, position), new ProductLaw([], plate.Span), plate.Span),
        ProductLaw { Factors.Count: > 0 } product => Enumerable.Range(1, product.Factors.Count - 1).Reverse().Aggregate(
            product.Factors[0], (other, n) => new ConditionalLaw(AreEqual(position, n), product.Factors[n], other, product.Span)),
        ConditionalLaw conditional => conditional with
        {
            Then = ElementAt(conditional.Then, length, position),
            Else = ElementAt(conditional.Else, length, position),
        },
        AffineLaw affine => affine with { Body = ElementAt(affine.Body, length, position) },
        TruncatedLaw { Body: ScalarLaw { Indices.Count: > 0 } } truncated => truncated with { Body = ElementAt(truncated.Body, length, position) },
        CensoredLaw { Body: ScalarLaw { Indices.Count: > 0 } } censored => censored with { Body = ElementAt(censored.Body, length, position) },
        _ => throw new InseparableException(),
    };

    private static EquatableArray<IndexVariable> Rest(EquatableArray<IndexVariable> indices) => indices.Skip(1).ToEquatableArray();
}
