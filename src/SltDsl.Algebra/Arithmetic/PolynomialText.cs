using System.Text;

namespace SltDsl.Algebra;

/// <summary>Polynomials as text that <see cref="PolynomialParser"/> reads back.</summary>
internal static class PolynomialText
{
    public static string Of(Polynomial polynomial, IReadOnlyList<string> variables)
    {
        if (polynomial.IsZero)
        {
            return "0";
        }

        var text = new StringBuilder();
        foreach (var (exponents, coefficient) in polynomial.Terms)
        {
            var factors = exponents.Select((e, i) => e == 0 ? "" : e == 1 ? variables[i] : $"{variables[i]}^{e}").Where(f => f != "").ToList();
            var size = coefficient.Sign < 0 ? -coefficient : coefficient;
            if (size != 1 || factors.Count == 0)
            {
                factors.Insert(0, size.ToString());
            }

            text.Append(text.Length == 0 ? (coefficient.Sign < 0 ? "-" : "") : coefficient.Sign < 0 ? " - " : " + ");
            text.Append(string.Join("*", factors));
        }

        return text.ToString();
    }
}
