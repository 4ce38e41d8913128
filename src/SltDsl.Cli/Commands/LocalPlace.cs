using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary>The part of parameter space to which λ belongs, as a prior on it.</summary>
internal abstract record LocalPlace(string Name)
{
    /// <summary>The problem whose λ is the limit's.</summary>
    public abstract EnergyProblem InTheLimit(EnergyProblem problem);

    /// <summary>The problem whose mean energy is the target at n observations.</summary>
    public abstract EnergyProblem AtFiniteN(EnergyProblem problem);

    /// <summary>The problem of data, with the prior of <see cref="AtFiniteN"/>.</summary>
    public abstract EvidenceProblem OfData(EvidenceProblem problem);
}

/// <summary>The whole prior.</summary>
internal sealed record WholePrior() : LocalPlace("prior")
{
    public override EnergyProblem InTheLimit(EnergyProblem problem) => problem;

    public override EnergyProblem AtFiniteN(EnergyProblem problem) => problem;

    public override EvidenceProblem OfData(EvidenceProblem problem) => problem;
}

/// <summary>A point: a ball around it in the limit, where only a compact neighbourhood is local; a normal density at finite n, as is usual for data.</summary>
/// <param name="Path">The point's file.</param>
/// <param name="Centre">The point, in unconstrained coordinates.</param>
/// <param name="Radius">The ball's.</param>
/// <param name="Gamma">The normal density's precision.</param>
internal sealed record PointPlace(string Path, double[] Centre, double Radius, double Gamma) : LocalPlace(Path)
{
    public override EnergyProblem InTheLimit(EnergyProblem problem) => problem.Near(Centre, Radius);

    public override EnergyProblem AtFiniteN(EnergyProblem problem) => problem.Localised(Centre, Gamma);

    public override EvidenceProblem OfData(EvidenceProblem problem) => problem.Localised(Centre, Gamma);
}

/// <summary>A phase: the prior on its region.</summary>
/// <param name="Model">The model.</param>
/// <param name="Phase">The phase's name.</param>
internal sealed record PhasePlace(ISltModel Model, string Phase) : LocalPlace($"phase {Phase}")
{
    public override EnergyProblem InTheLimit(EnergyProblem problem) => problem.Within(Model, Phase);

    public override EnergyProblem AtFiniteN(EnergyProblem problem) => problem.Within(Model, Phase);

    public override EvidenceProblem OfData(EvidenceProblem problem) => problem.Within(Model, Phase);
}
