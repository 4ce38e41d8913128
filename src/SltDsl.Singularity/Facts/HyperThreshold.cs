using SltDsl.Algebra;

namespace SltDsl.Singularity;

/// <summary>A value of a hyperparameter at which λ at a truth changes its form.</summary>
/// <param name="Hyper">The hyperparameter's name.</param>
/// <param name="At">The value.</param>
/// <param name="Below">λ as a function of the hyperparameter below it, such as <c>(1 + alpha)/2</c>.</param>
/// <param name="Above">λ above it.</param>
public sealed record HyperThreshold(string Hyper, Rational At, string Below, string Above);
