using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>Checks that polynomials have no common zero on the real torus.</summary>
internal sealed class EmptySystemCheck(LemmaCheck lemmas)
{
    public void Verify(EmptySystem proof, IReadOnlyList<Polynomial> system, ICollection<Polynomial> nonzero)
    {
        var rest = system.Where(p => !p.IsZero).ToList();
        switch (proof)
        {
            case EmptyByFactors byFactors:
                Verify(byFactors, rest, nonzero);
                break;
            case EmptyByRemainder step:
                Require(rest.Contains(step.Divisor) && !step.Divisor.Equals(step.Dividend), "a divisor is not of the system");
                Require(rest.Remove(step.Dividend) && step.Divisor.Contains(step.Variable), "a dividend is not of the system");
                Verify(step.Rest, [Divisibility.TorusRemainder(step.Dividend, step.Divisor, step.Variable), .. rest], nonzero);
                break;
        }
    }

    private void Verify(EmptyByFactors proof, List<Polynomial> rest, ICollection<Polynomial> nonzero)
    {
        Require(rest.Remove(proof.Chosen), "the chosen polynomial is not of the system");
        foreach (var factor in lemmas.Uncertain(proof.Chosen, nonzero))
        {
            var branch = proof.Branches.FirstOrDefault(b => b.Factor.Equals(factor));
            Require(branch is not null, "a factor that may vanish is left out");
            Verify(branch!, rest, nonzero);
        }
    }

    private void Verify(EmptyBranch branch, List<Polynomial> rest, ICollection<Polynomial> nonzero)
    {
        var parts = branch.Factor.CoefficientsIn(branch.Variable);
        Require(parts.Length == 2, "a factor is not linear in its variable");
        var (slope, offset) = (parts[1], parts[0]);
        var uncertain = lemmas.Uncertain(slope, nonzero);
        if (NonzeroAfter([.. nonzero, offset, .. uncertain], branch.Variable, -offset, slope) is { } known)
        {
            Require(branch.Main is not null, "the zeros of a factor are left out");
            Verify(branch.Main!, rest.ConvertAll(p => p.SubstituteFraction(branch.Variable, -offset, slope)), known);
        }

        foreach (var factor in uncertain)
        {
            var zeros = branch.SlopeZeros.FirstOrDefault(z => z.Factor.Equals(factor));
            Require(zeros.Emptiness is not null, "the zeros of a slope are left out");
            Verify(zeros.Emptiness!, [factor, offset, .. rest], nonzero);
        }
    }

    /// <summary>What does not vanish after a substitution; null when something that must not vanish does so everywhere.</summary>
    public HashSet<Polynomial>? NonzeroAfter(
        IEnumerable<Polynomial> nonzero, int variable, Polynomial numerator, Polynomial denominator, IReadOnlyList<AlgebraicRelation>? relations = null)
    {
        var result = new HashSet<Polynomial>();
        foreach (var polynomial in nonzero)
        {
            var value = polynomial.Contains(variable) ? polynomial.SubstituteFraction(variable, numerator, denominator) : polynomial;
            value = AlgebraicRelation.Reduce(value, relations ?? []);
            if (value.IsZero)
            {
                return null;
            }

            result.UnionWith(lemmas.Factors(value));
        }

        return result;
    }
}
