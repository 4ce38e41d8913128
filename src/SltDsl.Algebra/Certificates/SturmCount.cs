namespace SltDsl.Algebra;

/// <summary>Sturm's theorem on dense coefficients, apart from the engine's own.</summary>
internal static class SturmCount
{
    /// <summary>The number of distinct real roots of a polynomial in one variable; −1 when it has none or several variables.</summary>
    public static int OfRoots(Polynomial polynomial)
    {
        var variables = Enumerable.Range(0, polynomial.VariableCount).Where(polynomial.Contains).ToArray();
        if (variables.Length != 1)
        {
            return -1;
        }

        var p = Dense(polynomial, variables[0]);
        var sequence = new List<Rational[]> { p, Trimmed(p.Skip(1).Select((c, i) => c * (i + 1)).ToArray()) };
        while (sequence[sequence.Count - 1].Length > 1)
        {
            var rest = Remainder(sequence[sequence.Count - 2], sequence[sequence.Count - 1]);
            if (rest.Length == 0)
            {
                break;
            }

            sequence.Add(Array.ConvertAll(rest, c => -c));
        }

        return Changes(sequence, atMinusInfinity: true) - Changes(sequence, atMinusInfinity: false);
    }

    private static Rational[] Dense(Polynomial polynomial, int variable)
    {
        var coefficients = new Rational[polynomial.DegreeIn(variable) + 1];
        for (var t = 0; t < polynomial.TermCount; t++)
        {
            coefficients[polynomial.Monomials[t][variable]] = polynomial.Coefficients[t];
        }

        return coefficients;
    }

    private static Rational[] Remainder(Rational[] dividend, Rational[] divisor)
    {
        var rest = (Rational[])dividend.Clone();
        for (var top = rest.Length - 1; top >= divisor.Length - 1; top--)
        {
            var factor = rest[top] / divisor[divisor.Length - 1];
            for (var i = 0; i < divisor.Length; i++)
            {
                rest[top - divisor.Length + 1 + i] -= factor * divisor[i];
            }
        }

        return Trimmed(rest);
    }

    private static Rational[] Trimmed(Rational[] coefficients)
    {
        var length = coefficients.Length;
        while (length > 0 && coefficients[length - 1].Sign == 0)
        {
            length--;
        }

        return coefficients.Take(length).ToArray();
    }

    private static int Changes(List<Rational[]> sequence, bool atMinusInfinity)
    {
        var (changes, last) = (0, 0);
        foreach (var p in sequence)
        {
            var sign = p[p.Length - 1].Sign * (atMinusInfinity && p.Length % 2 == 0 ? -1 : 1);
            changes += last * sign < 0 ? 1 : 0;
            last = sign;
        }

        return changes;
    }
}
