namespace SltDsl.Runtime;

/// <summary>In which coordinates a point w is given.</summary>
public enum Coordinates
{
    /// <summary>The declared set W in natural coordinates, where λ and the prior density are defined: K − 1 for a simplex, the lower triangle of a covariance matrix.</summary>
    Natural,

    /// <summary>All of ℝᵈ, for samplers; densities gain the log Jacobian determinant of the map to natural coordinates.</summary>
    Unconstrained,
}
