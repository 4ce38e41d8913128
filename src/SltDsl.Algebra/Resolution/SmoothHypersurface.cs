namespace SltDsl.Algebra;

/// <summary>A hypersurface h = 0 of the torus, with proofs of what does not vanish on it.</summary>
internal sealed class SmoothHypersurface
{
    private readonly TorusSystems _systems;
    private readonly Polynomial _equation;
    private readonly List<(Polynomial Unit, EmptySystem Emptiness)> _units = [];

    public SmoothHypersurface(Polynomial equation, int[] variables, TorusSystems systems)
    {
        _equation = equation;
        _systems = systems;
        Variables = variables;
        if (variables.Length == 1)
        {
            IsSmooth = Divisibility.AreCoprimeIn(equation, equation.Derivative(variables[0]), variables[0]);
            HasRealPoints = RealZeros.CountRoots(equation, variables[0]) > 0;
        }
        else if (variables.Length > 1)
        {
            Smoothness = systems.Refute([equation, .. variables.Select(equation.Derivative)], []);
            IsSmooth = Smoothness is not null;
            HasRealPoints = IsSmooth && RealZeros.ChangesSign(equation);
        }
    }

    /// <summary>The torus parameters of h.</summary>
    public int[] Variables { get; }

    public bool IsSmooth { get; }

    /// <summary>Whether real points are known: a root in one variable, or values of both signs in one orthant.</summary>
    public bool HasRealPoints { get; }

    public EmptySystem? Smoothness { get; }

    /// <summary>The proofs used by <see cref="IsUnit"/>.</summary>
    public IReadOnlyList<(Polynomial Unit, EmptySystem Emptiness)> Units => _units;

    /// <summary>Whether a polynomial in the parameters has no zero on h = 0.</summary>
    public bool IsUnit(Polynomial polynomial)
    {
        if (polynomial.IsZero || polynomial.IsConstant || IsCoprime(_equation, polynomial, Variables))
        {
            return !polynomial.IsZero;
        }

        if (_systems.Refute([polynomial, _equation], []) is not { } emptiness)
        {
            return false;
        }

        _units.Add((polynomial, emptiness));
        return true;
    }

    /// <summary>Whether both are polynomials in one variable without a common root.</summary>
    internal static bool IsCoprime(Polynomial equation, Polynomial polynomial, int[] variables) => variables.Length == 1
        && polynomial.Monomials.All(m => m.Degree == m[variables[0]])
        && Divisibility.AreCoprimeIn(equation, polynomial, variables[0]);
}
