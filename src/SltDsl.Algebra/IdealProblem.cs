namespace SltDsl.Algebra;

/// <summary>An ideal problem that has no meaning; the message names the place and the next step.</summary>
public sealed class IdealProblemException : ArgumentException
{
    internal IdealProblemException(string message, int? column = null)
        : base(message) => Column = column;

    /// <summary>The column within the text of the generator or number at fault, from 1; null when the error is not in a text.</summary>
    public int? Column { get; }
}

/// <summary>The question for λ and m of an ideal: generators, prior density and domain, at a point or over the whole box.</summary>
public sealed class IdealProblem
{
    private IdealProblem(IReadOnlyList<string> variables, IReadOnlyList<Polynomial> generators, Polynomial prior, IReadOnlyList<(Rational Lower, Rational Upper)>? domain, IReadOnlyList<Rational>? centre)
    {
        Variables = variables;
        Generators = generators;
        Prior = prior;
        Domain = domain;
        Centre = centre;
    }

    /// <summary>The names of the variables.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The generators; K is the sum of their squares.</summary>
    public IReadOnlyList<Polynomial> Generators { get; }

    /// <summary>A polynomial to which the prior density is proportional on the domain.</summary>
    public Polynomial Prior { get; }

    /// <summary>The interval of each variable; null means the whole space.</summary>
    public IReadOnlyList<(Rational Lower, Rational Upper)>? Domain { get; }

    /// <summary>The point at which the local value is asked; null asks for the minimum over the domain.</summary>
    public IReadOnlyList<Rational>? Centre { get; }

    /// <summary>A problem from polynomials.</summary>
    /// <exception cref="IdealProblemException">Sizes differ, an interval is empty, or the centre lies outside the domain.</exception>
    public static IdealProblem Create(
        IReadOnlyList<string> variables,
        IReadOnlyList<Polynomial> generators,
        IReadOnlyList<Rational>? centre,
        IReadOnlyList<(Rational Lower, Rational Upper)>? domain = null,
        Polynomial? prior = null)
    {
        if (generators.Count == 0)
        {
            throw new IdealProblemException("There are no generators; give at least one polynomial.");
        }

        if (variables.Distinct().Count() != variables.Count)
        {
            throw new IdealProblemException("A variable is listed twice; give each name once.");
        }

        if (generators.Any(f => f.VariableCount != variables.Count) || (centre is not null && centre.Count != variables.Count) || (domain is not null && domain.Count != variables.Count))
        {
            throw new IdealProblemException($"There are {variables.Count} variables; generators, centre and domain must have as many entries.");
        }

        for (var i = 0; domain is not null && i < variables.Count; i++)
        {
            if (domain[i].Lower >= domain[i].Upper)
            {
                throw new IdealProblemException($"The domain of {variables[i]}, [{domain[i].Lower}, {domain[i].Upper}], is empty; the lower end must be below the upper.");
            }

            if (centre is not null && (centre[i] < domain[i].Lower || centre[i] > domain[i].Upper))
            {
                throw new IdealProblemException($"The centre's {variables[i]} = {centre[i]} lies outside its domain [{domain[i].Lower}, {domain[i].Upper}].");
            }
        }

        if (prior is { IsZero: true })
        {
            throw new IdealProblemException("The prior density is zero everywhere; give a polynomial that is positive inside the domain.");
        }

        return new IdealProblem(variables, generators, prior ?? Polynomial.Constant(variables.Count, 1), domain, centre);
    }

    /// <summary>A problem from the texts of an ideal document.</summary>
    /// <param name="variables">The names.</param>
    /// <param name="generators">Polynomials such as "x*y^2 - 3".</param>
    /// <param name="centre">One rational a variable, or null for the minimum over the domain.</param>
    /// <param name="domain">The two ends for each variable, or null.</param>
    /// <param name="prior">A polynomial, "uniform on the domain", or null.</param>
    /// <exception cref="IdealProblemException">A text cannot be read (with its column), or the problem has no meaning.</exception>
    public static IdealProblem Parse(
        IReadOnlyList<string> variables,
        IReadOnlyList<string> generators,
        IReadOnlyList<string>? centre,
        IReadOnlyList<(string Lower, string Upper)>? domain = null,
        string? prior = null)
    {
        try
        {
            return Create(
                variables,
                generators.Select(text => Polynomial.Parse(text, variables)).ToList(),
                centre?.Select(Rational.Parse).ToList(),
                domain?.Select(ends => (Rational.Parse(ends.Lower), Rational.Parse(ends.Upper))).ToList(),
                prior is null or "uniform on the domain" ? null : Polynomial.Parse(prior, variables));
        }
        catch (PolynomialFormatException error)
        {
            throw new IdealProblemException(error.Message, error.Column);
        }
        catch (FormatException error)
        {
            throw new IdealProblemException(error.Message);
        }
    }
}
