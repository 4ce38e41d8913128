using System.Globalization;
using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using SltDsl.Singularity.Symmetries;

namespace SltDsl.Singularity.Wording;

/// <summary>Says what a symmetry is, where it is seen and what to do about it.</summary>
internal sealed class SymmetryWording(BoundModel model, SourcePlaces places, int dimension)
{
    private readonly ModelFixes _fixes = new(model);

    /// <summary>Where the parameters of a symmetry are seen.</summary>
    public SourceSpan PlaceOf(SymmetryGroup group) => group switch
    {
        { Kind: SymmetryKind.SignFlip } => places.OddFunction(group.Names),
        { Kind: SymmetryKind.Scaling } when places.HomogeneousCall(group.Names) is { } call => call.Place,
        { IsAbsorbedByLaw: true } => model.Observations.First().Distribution.Span,
        _ => places.Joint(group.Names),
    };

    /// <summary>The diagnostic of a symmetry.</summary>
    public Diagnostic Of(SymmetryGroup group)
    {
        var (descriptor, message, help) = group switch
        {
            { IsBrokenByType: true } => (IdentifiabilityDiagnostics.BrokenByType, $"the order of {Ordered(group)} removes the {group.Extent}! relabellings", null),
            { Kind: SymmetryKind.GeneralLinear } => (IdentifiabilityDiagnostics.GeneralLinear, GeneralLinear(group), "make a block of one factor the identity, or mark the model `@singular` if this is the point"),
            { Kind: SymmetryKind.Rotation } => (IdentifiabilityDiagnostics.Rotation, Rotation(group), "make it lower trapezoid with a positive diagonal"),
            { Kind: SymmetryKind.Scaling } => (IdentifiabilityDiagnostics.Scaling, Scaling(group), "fix one of the scales; where the priors are meant to set it, `@allow` this with that reason"),
            { Kind: SymmetryKind.Shift } => (IdentifiabilityDiagnostics.Shift, Shift(group), ShiftHelp(group)),
            { Kind: SymmetryKind.SignFlip } => (IdentifiabilityDiagnostics.SignFlip, $"changing the signs of {Elements(group)} together changes nothing", (string?)$"give one of them `<lower=0>`"),
            { Kind: SymmetryKind.Even } => (IdentifiabilityDiagnostics.EvenParameter, $"only the square of {Elements(group)} is seen: the model is singular where it is 0", "give it `<lower=0>`, or use the square as the parameter"),
            _ => (IdentifiabilityDiagnostics.Relabelling, $"the {group.Extent}! relabellings of `{group.ExtentName}` in {Names(group.Names)} give the same density", "order one parameter, or relabel the draws afterwards"),
        };
        return new Diagnostic(descriptor, message, PlaceOf(group))
        {
            Label = Label(group),
            Related = Related(group).ToEquatableArray(),
            Notes = group.Dimension == 0 ? [] : [new("effect", $"{group.Dimension} of {dimension} directions carry no information; proper priors make the posterior proper, not regular")],
            Help = help,
            Fixes = Fixes(group).ToEquatableArray(),
        };
    }

