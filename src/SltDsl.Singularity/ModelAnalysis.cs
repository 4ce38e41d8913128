using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Singularity.Ideals;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;
using SltDsl.Singularity.Symmetries;
using SltDsl.Singularity.Truths;
using SltDsl.Singularity.Visibility;
using SltDsl.Singularity.Wording;

namespace SltDsl.Singularity;

/// <summary>One analysis of one model, from the rank to the diagnostics.</summary>
internal sealed class ModelAnalysis
{
    private const long MostElements = 5_000;
    private const double MultiplicationsPerOperation = 20;

    private readonly ModelGraph _graph;
    private readonly AnalysisOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly Setting _setting;
    private readonly ParameterSpace? _laidOut;
    private readonly long _elements;
    private readonly SourcePlaces _places;
    private readonly HashSet<ParameterBlock> _explained = [];
    private GenericRank? _rank;

    public ModelAnalysis(ModelGraph graph, AnalysisOptions options, CancellationToken cancellation)
    {
        (_graph, _options, _cancellation) = (graph, options, cancellation);
        _setting = Setting.Of(graph, options);
        _elements = graph.Parameters.Sum(p => _setting.Extents(p.Leaf).Aggregate(1L, (n, e) => n * Math.Max(0, e)));
        _laidOut = _elements <= MostElements ? new ParameterSpace(graph, _setting) : null;
        _places = new SourcePlaces(graph.Model);
    }

    private BoundModel Model => _graph.Model;

    private ParameterSpace Space => _laidOut ?? throw new InvalidOperationException("The parameters are too many to lay out.");

    // Elimination costs the cube of the dimension; a multiplication of it is far cheaper than an operation of the budget.
    private bool IsRankAffordable => Math.Pow(Space.Dimension, 3) <= MultiplicationsPerOperation * (double)_options.TotalBudget;

    /// <summary>All facts.</summary>
    public SingularityFacts Facts()
    {
        var found = new List<Diagnostic>();
        var facts = new SingularityFacts(Model.Name, _laidOut?.Dimension ?? (int)Math.Min(int.MaxValue, _elements), null)
        {
            Sizes = Model.Sizes.Select(s => new AnalysedSize(s.Symbol.Name, _setting.Sizes[s.Symbol.Name])).ToEquatableArray(),
        };
        facts = WithStructure(facts, found);
        AnalysedTruth[] truths = [.. _graph.Truths.Select(t => Analyse(t, Math.Max(1, _graph.Truths.Count), variesPrior: true))];
        var transitions = Transitions(truths);
        facts = facts with
        {
            Truths = truths.Select(t => t.Facts with
            {
                Transitions = transitions[t].ToEquatableArray(),
                HasSeveralOptima = _rank is not null && SeveralOptima.At(_graph, t.Truth, _rank),
            }).ToEquatableArray(),
        };
        found.AddRange(OfTruths(facts));
        var (kept, silenced) = Silencing.Apply(Model, found);
        return facts with { Diagnostics = kept, Silenced = silenced };
    }

    /// <summary>λ and m at a truth, with the whole budget for it.</summary>
    public TruthFacts FactsAt(Truth truth) => Analyse(truth, sharers: 1, variesPrior: false).Facts;

    private AnalysedTruth Analyse(Truth truth, int sharers, bool variesPrior) => _laidOut is null
        ? new AnalysedTruth(truth, new TruthFacts(truth.Declaration.Name, truth.Declaration.NameSpan, new Algebra.Rational(_elements, 2)) { Obstacle = $"the model has {_elements} parameter elements, more than are analysed" }, null, [])
        : new TruthAnalysis(_graph, _setting, _laidOut, _options.TotalBudget / sharers, _cancellation) { VariesPrior = variesPrior }.Analyse(truth);

    /// <summary>The phases between which the posterior is expected to move, by the truth at which it does.</summary>
    private ILookup<AnalysedTruth, PhaseTransition> Transitions(IReadOnlyList<AnalysedTruth> truths)
    {
        var found = _graph.Phases.Count < 2 || _laidOut is null
            ? []
            : PhaseTransitions.Of(_graph, truths, new PhaseGeometry(_setting, Space, DomainOfIdeal.Of(Space, new PriorExponents(_setting)), _cancellation));
        return found.ToLookup(t => t.At, t => t.Transition);
    }

