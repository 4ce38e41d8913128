using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using SltDsl.Singularity.Symmetries;

namespace SltDsl.Singularity.Wording;

/// <summary>Says what the model's structure hides: unused parameters, missing rank, strata on which parameters drop out.</summary>
internal sealed class StructureWording(BoundModel model, SourcePlaces places)
{
    private readonly ModelFixes _fixes = new(model);

    /// <summary>A parameter that reaches nothing.</summary>
    public Diagnostic Unused(ParameterBlock block) => new(
        IdentifiabilityDiagnostics.UnusedParameter, $"`{block.Leaf.Name}` never reaches an `observe`", block.Declaration.Symbol.Span)
    {
        Help = "remove it, or use it",
        Fixes = [_fixes.Remove(block.Declaration)],
    };

    /// <summary>A parameter that reaches other priors only.</summary>
    public Diagnostic PriorOnly(ParameterBlock block) => new(
        IdentifiabilityDiagnostics.PriorOnly, $"`{block.Leaf.Name}` reaches only other priors: data inform it only through them", block.Declaration.Symbol.Span)
    {
        Help = $"expected of a hyperprior: `@allow({IdentifiabilityDiagnostics.PriorOnly.Code}, \"hyperprior\")`",
    };

    /// <summary>Unseen directions beyond the symmetries.</summary>
    public Diagnostic RankDeficient(int total, int unexplained, bool isExact, IReadOnlyList<NullDirection> directions, IReadOnlyList<string> parameters, SourceSpan place)
    {
        var evidence = isExact ? "at generic points" : "at generic points, transcendental values taken as independent";
        var beyond = unexplained == total ? "none of which a symmetry explains" : $"{(unexplained == 1 ? "one" : unexplained.ToString())} more than the symmetries explain";
        var named = directions.OrderBy(d => d.Components.Count).Take(3).Select(d => string.Join(", ", d.Components.Take(6).Select(c => $"{c.Coordinate}: {c.Value}")) + (d.Components.Count > 6 ? ", …" : ""));
        return new Diagnostic(
            IdentifiabilityDiagnostics.RankDeficient,
            $"the Jacobian has {(total == 1 ? "1 null direction" : $"{total} null directions")} {evidence}, {beyond}",
            place)
        {
            Notes = [.. named.Select(n => new DiagnosticNote("effect", $"the data do not see the direction ({n})"))],
            Related = parameters.Select(p => new RelatedSpan(places.NameOf(p), "enters here")).ToEquatableArray(),
            Help = "drop or merge the coordinates listed, or make the sizes smaller",
        };
    }

    /// <summary>Strata on which parameters drop out, one finding for those that share parameters; two numbers that hide each other are a product.</summary>
    public IEnumerable<Diagnostic> DropOut(IEnumerable<DropOut> strata)
    {
        var all = strata.OrderBy(s => s.IsCoincidence).ToArray();
        var products = all.Where(s => IsScalar(s.Cause) && s.Dropped is [var other] && IsScalar(other) && all.Any(t => t.Cause == other && t.Dropped is [var back] && back == s.Cause)).ToArray();
        foreach (var product in products.Where(p => string.CompareOrdinal(p.Cause.Leaf.Name, p.Dropped[0].Leaf.Name) < 0))
        {
            yield return ProductZero(product.Cause.Leaf.Name, product.Dropped[0].Leaf.Name);
        }

        var groups = new List<List<DropOut>>();
        foreach (var stratum in all.Except(products))
        {
            var linked = groups.Where(g => g.Any(s => Blocks(s).Intersect(Blocks(stratum)).Any())).ToArray();
            groups.RemoveAll(linked.Contains);
            groups.Add([.. linked.SelectMany(g => g), stratum]);
        }

        foreach (var group in groups)
        {
            var dropped = group.SelectMany(s => s.Dropped).Select(b => b.Leaf.Name).Distinct().ToArray();
            var causes = group.Select(s => s.Cause.Leaf.Name).Distinct().ToArray();
            var clauses = group.Select(s => $"where `{s.Condition}`, {SymmetryWording.Names([.. s.Dropped.Select(b => b.Leaf.Name)])} {(s.Dropped.Count == 1 ? "drops" : "drop")} out");
            yield return new Diagnostic(
                IdentifiabilityDiagnostics.DropOut, $"{string.Join("; ", clauses)} of the likelihood", places.Around([.. group[0].Dropped.Select(b => b.Leaf.Name)], [group[0].Cause.Leaf.Name]))
            {
                Related = causes.Concat(dropped).Distinct().Select(p => new RelatedSpan(places.NameOf(p), "enters here")).ToEquatableArray(),
                Notes = [new("SLT", string.Join("; ", group.Select(s => $"`{s.Condition}` has codimension {s.Codimension} for one unit")))],
            };
        }
    }

    private Diagnostic ProductZero(string first, string second) => new(
        IdentifiabilityDiagnostics.ProductZero, $"where `{first}` = 0 the derivative in `{second}` vanishes, and conversely", places.Joint([first, second]))
    {
        Related = [new RelatedSpan(places.NameOf(first), "enters here"), new RelatedSpan(places.NameOf(second), "and here")],
    };

    private static bool IsScalar(ParameterBlock block) => block.Leaf.Extents.Count == 0;

    /// <summary>Functions that are analytic only piece by piece.</summary>
    public Diagnostic? Piecewise() => places.PiecewiseFunction() is { } first
        ? new Diagnostic(FactDiagnostics.NonAnalytic, $"`{first.Name}` makes K piecewise analytic: λ is a minimum over cells, and symmetries hold within them", first.Span)
        : null;

    /// <summary>The parameters are too many for the budget.</summary>
    public Diagnostic BudgetSpent(int dimension) => new(
        ToolDiagnostics.BudgetExhausted, $"the analysis of rank and symmetries stopped at its budget: the model has {dimension} parameters", model.NameSpan)
    {
        Help = "run `slt info` with a larger `--budget`, or look at smaller sizes",
    };

    /// <summary>A truth whose law does not change to first order in a parameter.</summary>
    public Diagnostic ZeroInformation(TruthFacts truth, ParameterBlock block) => new(
        IdentifiabilityDiagnostics.ZeroInformation, $"the Fisher information at `{truth.Name}` is zero in `{block.Leaf.Name}`", truth.Span)
    {
        Related = [new RelatedSpan(block.Declaration.Symbol.Span, "declared here")],
        Help = "do not start a sampler or an optimiser there; expect errors that shrink slower than 1/√n",
    };

    /// <summary>More parameters than a finite law has free numbers.</summary>
    public Diagnostic Counting(int dimension, long free) => new(
        IdentifiabilityDiagnostics.CountingBound, $"the model has {dimension} parameters, but the law of a row has only {free} free {(free == 1 ? "number" : "numbers")}", model.Observations.First().Symbol.Span)
    {
        Help = "merge levels, or observe more items a row",
    };

    private static IEnumerable<ParameterBlock> Blocks(DropOut stratum) => stratum.Dropped.Append(stratum.Cause);
}
