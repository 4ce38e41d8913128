using SltDsl.Algebra;

namespace SltDsl.Singularity.Space;

/// <summary>An element of a parameter as a function of the coordinates.</summary>
internal abstract record ElementForm;

/// <summary>A constant plus signed coordinates.</summary>
internal sealed record AffineForm(Rational Constant, IReadOnlyList<(int Coordinate, int Sign)> Terms) : ElementForm;

/// <summary>√(1 − Σ c²): the entry that gives a row unit length.</summary>
internal sealed record UnitLengthForm(IReadOnlyList<int> Coordinates) : ElementForm;