    private SingularityFacts WithStructure(SingularityFacts facts, List<Diagnostic> found)
    {
        var wording = new StructureWording(Model, _places);
        var (unused, priorOnly) = (UnseenParameters.Unused(_graph), UnseenParameters.PriorOnly(_graph));
        found.AddRange(unused.Select(wording.Unused));
        found.AddRange(priorOnly.Select(wording.PriorOnly));
        if (wording.Piecewise() is { } piecewise)
        {
            found.Add(piecewise);
        }

        if (_laidOut is null || !IsRankAffordable)
        {
            found.Add(wording.BudgetSpent(facts.Dimension));
            return facts;
        }

        if (Space.Dimension == 0 || GenericRank.Of(_graph, _setting.WithRepresentativeRows(_graph, Space), Space, _cancellation) is not { } rank)
        {
            if (_cancellation.IsCancellationRequested)
            {
                found.Add(wording.BudgetSpent(facts.Dimension));
            }

            return facts;
        }

        _rank = rank;
        var symmetries = SymmetrySearch.Of(_graph, Space, rank, [.. unused, .. priorOnly]);
        _explained.UnionWith(symmetries.Groups.SelectMany(g => g.Blocks));
        var ofSymmetries = new SymmetryWording(Model, _places, Space.Dimension);
        found.AddRange(symmetries.Groups.Select(ofSymmetries.Of));
        if (!rank.IsPiecewise)
        {
            // With pieces a derivative may vanish because a unit is silent, which is another matter in the next cell.
            var strata = new DropOuts(_graph, Space, rank).Find().ToArray();
            found.AddRange(wording.DropOut(strata.Where(s => !IsInLinearGroup(s, symmetries))));
            _explained.UnionWith(strata.SelectMany(s => s.Dropped.Append(s.Cause)));
        }

        facts = facts with
        {
            JacobianRank = rank.Rank,
            IsRankExact = rank.IsExact,
            NullDirections = NullDirections(rank),
            Symmetries = symmetries.Groups.Where(g => !g.IsBrokenByType).Select(g => Symmetry(g, ofSymmetries)).ToEquatableArray(),
        };
        if (symmetries.Unexplained > 0 && FiniteLaw.FreeNumbers(_graph, _setting) is { } free && free < Space.Dimension)
        {
            found.Add(wording.Counting(Space.Dimension, free));
        }

        if (symmetries.Unexplained > 0 && !rank.IsPiecewise)
        {
            string[] moved = [.. facts.NullDirections.SelectMany(d => d.Components).Select(c => c.Coordinate.Split('[')[0]).Distinct()];
            found.Add(wording.RankDeficient(Space.Dimension - rank.Rank, symmetries.Unexplained, rank.IsExact, facts.NullDirections, moved, _places.Joint(moved)));
        }

        return facts;
    }

    /// <summary>Where only a product of matrices is seen, the stratum where a factor vanishes is part of that finding.</summary>
    private static bool IsInLinearGroup(DropOut stratum, SymmetrySearch symmetries) => symmetries.Groups.Any(g =>
        g.Kind is SymmetryKind.GeneralLinear or SymmetryKind.Rotation && g.Blocks.Contains(stratum.Cause) && stratum.Dropped.All(g.Blocks.Contains));

    private Symmetry Symmetry(SymmetryGroup group, SymmetryWording wording)
    {
        var diagnostic = wording.Of(group);
        return new Symmetry(diagnostic.Code, KindName(group.Kind), group.Names.ToEquatableArray(), group.Dimension, diagnostic.Span);
    }

    private static string KindName(SymmetryKind kind) => kind switch
    {
        SymmetryKind.GeneralLinear => "general linear",
        SymmetryKind.Rotation => "rotation",
        SymmetryKind.Scaling => "scaling",
        SymmetryKind.Shift => "shift",
        SymmetryKind.SignFlip => "sign flip",
        SymmetryKind.Even => "even",
        _ => "relabelling",
    };

    private EquatableArray<NullDirection> NullDirections(GenericRank rank) => rank.NullDirections(Space)
        .Select(d => new NullDirection(d.Select(c => new DirectionComponent(c.Coordinate.Name, c.Value)).ToEquatableArray()))
        .ToEquatableArray();

    private IEnumerable<Diagnostic> OfTruths(SingularityFacts facts)
    {
        var wording = new TruthWording(_graph, _places);
        foreach (var (truth, known) in _graph.Truths.Zip(facts.Truths, (t, f) => (t, f)))
        {
            foreach (var diagnostic in wording.Of(known, truth.Declaration))
            {
                yield return diagnostic;
            }

            foreach (var block in ZeroInformation(truth, known))
            {
                yield return new StructureWording(Model, _places).ZeroInformation(known, block);
            }

            foreach (var name in known.ShapeDependence)
            {
                yield return wording.PriorExponent(known, Model.Parameters.First(p => p.Symbol.Name == name));
            }

            foreach (var threshold in known.Thresholds)
            {
                yield return wording.Threshold(known.Name, Model.Hypers.First(h => h.Symbol.Name == threshold.Hyper), threshold);
            }

            if (wording.Unrealisable(known, truth.Declaration) is { } unrealisable)
            {
                yield return unrealisable;
            }
        }

        if (facts.Truths.Count > 0 && _graph.Truths.All(t => !t.Declaration.IsRealisable))
        {
            foreach (var phase in Model.Phases.Where(p => p.Centre is not null))
            {
                yield return TruthWording.UndecidedPhase(phase);
            }
        }
    }

    /// <summary>Parameters of which nothing is seen to first order at a truth, though it is elsewhere, and no symmetry, stratum or edge says why.</summary>
    private IEnumerable<ParameterBlock> ZeroInformation(Truth truth, TruthFacts known)
    {
        if (_rank is null || !truth.Declaration.IsRealisable || new TruthPoint(truth, _setting).Coordinates(Space) is not { } coordinates
            || SeenCoordinates.At(_rank, coordinates) is not { } there || SeenCoordinates.At(_rank, _rank.Points[0].Point.Coordinates) is not { } generic)
        {
            return [];
        }

        return from block in _graph.Parameters
               let own = Space.CoordinatesOf(block).ToArray()
               where !_explained.Contains(block) && !own.Any(c => known.BoundaryElements.Contains(c.Name))
                   && own.Any(c => generic.Contains(c.Index)) && !own.Any(c => there.Contains(c.Index))
               select block;
    }
}
