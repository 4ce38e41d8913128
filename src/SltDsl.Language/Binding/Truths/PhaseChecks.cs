using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Truths;

/// <summary>
/// Finds phases that are empty or overlap, where that is plain: conditions that compare the same expressions with constants,
/// balls, and points that the file names. What is not plain is not reported.
/// </summary>
internal sealed class PhaseChecks(BindingSession session)
{
    private readonly List<(PhaseDeclaration Phase, ConditionBox? Box)> _earlier = [];

    /// <summary>Reports what is to be said about a phase and the earlier ones.</summary>
    public void Add(PhaseDeclaration phase)
    {
        var box = phase.Condition is { } condition ? ConditionBox.Of(session, condition) : null;
        if (box is { IsEmpty: true })
        {
            session.Report(ModelDiagnostics.EmptyPhase, $"phase `{phase.Name}` is empty", phase.Condition!.Span, "no point of parameter space satisfies its condition; compare the bounds with the declared sets");
        }
        else
        {
            foreach (var (other, otherBox) in _earlier)
            {
                if (Overlap(phase, box, other, otherBox) is { } place)
                {
                    session.Report(ModelDiagnostics.PhasesOverlap, $"phases `{other.Name}` and `{phase.Name}` overlap {place}", phase.NameSpan, d => d with
                    {
                        Related = [new(other.NameSpan, "the first wins")],
                        Help = $"a point of both belongs to `{other.Name}`; make the conditions exclude each other",
                    });
                }
            }
        }

        _earlier.Add((phase, box));
    }

    private string? Overlap(PhaseDeclaration a, ConditionBox? boxA, PhaseDeclaration b, ConditionBox? boxB)
    {
        if (boxA is not null && boxB is not null)
        {
            var both = boxA.Intersect(boxB);
            if (both.IsEmpty)
            {
                return null;
            }

            if (both.Witness(session) is { } witness)
            {
                return $"at {witness}";
            }
        }

        if (a.Centre is { } centreA && b.Centre is { } centreB)
        {
            return OverlapOfBalls(a, centreA, b, centreB);
        }

        return session.Truths.Values.Where(t => t.Sizes.Count == 0 && t.IsRealisable).Select(t => (t.Name, Point: PointChecks.Numbers(session, t.Parameters)))
            .Where(t => Holds(a, t.Point) && Holds(b, t.Point))
            .Select(t => $"at truth `{t.Name}`")
            .FirstOrDefault();
    }

    private bool Holds(PhaseDeclaration phase, IReadOnlyDictionary<Symbol, NumericArray> point)
    {
        if (phase.Condition is { } condition)
        {
            return NumericEvaluator.AtPoint(session, condition, point) is { Rank: 0 } value && value.Values[0] == 1;
        }

        var centre = PointChecks.Numbers(session, phase.Centre!.Value);
        return NumericEvaluator.Analysed(session, phase.Radius!) is { } radius && centre.Count == phase.Centre!.Value.Count
            && Distance(centre, point) is { } distance && distance <= radius;
    }

    private string? OverlapOfBalls(PhaseDeclaration a, EquatableArray<TruthValue> centreA, PhaseDeclaration b, EquatableArray<TruthValue> centreB)
    {
        var (pointA, pointB) = (PointChecks.Numbers(session, centreA), PointChecks.Numbers(session, centreB));
        var isComplete = pointA.Count == centreA.Count && pointB.Count == centreB.Count;
        var radiusA = NumericEvaluator.Analysed(session, a.Radius!);
        var radiusB = NumericEvaluator.Analysed(session, b.Radius!);

        // Sets are convex, but for those of unit vectors and correlations: there the midpoint need not be in the set.
        var isConvex = pointA.Keys.All(p => session.Constraints.TryGetValue(p, out var c) && c is BoundConstraint or StructureConstraint { Structure: Structure.Simplex or Structure.RowStochastic or Structure.Ordered or Structure.SumToZero });
        return isComplete && isConvex && Distance(pointA, pointB) is { } distance && distance < radiusA + radiusB ? "between their centres" : null;
    }

    /// <summary>The Euclidean distance over the parameters that both points set; null when they set others.</summary>
    private static double? Distance(IReadOnlyDictionary<Symbol, NumericArray> a, IReadOnlyDictionary<Symbol, NumericArray> b)
    {
        var sum = 0.0;
        foreach (var pair in a)
        {
            if (!b.TryGetValue(pair.Key, out var other) || other.Values.Length != pair.Value.Values.Length)
            {
                return null;
            }

            sum += pair.Value.Values.Zip(other.Values, (x, y) => (x - y) * (x - y)).Sum();
        }

        return Math.Sqrt(sum);
    }
}
