using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>
/// The finite variables of a model. Which of them meet decides how they are summed out: position by position and along chains
/// where the axes allow it, else all joint states at once where these are few.
/// </summary>
internal sealed class LatentVariables
{
    private const long MostStates = 1_000;

    private readonly Workshop _workshop;
    private readonly ExpressionLowering _expressions;
    private readonly DistributionLowering _distributions;
    private readonly LogDensityLowering _densities;
    private readonly Func<Scalar, long?> _valueOf;
    private readonly LatentReads _reads;
    private readonly LatentElimination _elimination;
    private readonly LatentDraws _draws;
    private readonly List<LatentVariable> _variables = [];
    private readonly List<Evidence> _evidence = [];

    /// <summary>The variables of a model that has none yet.</summary>
    /// <param name="workshop">Makes indices and definitions.</param>
    /// <param name="expressions">Lowers bounds.</param>
    /// <param name="distributions">Lowers the variables' distributions.</param>
    /// <param name="densities">The densities of laws.</param>
    /// <param name="valueOf">The value of an integer that is a constant of the model, else null.</param>
    public LatentVariables(Workshop workshop, ExpressionLowering expressions, DistributionLowering distributions, LogDensityLowering densities, Func<Scalar, long?> valueOf)
    {
        (_workshop, _expressions, _distributions, _densities, _valueOf) = (workshop, expressions, distributions, densities, valueOf);
        _reads = new LatentReads(workshop);
        _elimination = new LatentElimination(workshop, densities, _reads);
        _draws = new LatentDraws(workshop, _elimination, _reads);
    }

    /// <summary>Declares a latent variable, or an array of them.</summary>
    public void Declare(LatentDeclaration latent, Scope scope)
    {
        var lower = _expressions.LowerScalar(latent.Lower, scope);
        var count = _expressions.LowerScalar(latent.Upper, scope) - lower + 1;
        var extents = scope.Extents(latent.Symbol.Type);
        var (state, array) = extents.Count == 0 ? (_workshop.Index(latent.Symbol.Name, count), (Leaf?)null) : (null, new Leaf(latent.Symbol, extents));
        scope.Define(latent.Symbol, array is null ? Lowered.Scalar(state! + lower) : _workshop.Whole(array));

        // Under `each` a member's law may read earlier members.
        var prior = _distributions.Lower(latent.Distribution, extents, latent.Each, scope);
        var variable = new LatentVariable(latent, prior, lower, count, state, array);
        _variables.Add(variable);
        _reads.Add(variable);
    }

    /// <summary>Whether a scalar depends on a latent variable.</summary>
    public bool Touches(Scalar scalar) => ReachedBy([scalar]).Any();

    /// <summary>The law of an observed value with the latent variables that reach it summed out.</summary>
    /// <exception cref="UnsupportedConstructException">They meet in too many joint states (SLT0407).</exception>
    public Law SumOut(Law law, Lowered value)
    {
        var frame = FrameOf(law.Scalars());
        if (frame.Members.Count == 0)
        {
            return law;
        }

        Law summed;
        try
        {
            summed = _elimination.SumOut(frame, law);
        }
        catch (InseparableException)
        {
            summed = SumOutJointly(frame, law);
        }

        _evidence.Add(new Evidence(law, value));
        return summed;
    }

    /// <summary>Draws of the latent variables that scalars depend on, given the row, as quantities that those read instead.</summary>
    /// <exception cref="UnsupportedConstructException">They meet in too many joint states (SLT0407).</exception>
    public IReadOnlyList<GeneratedQuantity> Draw(IEnumerable<Scalar> scalars)
    {
        var frame = FrameOf(scalars, withChildren: true);
        if (frame.Members.All(m => _draws.Has(m.Variable)))
        {
            return [];
        }

        try
        {
            return _draws.Draw(frame);
        }
        catch (InseparableException)
        {
            var joint = JointlyOrRefuse(frame, frame.Members[0].Variable.Declaration.Span);
            var state = _workshop.Index("joint", new Integer(joint.Count));
            return [_draws.Draw(frame, joint, state, Normalised(frame, joint, state))];
        }
    }

    /// <summary>A scalar with the draws of latent variables in place of their states.</summary>
    public Scalar Drawn(Scalar scalar) => _draws.Drawn(scalar);

    /// <summary>A law with the draws of latent variables in place of their states.</summary>
    public Law Drawn(Law law) => _draws.Drawn(law);

