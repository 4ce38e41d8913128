namespace SltDsl.Algebra;

/// <summary>
/// The tree of strata and charts behind the bounds of a resolution, with every witness needed to check it by arithmetic alone:
/// multipliers, substitutions, blow-up weights, branch polynomials, and optima of linear programs.
/// </summary>
public sealed class Certificate
{
    internal Certificate(IdealProblem problem, ProblemProof proof, Lemmas lemmas)
    {
        Problem = problem;
        Proof = proof;
        Lemmas = lemmas;
    }

    /// <summary>The question that it answers.</summary>
    public IdealProblem Problem { get; }

    internal ProblemProof Proof { get; }

    internal Lemmas Lemmas { get; }

    /// <summary>The argument as indented lines, with the stratum that decides marked by an arrow.</summary>
    /// <param name="limit">The largest number of lines; a last line says how many are left out.</param>
    public IReadOnlyList<string> ToLines(int limit = int.MaxValue) => new CertificateText(this).Lines(limit);
}

/// <summary>What a check of a certificate found.</summary>
/// <param name="IsValid">Whether every step was confirmed and the bounds follow.</param>
/// <param name="Fault">The step that failed, or null.</param>
/// <param name="Strata">How many strata were visited.</param>
public sealed record CertificateVerdict(bool IsValid, string? Fault, int Strata);

/// <summary>A step of a certificate that does not hold.</summary>
internal sealed class CertificateException(string message) : Exception(message)
{
    public static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new CertificateException(message);
        }
    }
}
