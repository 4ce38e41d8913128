using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Instantiation;
using SltDsl.Language;
using SltDsl.Singularity.Ideals;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Truths;

/// <summary>Finds λ and m at a truth, and what stands in the way.</summary>
internal sealed class TruthAnalysis(ModelGraph graph, Setting setting, ParameterSpace space, long budget, CancellationToken cancellation)
{
    private const ulong Seed = 0x5EED_7A17;

    // Operations of the engine and of polynomial arithmetic for one of the analysis's, by their measured cost.
    private const long EngineShare = 2;
    private const long PolynomialShare = 10;

    // λ at other values of the prior's shape: each may take this part of what λ itself may.
    private const long VariationShare = 16;

    // Polynomials carry an exponent for every coordinate; a stratum costs an elimination.
    private const int MostForPolynomials = 150;
    private const int MostForStrata = 64;

    private const long StrataShare = 32;

    private readonly string[] _names = [.. space.Coordinates.Select(c => c.Name)];
    private IdealOfTruth? _ideal;

    /// <summary>Whether to look also how λ changes with the exponents of the prior.</summary>
    public bool VariesPrior { get; init; } = true;

    /// <summary>The facts at a truth, with what other truths are compared by.</summary>
    public AnalysedTruth Analyse(Truth truth)
    {
        var facts = Of(truth);
        return new AnalysedTruth(truth, facts, _ideal, _ideal is not null && facts.Rlct is { IsLambdaExact: true, IsInfinite: false } ? MostSingular(_ideal, truth, facts.Rlct) : []);
    }

    /// <summary>The facts at a truth.</summary>
    private TruthFacts Of(Truth truth)
    {
        var facts = new TruthFacts(truth.Declaration.Name, truth.Declaration.NameSpan, new Rational(space.Dimension, 2));
        if (!truth.Declaration.IsRealisable)
        {
            return facts with { Obstacle = "the truth is not given as a point of the model" };
        }

        TruthPoint point;
        try
        {
            point = new TruthPoint(truth, setting);
        }
        catch (NotInstantiableException obstacle)
        {
            return facts with { Obstacle = obstacle.Message, IsRealisable = true };
        }

        facts = facts with
        {
            IsRealisable = true,
            Excess = Excess(truth),
            Rank = RankAt(point),
            BoundaryElements = BoundaryElements(point).ToEquatableArray(),
        };
        return WithLambda(facts, point);
    }

    private (Rlct? Rlct, string? Obstacle) Lambda(IdealOfTruth ideal, TruthPoint point, Setting at, long operations) =>
        Lambda(ideal, point, DomainOfIdeal.Of(space, new PriorExponents(at)), operations);

    private (Rlct? Rlct, string? Obstacle) Lambda(IdealOfTruth ideal, TruthPoint point, DomainOfIdeal domain, long operations)
    {
        Rlct? Theorem(IdealPart part) => MatrixChain.ClosedForm(part, space, graph)
            ?? NetworkIdeal.ClosedForm(part, ideal.Network)
            ?? MixtureIdeal.ClosedForm(part, ideal.Mixture, domain);
        var solver = new IdealSolver(domain, _names, Theorem, operations, cancellation);
        var answer = solver.Solve(ideal, [.. TruthPadding.Points(point, space)]);
        return answer.IsInfinite ? (null, "no zero of the ideal was found although the truth is a point of the model") : (answer, null);
    }

    private TruthFacts WithLambda(TruthFacts facts, TruthPoint point)
    {
        var (answer, obstacle, ideal) = ((Rlct?)null, (string?)null, (IdealOfTruth?)null);
        try
        {
            if (space.Dimension > MostForPolynomials)
            {
                throw new BudgetSpentException();
            }

            ideal = new IdealFinder(graph, setting, space, PolynomialShare * budget, cancellation).Of(point.Truth);
            _ideal = ideal is { IsComplete: true } ? ideal : null;
            (answer, obstacle) = ideal switch
            {
                null => (null, "no ideal is known for this kind of likelihood"),
                { IsComplete: false } => (null, "only a part of the ideal is known"),
                _ => Lambda(ideal, point, setting, EngineShare * budget),
            };
        }
        catch (NotInstantiableException reason)
        {
            obstacle = reason.Message;
        }
        catch (BudgetSpentException)
        {
            obstacle = "the polynomials are too large for the budget";
        }

        if (answer is not { IsExact: true } && space.Dimension <= MostForStrata)
        {
            var rows = setting.WithRepresentativeRows(graph, space);
            answer = new TrueStrata(graph, rows, space, new TruthPoint(point.Truth, rows), cancellation).Improve(answer);
        }

        if (answer is null || answer.Status == RlctStatus.Undecided)
        {
            return facts with { Obstacle = obstacle ?? answer?.Evidence.Steps.LastOrDefault() ?? "the search found no bound" };
        }

        var isRegular = answer is { IsExact: true, Multiplicity: 1 } && answer.Lambda == facts.RegularLambda && (facts.Rank is null || facts.Rank == space.Dimension);
        facts = facts with { Rlct = answer, IsRegular = isRegular };
        return answer.IsExact && ideal is not null && VariesPrior
            ? facts with
            {
                Thresholds = Thresholds(ideal, point, answer),
                ShapeDependence = ShapeDependence(facts, ideal, point, answer).ToEquatableArray(),
                Strata = new CoordinateStrata(DomainOfIdeal.Of(space, new PriorExponents(setting)), _names, EngineShare * budget / StrataShare, cancellation).Of(ideal).ToEquatableArray(),
            }
            : facts;
    }