    private MixtureLaw SumOutJointly(Frame frame, Law law)
    {
        var joint = JointlyOrRefuse(frame, law.Span);
        var state = _workshop.Index("joint", new Integer(joint.Count));
        return new MixtureLaw(state, new Integer(joint.Count), Normalised(frame, joint, state), AtState(law, joint, state), law.Span);
    }

    private Scalar Normalised(Frame frame, JointStates joint, IndexVariable state)
    {
        var prior = joint.LogPrior(_densities, state);
        var logWeight = frame.Evidence.Aggregate(prior, (sum, e) => sum + _elimination.LogDensity(e with { Law = AtState(e.Law, joint, state) }));
        return frame.Evidence.Count == 0
            ? Exp(_workshop.Shared(Lowered.Scalar(prior), "log_weights", ElementKind.Real, frame.Members[0].Variable.Declaration.Span).Body)
            : _elimination.Normalised(
                logWeight, weights => new Reduce(ReduceKind.LogSumExp, state, 0, new Integer(joint.Count), weights), frame.Members[0].Variable.Declaration.Span);
    }

    private static Law AtState(Law law, JointStates joint, IndexVariable state)
    {
        var single = joint.SingleStates(state);
        return LawIndices.Map(joint.At(state).Of(law), s => s.Substitute(single));
    }

    private JointStates JointlyOrRefuse(Frame frame, SourceSpan place)
    {
        if (JointStates.Of(frame, MostStates, _valueOf, _workshop, _reads, out var count) is { } joint)
        {
            return joint;
        }

        var names = string.Join(", ", frame.Members.Select(m => $"`{m.Variable.Name}`"));
        var message = count is { } states
            ? $"members of {names} meet here in {Math.Round(states):0.###e+0} joint states, the limit is {MostStates}"
            : $"members of {names} meet here, in as many joint states as a run-time size decides";
        throw new UnsupportedConstructException(new Diagnostic(DistributionDiagnostics.TooManyStates, message, place)
        {
            Help = "let element t read `z[t]`, and the distribution of `z[t]` its own few predecessors, all along the first axis (time last where there are several axes)",
        });
    }

    /// <summary>The latent variables that scalars depend on, with all that decide how they are distributed given the row.</summary>
    /// <param name="scalars">The scalars.</param>
    /// <param name="withChildren">Whether those that are distributed by them belong to them too, so that all are drawn together.</param>
    private Frame FrameOf(IEnumerable<Scalar> scalars, bool withChildren = false)
    {
        var found = new HashSet<LatentVariable>(WithParents(ReachedBy(scalars)));
        var evidence = new HashSet<Evidence>();
        for (var isNew = found.Count > 0; isNew;)
        {
            isNew = false;
            foreach (var observed in _evidence.Where(e => !evidence.Contains(e)).ToArray())
            {
                var reached = WithParents(ReachedBy(observed.Law.Scalars()));
                if (reached.Overlaps(found))
                {
                    found.UnionWith(reached);
                    isNew = evidence.Add(observed);
                }
            }

            foreach (var child in withChildren ? _variables.Where(v => !found.Contains(v) && WithParents([v]).Overlaps(found)).ToArray() : [])
            {
                found.UnionWith(WithParents([child]));
                isNew = true;
            }
        }

        return new Frame(
            _variables.Where(found.Contains).Select(v => new Members(v, [], v.Prior)).ToEquatableArray(),
            _evidence.Where(evidence.Contains).ToEquatableArray());
    }

    private HashSet<LatentVariable> WithParents(IEnumerable<LatentVariable> variables)
    {
        var found = new HashSet<LatentVariable>();
        var open = new Stack<LatentVariable>(variables);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (found.Add(next))
            {
                foreach (var parent in ReachedBy(next.Prior.Scalars()))
                {
                    open.Push(parent);
                }
            }
        }

        return found;
    }

    private HashSet<LatentVariable> ReachedBy(IEnumerable<Scalar> scalars)
    {
        var all = scalars.ToArray();
        var found = new HashSet<LatentVariable>(_reads.ReachedBy(all));
        if (_variables.Any(v => v.State is not null))
        {
            var free = new HashSet<IndexVariable>(all.SelectMany(s => s.FreeIndices()));
            found.UnionWith(_variables.Where(v => v.State is not null && free.Contains(v.State)));
        }

        return found;
    }
}
