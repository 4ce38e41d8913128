namespace SltDsl.Singularity;

/// <summary>A part of a true set on which some coordinates vanish.</summary>
/// <param name="Equations">The equations, such as <c>a = 0, b[1] = 0</c>, beside those of the coordinates that are solved for.</param>
/// <param name="Codimension">The number of independent equations, those of the coordinates that are solved for included.</param>
/// <param name="Lambda">λ at a generic point of it.</param>
/// <param name="Multiplicity">m there.</param>
public sealed record TrueStratum(string Equations, int Codimension, Algebra.Rational Lambda, int Multiplicity);
