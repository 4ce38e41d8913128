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

    private readonly string[] _names = [.. space.Coordinates.Select(c => c.Name)];

    /// <summary>The facts at a truth.</summary>
    public TruthFacts Of(Truth truth)
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

    /// <summary>λ at the truth, with another setting's prior exponents.</summary>
    public Rlct? Lambda(TruthPoint point, Setting at, out string? obstacle)
    {
        obstacle = null;
        try
        {
            var domain = DomainOfIdeal.Of(space, new PriorExponents(at));
            if (Ideal(point) is not { } ideal)
            {
                obstacle = "no ideal is known for this kind of likelihood";
                return null;
            }

            var solver = new IdealSolver(domain, _names, part => MatrixChain.ClosedForm(part, space, graph), budget, cancellation);
            var answer = solver.Solve(ideal, [.. TruthPadding.Points(point, space)]);
            return ideal.IsComplete || answer.IsInfinite ? answer : Rlct.Bounded(answer.Lower, null, 1, Math.Max(1, space.Dimension), answer.Evidence);
        }
        catch (NotInstantiableException reason)
        {
            obstacle = reason.Message;
        }
        catch (BudgetSpentException)
        {
            obstacle = "the polynomials are too large for the budget";
        }

        return null;
    }

    private IdealOfTruth? Ideal(TruthPoint point)
    {
        SymbolicModel Model() => new(graph, setting, space, point, new SymbolicField(new SymbolTable(space.Dimension), 20 * budget), Seed);
        var obstacle = (NotInstantiableException?)null;
        foreach (var method in new Func<SymbolicModel, IdealOfTruth?>[] { SightIdeal.Of, MixtureIdeal.Of, CellIdeal.Of })
        {
            try
            {
                if (method(Model()) is { } ideal)
                {
                    return ideal;
                }
            }
            catch (NotInstantiableException reason)
            {
                obstacle ??= reason;
            }
        }

        return obstacle is null ? null : throw obstacle;
    }

    private TruthFacts WithLambda(TruthFacts facts, TruthPoint point)
    {
        var answer = Lambda(point, setting, out var obstacle);
        if (answer is { IsInfinite: true })
        {
            return facts with { Obstacle = "no zero of the ideal was found although the truth is a point of the model" };
        }

        if (answer is null || answer.Status == RlctStatus.Undecided)
        {
            return facts with { Obstacle = obstacle ?? answer?.Evidence.Steps.LastOrDefault() ?? "the search found no bound" };
        }

        var isRegular = answer is { IsExact: true, Multiplicity: 1 } && answer.Lambda == facts.RegularLambda && (facts.Rank is null || facts.Rank == space.Dimension);
        return facts with { Rlct = answer, IsRegular = isRegular };
    }

    private int? RankAt(TruthPoint point)
    {
        if (point.Coordinates(space) is not { } coordinates)
        {
            return null;
        }

        try
        {
            var generic = new GenericPoint(graph, setting, space, coordinates, Seed);
            return JacobianRank.At(generic, new DataView(graph, setting, Seed), space.Dimension).Rank;
        }
        catch (Exception e) when (e is UnluckyPointException or NotInstantiableException)
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