    /// <summary>Names in backticks, joined.</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => $"`{names[0]}`",
        _ => $"{string.Join(", ", names.Take(names.Count - 1).Select(n => $"`{n}`"))} and `{names[^1]}`",
    };

    private static string Elements(SymmetryGroup group) => Names([.. group.Names.Select(n => group.ExtentName is null ? n : $"{n}[j]")]);

    private static string Ordered(SymmetryGroup group) =>
        Names([.. group.Blocks.Where(b => b.Set.Structure is Structure.Ordered or Structure.PositiveOrdered).Select(b => b.Leaf.Name)]);

    private static string Directions(SymmetryGroup group) => group.Dimension == 1 ? "1 null direction" : $"{group.Dimension} null directions";

    private string GeneralLinear(SymmetryGroup group) => group.Blocks.Count == 2
        ? $"{Names(group.Names)} are seen only through `{model.Source.Slice(PlaceOf(group))}`: an invertible {group.Extent}×{group.Extent} matrix moves between them unseen ({Directions(group)})"
        : $"only the product of {Names(group.Names)} is seen: an invertible matrix acts at each hidden layer unseen ({Directions(group)})";

    private static string Rotation(SymmetryGroup group) =>
        $"{Names(group.Names)} {(group.Blocks.Count == 1 ? "is" : "are")} seen only up to a rotation of `{group.ExtentName}` ({Directions(group)} and reflections)";

    private static string Scaling(SymmetryGroup group)
    {
        static string Power(int weight) => weight == 1 ? "c" : $"c^{weight}";
        string Image((ParameterBlock Block, int Weight) w) => w.Weight > 0 ? $"{Power(w.Weight)}·{w.Block.Leaf.Name}" : $"{w.Block.Leaf.Name}/{Power(-w.Weight)}";
        var weights = group.Weights.GroupBy(w => w.Block).Select(g => g.First()).ToArray();
        var transformation = $"({string.Join(", ", weights.Select(w => w.Block.Leaf.Name))}) → ({string.Join(", ", weights.Select(Image))})";
        var isProduct = weights.Length == 2 && weights[0].Weight == -weights[1].Weight;
        var start = isProduct ? $"{Names(group.Names)} enter only as a product" : $"{Names(group.Names)} can be rescaled together unseen";
        return $"{start}: {transformation}{(group.Copies > 1 ? ", c > 0 in each unit" : ", c > 0")} ({Directions(group)})";
    }

    private static string Shift(SymmetryGroup group)
    {
        string Side(int sign) => Names([.. group.Weights.Where(w => Math.Sign(w.Weight) == sign).Select(w => w.Block.Leaf.Name).Distinct()]);
        if (group.Multiplier is { } multiplier)
        {
            return $"adding a number to {Side(-1)} and taking it, in units of `{multiplier.Leaf.Name}`, from {Side(1)} changes nothing ({Directions(group)})";
        }

        if (group.IsAbsorbedByLaw)
        {
            return $"adding the same to every class of {Names(group.Names).Replace(" and ", " or ")} leaves the likelihood unchanged: only differences are seen ({Directions(group)})";
        }

        return Side(-1).Length == 0
            ? $"adding one number to elements of {Side(1)} together leaves the likelihood unchanged ({Directions(group)})"
            : $"adding a number to {Side(1)} and taking it from {Side(-1)} changes nothing ({Directions(group)})";
    }

    private static string ShiftHelp(SymmetryGroup group) => group.IsAbsorbedByLaw
        ? "pin the last class at 0: declare one row less and append zeros"
        : group.Blocks.FirstOrDefault(IsVector) is { } vector ? $"declare `{vector.Leaf.Name}` as a `sum_to_zero_vector`, or pin one of them" : "pin one of them";

    private static bool IsVector(ParameterBlock block) => block.Set is { Structure: null, Lower: null, Upper: null } && block.Leaf.Symbol.Type is { Tensor: TensorKind.Vector, ArrayExtents.Count: 0 };

    private static string? Label(SymmetryGroup group) => group.Kind switch
    {
        SymmetryKind.GeneralLinear => $"same for A → G·A, B → B·G⁻¹, any invertible {group.Extent}×{group.Extent} G",
        SymmetryKind.Rotation => $"same for any orthogonal {group.Extent}×{group.Extent} matrix on `{group.ExtentName}`",
        _ => null,
    };

    private IEnumerable<RelatedSpan> Related(SymmetryGroup group)
    {
        if (group.Kind == SymmetryKind.Scaling && places.HomogeneousCall(group.Names) is { } call && call.Inner != call.Place)
        {
            yield return new RelatedSpan(call.Inner, "positively homogeneous");
        }

        foreach (var (name, n) in group.Names.Select((name, n) => (name, n)))
        {
            yield return new RelatedSpan(places.NameOf(name), n == 0 ? "enters here" : "and here");
        }
    }

    private IEnumerable<TextFix> Fixes(SymmetryGroup group)
    {
        IReadOnlyList<ParameterDeclaration> declarations = [.. group.Blocks.Select(b => b.Declaration)];
        return (group.Kind switch
        {
            SymmetryKind.GeneralLinear => [_fixes.MarkSingular()],
            SymmetryKind.Rotation => declarations.Select(_fixes.Triangular),
            SymmetryKind.Scaling => declarations.Reverse().Select(d => _fixes.Pinned(d, "1", value => !IsZero(value))),
            SymmetryKind.SignFlip or SymmetryKind.Even => declarations.Reverse().Select(_fixes.Bounded),
            SymmetryKind.Shift => declarations.Select(d => _fixes.Typed(d, "vector", "sum_to_zero_vector")).Concat(declarations.Reverse().Select(d => _fixes.Pinned(d, "0", _ => true))),
            SymmetryKind.Relabelling when !group.IsBrokenByType => declarations.SelectMany(d => new[] { _fixes.Typed(d, "vector", "ordered"), _fixes.Typed(d, "vector<lower=0>", "positive_ordered") }),
            _ => Enumerable.Empty<TextFix?>(),
        }).OfType<TextFix>();
    }

    private static bool IsZero(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == 0;
}
