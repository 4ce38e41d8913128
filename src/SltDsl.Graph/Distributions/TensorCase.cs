using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Graph.Distributions;

/// <summary>A value and parameters of a tensor family, with the means to write sums and factorisations over them.</summary>
/// <param name="Workshop">Makes indices and definitions.</param>
/// <param name="Value">The value.</param>
/// <param name="Arguments">The parameters.</param>
/// <param name="Span">Where the law is written.</param>
internal sealed record TensorCase(Workshop Workshop, Lowered Value, IReadOnlyList<Lowered> Arguments, SourceSpan Span)
{
    /// <summary>The length of the first axis of a parameter.</summary>
    public Scalar Length(int argument = 0) => Arguments[argument].Extents[0];

    /// <summary>Σ over the first axis of a parameter.</summary>
    public Scalar Sum(Func<Scalar, Scalar> body, int argument = 0) => Workshop.Sum("k", Length(argument), body);

    /// <summary>A part of the density as a tensor of its own: it may not depend on the row, or is read more than once.</summary>
    public Scalar Shared(Scalar part, string name) => Workshop.Shared(Lowered.Scalar(part), name, ElementKind.Real, Span).Body;
}
