using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;
using SltDsl.Singularity.Truths;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// The model and a truth over polynomials, row by row: coordinates are variables, continuous inputs and earlier values of a row too;
/// discrete inputs run through their values, shared data are in general position.
/// </summary>
internal sealed class SymbolicModel(ModelGraph graph, Setting setting, ParameterSpace space, TruthPoint? truth, SymbolicField numbers, ulong seed)
{
    private readonly RowValues _data = new(graph, setting, seed, row: -1);

    public ModelGraph Graph => graph;

    public Setting Setting => setting;

    public ParameterSpace Space => space;

    public TruthPoint? Truth => truth;

    public SymbolicField Field => numbers;

    /// <summary>Whether shared data without values entered, so that what follows holds for data in general position.</summary>
    public bool UsedData { get; private set; }

    /// <summary>The number of rows that show all values of the discrete inputs; null where they are too many.</summary>
    public int? Rows { get; } = RowValues.Combinations(graph, setting) is var n && n <= 256 && !(n == 1 && HasManyChoices(graph)) ? n : null;

    /// <summary>The model at the coordinates, for a row.</summary>
    public Instance<SymbolicNumber> Model(RowValues row) => new(numbers, setting.Sizes, (leaf, positions) => leaf.Symbol.Kind == SymbolKind.Parameter
        ? Form(space.Form(leaf, positions))
        : Given(leaf, positions, row, setting));

    /// <summary>The model at the true parameters and sizes, for a row.</summary>
    public Instance<SymbolicNumber> AtTruth(RowValues row)
    {
        var point = truth ?? throw new InvalidOperationException("The truth is not a point of the model.");
        return new(numbers, point.Setting.Sizes, (leaf, positions) => leaf.Symbol.Kind == SymbolKind.Parameter
            ? numbers.Rational(point.Value(leaf.Name, positions) ?? throw new NotInstantiableException($"The true '{leaf.Name}' is not a rational number."))
            : Given(leaf, positions, row, point.Setting));
    }

    /// <summary>The values of a row's discrete inputs.</summary>
    public RowValues Row(int row) => new(graph, setting, seed, row);

    private static bool HasManyChoices(ModelGraph graph) => graph.Inputs.Any(i => i.Leaf.ElementKind != ElementKind.Real && i.Leaf.Extents.Count > 0);

    private SymbolicNumber Form(ElementForm form) => form is AffineForm affine
        ? new SymbolicNumber(affine.Terms.Aggregate(
            numbers.Table.Constant(affine.Constant), (sum, term) => sum + (numbers.Table.Variable(term.Coordinate) * (Rational)term.Sign)))
        : throw new NotInstantiableException("The declared set is curved.");

    private SymbolicNumber Given(Leaf leaf, IReadOnlyList<long> positions, RowValues row, Setting at)
    {
        switch (leaf.Symbol.Kind)
        {
            case SymbolKind.Hyper:
                return numbers.Rational(at.Hypers[leaf.Name]);
            case SymbolKind.Data:
                UsedData = true;
                return numbers.Rational(_data.Value(leaf, positions));
            default:
                if (leaf.Symbol.Kind == SymbolKind.Observed && leaf.ElementKind != ElementKind.Real && !row.IsGiven(leaf, positions))
                {
                    // One value of it would show the law at that value only.
                    throw new NotInstantiableException($"A law depends on the observed '{leaf.Name}', which takes separate values.");
                }

                if (leaf.Symbol.Kind == SymbolKind.Input && !HasInterior(leaf))
                {
                    throw new NotInstantiableException($"The values of input '{leaf.Name}' may lie on a curve.");
                }

                return row.IsFixed(leaf)
                    ? numbers.Rational(row.Value(leaf, positions))
                    : row.IsInactive(leaf, positions)
                        ? numbers.Integer(0)
                        : new SymbolicNumber(numbers.Table.Row(leaf, RowMajor.Flat(setting.Extents(leaf), positions)));
        }
    }

    /// <summary>Whether an input takes separate values that are run through, or all values of an open set, so that different monomials in it are independent.</summary>
    private bool HasInterior(Leaf leaf)
    {
        var law = truth?.Truth.Inputs.FirstOrDefault(i => i.Name == leaf.Name)?.Law ?? graph.Inputs.FirstOrDefault(i => i.Leaf == leaf)?.Law;
        return leaf.ElementKind != ElementKind.Real || law switch
        {
            null => true,
            ScalarLaw scalar => scalar.Family != "dirac" || truth?.Truth.Inputs.Count is null or 0,
            TensorLaw { Family: "multi_normal" or "multi_normal_chol" or "multi_normal_prec" or "multi_student_t" } => true,
            AxisLaw axis => axis.Body is ScalarLaw { Family: not "dirac" },
            _ => false,
        };
    }
}