    /// <summary>Points of the true set, padded from the written one, at which λ is that of the whole.</summary>
    private IReadOnlyList<Rational[]> MostSingular(IdealOfTruth ideal, Truth truth, Rlct whole)
    {
        var domain = DomainOfIdeal.Of(space, new PriorExponents(setting));
        if (graph.Phases.Count < 2 || ideal.LinearTerms.Count > 0 || !PhaseGeometry.CanCover(ideal, domain))
        {
            return [];
        }

        int[] variables = [.. ideal.Generators.SelectMany(Numbers.SymbolTable.Variables).Distinct().OrderBy(v => v)];
        var part = new IdealPart(ideal.Generators, variables, domain, _names, new Dictionary<int, LinearEnd>());
        return [.. TruthPadding.Points(new TruthPoint(truth, setting), space)
            .Where(p => part.IsZero(p) && part.HasPowersAt(p) && domain.Contains(p)
                && RealLogCanonicalThreshold.Of(part.Local(p), EngineShare * budget / StrataShare, cancellation) is { IsLambdaExact: true, IsInfinite: false } local && local.Lambda == whole.Lambda)];
    }

    /// <summary>Parameters on an end of their range whose prior has a shape, where λ changes with that shape.</summary>
    private IEnumerable<string> ShapeDependence(TruthFacts facts, IdealOfTruth ideal, TruthPoint point, Rlct here) =>
        from block in graph.Parameters
        where block.Prior is ScalarLaw { Family: "beta" or "gamma" or "weibull" or "chi_square" } or TensorLaw { Family: "dirichlet" }
        let coordinates = space.CoordinatesOf(block).ToArray()
        where coordinates.Any(c => facts.BoundaryElements.Contains(c.Name))
        let steeper = DomainOfIdeal.Of(space, new PriorExponents(setting)).Steeper([.. coordinates.Select(c => c.Index)])
        where Lambda(ideal, point, steeper, EngineShare * budget / VariationShare).Rlct is { IsLambdaExact: true, IsInfinite: false } other && other.Lambda != here.Lambda
        select block.Leaf.Name;

    private EquatableArray<HyperThreshold> Thresholds(IdealOfTruth ideal, TruthPoint point, Rlct here) =>
        graph.Model.Hypers.Select(h => PriorThreshold.Of(h, setting, here, at => Lambda(ideal, point, at, EngineShare * budget / VariationShare).Rlct)).OfType<HyperThreshold>().ToEquatableArray();

    private int? RankAt(TruthPoint point)
    {
        if (point.Coordinates(space) is not { } coordinates || space.Dimension > MostForPolynomials)
        {
            return null;
        }

        try
        {
            var generic = new GenericPoint(graph, setting, space, coordinates, Seed);
            return JacobianRank.At(generic, new DataView(graph, setting, Seed), space.Dimension, cancellation).Rank;
        }
        catch (Exception e) when (e is UnluckyPointException or NotInstantiableException or OperationCanceledException)
        {
            return null;
        }
    }

    private IEnumerable<string> BoundaryElements(TruthPoint point)
    {
        if (point.Coordinates(space) is not { } coordinates)
        {
            return [];
        }

        return space.Coordinates.Where(c => coordinates[c.Index] == c.Lower || coordinates[c.Index] == c.Upper).Select(c => c.Name);
    }

    private EquatableArray<SizeExcess> Excess(Truth truth) => truth.Sizes
        .Where(s => setting.Sizes[s.Size.Name] > s.Value)
        .Select(s => new SizeExcess(s.Size.Name, s.Value, setting.Sizes[s.Size.Name], graph.Model.Sizes.First(d => d.Symbol.Name == s.Size.Name).Symbol.Span))
        .ToEquatableArray();
}
