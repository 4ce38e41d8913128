using SltDsl.Algebra;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language;

namespace SltDsl.Singularity.Numbers;

/// <summary>What a variable of the polynomials of an analysis stands for.</summary>
internal enum VariableKind
{
    /// <summary>A coordinate of the parameter space.</summary>
    Coordinate,

    /// <summary>A value of a row that takes all values of an interval.</summary>
    Row,

    /// <summary>A function, not polynomial, of other variables.</summary>
    Atom,
}

/// <summary>A function that is not polynomial, of polynomials.</summary>
/// <param name="Primitive">The function; <see cref="Primitive.Divide"/> is the reciprocal.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="Slot">Its variable.</param>
internal sealed record Atom(Primitive Primitive, Polynomial Argument, int Slot)
{
    /// <summary>Whether the value is positive everywhere.</summary>
    public bool IsPositive => Primitive is Primitive.Exp or Primitive.Cosh or Primitive.Logistic or Primitive.Softplus;
}

/// <summary>The variables of the polynomials of an analysis: coordinates first, then values of rows and atoms as they are met.</summary>
/// <param name="dimension">The number of coordinates.</param>
internal sealed class SymbolTable(int dimension)
{
    private const int Spare = 40;

    private readonly Dictionary<(Leaf, long), int> _rows = [];
    private readonly Dictionary<(Primitive, Polynomial), Atom> _atoms = [];
    private readonly List<VariableKind> _kinds = [.. Enumerable.Repeat(VariableKind.Coordinate, dimension)];

    /// <summary>The number of coordinates.</summary>
    public int Dimension => dimension;

    /// <summary>The number of variables of every polynomial, used or not.</summary>
    public int VariableCount { get; } = dimension + Spare;

    /// <summary>The atoms met so far.</summary>
    public IReadOnlyCollection<Atom> Atoms => _atoms.Values;

    /// <summary>What a variable stands for.</summary>
    public VariableKind KindOf(int slot) => slot < _kinds.Count ? _kinds[slot] : VariableKind.Atom;

    /// <summary>A constant.</summary>
    public Polynomial Constant(Rational value) => Polynomial.Constant(VariableCount, value);

    /// <summary>A variable.</summary>
    public Polynomial Variable(int slot) => Polynomial.Variable(VariableCount, slot);

    /// <summary>The variable of a value of a row.</summary>
    public Polynomial Row(Leaf leaf, long flat)
    {
        if (!_rows.TryGetValue((leaf, flat), out var slot))
        {
            _rows.Add((leaf, flat), slot = Allocate(VariableKind.Row));
        }

        return Variable(slot);
    }

    /// <summary>The variable of a function of a polynomial.</summary>
    public Atom AtomOf(Primitive primitive, Polynomial argument)
    {
        if (!_atoms.TryGetValue((primitive, argument), out var atom))
        {
            _atoms.Add((primitive, argument), atom = new Atom(primitive, argument, Allocate(VariableKind.Atom)));
        }

        return atom;
    }

    /// <summary>The atom of a variable, or null when it is none.</summary>
    public Atom? AtomAt(int slot) => _atoms.Values.FirstOrDefault(a => a.Slot == slot);

    /// <summary>The variables that occur in a polynomial.</summary>
    public static IEnumerable<int> Variables(Polynomial polynomial) =>
        polynomial.Terms.SelectMany(t => t.Exponents.Select((e, slot) => (e, slot)).Where(p => p.e > 0).Select(p => p.slot)).Distinct();

    private int Allocate(VariableKind kind)
    {
        if (_kinds.Count == VariableCount)
        {
            throw new NotInstantiableException("The model has too many values of a row or functions for exact algebra.");
        }

        _kinds.Add(kind);
        return _kinds.Count - 1;
    }
}
