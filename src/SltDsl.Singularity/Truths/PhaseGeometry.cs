using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using SltDsl.Singularity.Ideals;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Truths;

/// <summary>Where a phase lies with respect to points and to true sets.</summary>
internal sealed class PhaseGeometry(Setting setting, ParameterSpace space, DomainOfIdeal domain, CancellationToken cancellation)
{
    private const int MostCoordinates = 8;
    private const int MostBoxes = 250;
    private const double Nearby = 1e-9;

    /// <summary>Whether boxes may show how far K is from 0: there are few coordinates, and they are bounded or functions tell also towards infinity.</summary>
    public static bool CanCover(IdealOfTruth ideal, DomainOfIdeal domain) => domain.Ranges.Count <= MostCoordinates
        && (ideal.IsCoefficientwise || domain.Ranges.Where((_, i) => !domain.Simplexes.Any(s => s.Coordinates.Contains(i))).All(r => r.Lower is not null && r.Upper is not null));

    /// <summary>Whether a neighbourhood of a point belongs to a phase.</summary>
    public bool IsInside(PhaseRegion phase, IReadOnlyList<Rational> point) =>
        Condition(phase, [.. point.Select(x => new Interval((double)x - Nearby, (double)x + Nearby))]) is { Low: 1 };

    /// <summary>
    /// Whether K is proved to stay away from 0 on a phase, its edge included: boxes cover the declared set, and on each of them the phase's
    /// condition is refuted or a function that vanishes on the true set keeps away from 0.
    /// </summary>
    /// <param name="phase">The phase.</param>
    /// <param name="ideal">What vanishes on the true set.</param>
    public bool IsAway(PhaseRegion phase, IdealOfTruth ideal)
    {
        if (!CanCover(ideal, domain) || ideal.Generators.Any(g => SymbolTable.Variables(g).Any(v => v >= space.Dimension)))
        {
            return false;
        }

        var boxes = new Queue<Interval[]>();
        boxes.Enqueue([.. domain.Ranges.Select(r => new Interval(
            r.Lower is { } low ? Interval.Of(low).Low : double.NegativeInfinity, r.Upper is { } high ? Interval.Of(high).High : double.PositiveInfinity))]);
        for (var count = 0; boxes.Count > 0; count++)
        {
            if (count > MostBoxes || cancellation.IsCancellationRequested)
            {
                return false;
            }

            var box = boxes.Dequeue();
            if (IsOutside(phase, box) || IsAway(ideal, box))
            {
                continue;
            }

            var widest = Enumerable.Range(0, box.Length).OrderByDescending(i => Width(box[i])).First();
            var (lower, upper) = box[widest].Halves();
            boxes.Enqueue([.. box.Select((x, i) => i == widest ? lower : x)]);
            boxes.Enqueue([.. box.Select((x, i) => i == widest ? upper : x)]);
        }

        return true;
    }

    // On a line that is drawn together to (−1, 1), so that an infinite interval is not always the widest.
    private static double Width(Interval x) => Compact(x.High) - Compact(x.Low);

    private static double Compact(double x) => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x));

    private bool IsOutside(PhaseRegion phase, Interval[] box) =>
        domain.Simplexes.Any(s => s.Coordinates.Aggregate(new Interval(0, 0), (sum, c) => sum + box[c]).Low > 1) || Condition(phase, box) is { High: 0 };

    // Where a coordinate is unbounded, functions that keep away from 0 say something of K only if they are coefficients of the law.
    private static bool IsAway(IdealOfTruth ideal, Interval[] box) =>
        (ideal.IsCoefficientwise || box.All(x => x.IsBounded)) && ideal.Generators.Any(g => !Interval.Of(g, box).ContainsZero);

    private Interval Condition(PhaseRegion phase, IReadOnlyList<Interval> box)
    {
        try
        {
            var instance = new Instance<Interval>(IntervalField.Instance, setting.Sizes, (leaf, positions) => leaf.Symbol.Kind switch
            {
                SymbolKind.Parameter when space.Form(leaf, positions) is AffineForm affine =>
                    affine.Terms.Aggregate(Interval.Of(affine.Constant), (sum, term) => sum + (term.Sign > 0 ? box[term.Coordinate] : -box[term.Coordinate])),
                SymbolKind.Hyper => Interval.Of(setting.Hypers[leaf.Name]),
                _ => throw new NotInstantiableException($"'{leaf.Name}' has no interval."),
            });
            return instance.At(phase.Condition);
        }
        catch (NotInstantiableException)
        {
            return new(0, 1);
        }
    }
}
