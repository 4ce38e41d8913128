using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Graph.Expressions;

/// <summary>
/// A named array of numbers, of any rank: a leaf that is given, or a definition that says what each element is. Tensors are
/// nodes with an identity; the graph's edges are the <see cref="Expressions.Element"/>s in their bodies.
/// </summary>
/// <param name="name">A name for readable code, the modeller's where there is one.</param>
/// <param name="element">Bool, int or real.</param>
/// <param name="level">When the values become known.</param>
/// <param name="extents">The extent of each axis: integer scalars over sizes.</param>
/// <param name="origin">Where it comes from in the text.</param>
public abstract class Tensor(string name, ElementKind element, Level level, EquatableArray<Scalar> extents, SourceSpan origin)
{
    /// <summary>A name for readable code, the modeller's where there is one.</summary>
    public string Name { get; } = name;

    /// <summary>What one element is.</summary>
    public ElementKind ElementKind { get; } = element;

    /// <summary>When the values become known.</summary>
    public Level Level { get; } = level;

    /// <summary>The extent of each axis; none for a scalar.</summary>
    public EquatableArray<Scalar> Extents { get; } = extents;

    /// <summary>Where it comes from in the text.</summary>
    public SourceSpan Origin { get; } = origin;

    /// <summary>The element at these positions, counted from 0.</summary>
    public Element this[params Scalar[] indices] => new(this, indices);
}

/// <summary>A tensor whose values are given: a parameter, input, observed value, hyperparameter or shared data.</summary>
public sealed class Leaf(Symbol symbol, EquatableArray<Scalar> extents)
    : Tensor(symbol.Name, symbol.Type.Element, symbol.Level, extents, symbol.Span)
{
    /// <summary>The declared name.</summary>
    public Symbol Symbol { get; } = symbol;

    /// <summary>Whether these are the values of the name over all rows (<c>column</c>): the first axis is the row, of extent <see cref="SizeExpr.Rows"/>.</summary>
    public bool IsColumn { get; init; }
}

/// <summary>A tensor whose elements are computed.</summary>
/// <param name="name">A name for readable code.</param>
/// <param name="element">Bool, int or real.</param>
/// <param name="level">When the values become known.</param>
/// <param name="extents">The extent of each axis.</param>
/// <param name="indices">One index per axis, free in the body.</param>
/// <param name="body">Made from the definition itself, so that a recurrence can refer to its own earlier elements: those that come before in lexicographic order of the indices.</param>
/// <param name="origin">Where it comes from in the text.</param>
public sealed class Definition(
    string name, ElementKind element, Level level, EquatableArray<Scalar> extents,
    EquatableArray<IndexVariable> indices, Func<Definition, Scalar> body, SourceSpan origin)
    : Tensor(name, element, level, extents, origin)
{
    private Scalar? _body;

    /// <summary>One index per axis, free in <see cref="Body"/>.</summary>
    public EquatableArray<IndexVariable> Indices { get; } = indices;

    /// <summary>What the element at the indices is.</summary>
    public Scalar Body => _body ??= body(this);

    /// <summary>Whether elements are computed from earlier ones.</summary>
    public bool IsRecurrence => this.Operands().Contains(this);

    /// <summary>What the element at other positions is.</summary>
    /// <param name="positions">An integer per axis, from 0.</param>
    public Scalar BodyAt(EquatableArray<Scalar> positions) =>
        Body.Substitute(Indices.Zip(positions, (index, at) => (index, at)).ToDictionary(p => p.index, p => p.at));
}

/// <summary>
/// A tensor computed by a numerical routine. Most have no derivative rule, such as singular values; they are legal where no
/// gradient is taken: derived quantities and phase conditions.
/// </summary>
public sealed class RoutineResult(
    string name, Routine routine, EquatableArray<Tensor> operands, Level level, EquatableArray<Scalar> extents, SourceSpan origin)
    : Tensor(name, ElementKind.Real, level, extents, origin)
{
    /// <summary>Which routine.</summary>
    public Routine Routine { get; } = routine;

    /// <summary>Its operands, whole tensors.</summary>
    public EquatableArray<Tensor> Operands { get; } = operands;
}

/// <summary>Numerical routines.</summary>
public enum Routine
{
    /// <summary>Singular values of a matrix, decreasing.</summary>
    SingularValues,

    /// <summary>Eigenvalues of a symmetric matrix, increasing.</summary>
    SymmetricEigenvalues,

    /// <summary>The elements of a vector, increasing.</summary>
    Sort,

    /// <summary>
    /// The log likelihood of a hidden Markov model, of the probabilities of the first state and of transitions and the log
    /// density of the emissions by step and state. It has a derivative rule.
    /// </summary>
    ForwardAlgorithm,
}
