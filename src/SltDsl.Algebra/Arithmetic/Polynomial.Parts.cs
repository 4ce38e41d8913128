using System.Numerics;

namespace SltDsl.Algebra;

/// <content>Monomial factors, coefficients and selections of terms.</content>
public sealed partial class Polynomial
{
    internal Polynomial Times(Monomial monomial) =>
        new(VariableCount, Array.ConvertAll(_monomials, m => m * monomial), _coefficients, Denominator);

    internal Polynomial DividedBy(Monomial monomial) => monomial.IsOne
        ? this
        : new(VariableCount, Array.ConvertAll(_monomials, m => m / monomial), _coefficients, Denominator);

    /// <summary>The polynomial in a ring of one variable more.</summary>
    internal Polynomial Extended() =>
        new(VariableCount + 1, Array.ConvertAll(_monomials, m => m.Extended()), _coefficients, Denominator);

    /// <summary>The integer polynomial without content and with a positive leading coefficient that spans the same ideal.</summary>
    internal Polynomial Primitive()
    {
        if (IsZero)
        {
            return this;
        }

        var content = BigInteger.Zero;
        foreach (var coefficient in _coefficients)
        {
            content = BigInteger.GreatestCommonDivisor(content, coefficient);
            if (content.IsOne)
            {
                break;
            }
        }

        content *= _coefficients[0].Sign;
        return content.IsOne && Denominator.IsOne
            ? this
            : new(VariableCount, _monomials, Array.ConvertAll(_coefficients, c => c / content), BigInteger.One);
    }

    /// <summary>The greatest monomial that divides every term.</summary>
    internal Monomial MonomialContent()
    {
        var exponents = _monomials[0].ToArray();
        foreach (var monomial in _monomials)
        {
            for (var i = 0; i < exponents.Length; i++)
            {
                exponents[i] = Math.Min(exponents[i], monomial[i]);
            }
        }

        return new Monomial(exponents);
    }

    internal bool Contains(int variable)
    {
        foreach (var monomial in _monomials)
        {
            if (monomial[variable] > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The coefficients as a polynomial in one variable, from degree 0; they do not contain it.</summary>
    internal Polynomial[] CoefficientsIn(int variable)
    {
        // Terms of one degree keep their order when the variable is taken out.
        var parts = new (List<Monomial> Monomials, List<BigInteger> Coefficients)[DegreeIn(variable) + 1];
        for (var i = 0; i < _monomials.Length; i++)
        {
            ref var part = ref parts[_monomials[i][variable]];
            part.Monomials ??= [];
            part.Coefficients ??= [];
            part.Monomials.Add(_monomials[i].With(variable, 0));
            part.Coefficients.Add(_coefficients[i]);
        }

        return Array.ConvertAll(parts, part => part.Monomials is null
            ? Constant(VariableCount, 0)
            : Reduced(VariableCount, new SortedTerms(part.Monomials.ToArray(), part.Coefficients.ToArray()), Denominator));
    }

    /// <summary>A polynomial in the only variable of its ring, from its coefficients by degree.</summary>
    internal static Polynomial OfOneVariable(IReadOnlyList<BigInteger> coefficients)
    {
        var degrees = Enumerable.Range(0, coefficients.Count).Where(d => !coefficients[d].IsZero).Reverse().ToArray();
        return new(1, Array.ConvertAll(degrees, d => new Monomial([d])), Array.ConvertAll(degrees, d => coefficients[d]), BigInteger.One);
    }

    /// <summary>The numerators by degree in the only variable of the ring.</summary>
    internal BigInteger[] ToCoefficients()
    {
        var coefficients = new BigInteger[Degree + 1];
        for (var i = 0; i < TermCount; i++)
        {
            coefficients[_monomials[i].Degree] = _coefficients[i];
        }

        return coefficients;
    }

    /// <summary>The terms whose monomial satisfies a condition.</summary>
    internal Polynomial Where(Func<Monomial, bool> condition)
    {
        var kept = new List<int>(TermCount);
        for (var i = 0; i < TermCount; i++)
        {
            if (condition(_monomials[i]))
            {
                kept.Add(i);
            }
        }

        return kept.Count == TermCount
            ? this
            : Reduced(VariableCount, new SortedTerms(kept.ConvertAll(i => _monomials[i]).ToArray(), kept.ConvertAll(i => _coefficients[i]).ToArray()), Denominator);
    }

    /// <summary>The polynomial with every monomial and coefficient replaced; equal monomials add up.</summary>
    internal Polynomial Map(Func<Monomial, BigInteger, (Monomial Monomial, BigInteger Coefficient)> map)
    {
        var (monomials, coefficients) = (new Monomial[TermCount], new BigInteger[TermCount]);
        for (var i = 0; i < TermCount; i++)
        {
            (monomials[i], coefficients[i]) = map(_monomials[i], _coefficients[i]);
        }

        return Reduced(VariableCount, SortedTerms.Collect(monomials, coefficients), Denominator);
    }
}
