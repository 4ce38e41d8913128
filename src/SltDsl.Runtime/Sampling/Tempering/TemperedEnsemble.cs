using System.Runtime.ExceptionServices;

namespace SltDsl.Runtime;

/// <summary>Sees one replicate's population at one level, on that replicate's thread.</summary>
internal delegate void LevelVisitor(int replicate, TemperedLevel level);

/// <summary>Independent replicates of a tempered population, with draws from the prior to start from.</summary>
internal sealed class TemperedEnsemble
{
    /// <summary>Dimensions up to this take slice moves; above, Hamiltonian moves cost less.</summary>
    private const int MostSliceDimensions = 40;

    private readonly Replicate[] _replicates;

    /// <param name="prior">log φ up to a constant.</param>
    /// <param name="draw">Draws from φ; called from this thread only.</param>
    /// <param name="energy">The energy.</param>
    /// <param name="replicates">How many.</param>
    /// <param name="particles">Of each.</param>
    /// <param name="seed">Replicate r uses stream r of this seed.</param>
    public TemperedEnsemble(ILogDensity prior, PriorDraw draw, IEnergy energy, int replicates, int particles, ulong seed)
    {
        _replicates = new Replicate[replicates];
        for (var r = 0; r < replicates; r++)
        {
            var random = new SltRandom(seed, (ulong)r);
            var target = new TemperedTarget(prior.Fork(), energy.Fork());
            var population = new Particle[particles];
            for (var i = 0; i < particles; i++)
            {
                population[i] = new Particle(energy.Dimension);
                draw(ref random, population[i].Position);
                target.Evaluate(population[i]);
            }

            _replicates[r] = new Replicate(target, population, random);
        }
    }

    /// <summary>The median energy of the draws from the prior.</summary>
    public double PriorMedian
    {
        get
        {
            var energies = _replicates.SelectMany(r => r.Start.Select(particle => particle.Energy)).Order().ToArray();
            return energies[energies.Length / 2];
        }
    }

    /// <summary>Energies computed so far, without gradient.</summary>
    public long EnergyEvaluations => _replicates.Sum(r => r.Target.EnergyEvaluations);

    /// <summary>Gradients of the energy computed so far.</summary>
    public long GradientEvaluations => _replicates.Sum(r => r.Target.GradientEvaluations);

    /// <summary>The density of a replicate, for use on its thread.</summary>
    public TemperedTarget Target(int replicate) => _replicates[replicate].Target;

    /// <summary>Takes every replicate up the ladder: the first finds it, the others follow it in parallel. Once only.</summary>
    /// <param name="ladder">Empty; holds the levels afterwards.</param>
    /// <param name="visit">Sees each level; while the first replicate climbs it may end the ladder.</param>
    /// <param name="threads">Replicates at a time; 0 takes all processors.</param>
    /// <param name="cancellation">Throws.</param>
    public void Climb(Ladder ladder, LevelVisitor visit, int threads, CancellationToken cancellation)
    {
        Run(0);
        ladder.End();
        try
        {
            Parallel.For(1, _replicates.Length, new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? -1 : threads }, Run);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        void Run(int r)
        {
            var (target, start, random) = _replicates[r];
            IPopulationMove move = target.Dimension <= MostSliceDimensions ? new SliceMoves(target, start) : new HamiltonianMoves(target);
            new TemperedReplicate(start, move).Run(ladder, ref random, level => visit(r, level), cancellation);
        }
    }

    private sealed record Replicate(TemperedTarget Target, Particle[] Start, SltRandom Random);
}
