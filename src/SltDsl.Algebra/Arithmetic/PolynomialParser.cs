using System.Globalization;
using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>A polynomial's text that cannot be read.</summary>
public sealed class PolynomialFormatException : FormatException
{
    internal PolynomialFormatException(string message, int column)
        : base(message) => Column = column;

    /// <summary>The column of the error, from 1, in UTF-16 units.</summary>
    public int Column { get; }
}

/// <summary>Recursive descent over sums, products, powers and atoms.</summary>
internal sealed class PolynomialParser(string text, IReadOnlyList<string> variables)
{
    /// <summary>A power of a sum beyond this degree, or an expansion beyond this many terms, is refused.</summary>
    private const int LargestExpansion = 20_000;

    private int _position;
    private int _nesting;

    public Polynomial Parse()
    {
        var result = Sum();
        Skip();
        return _position == text.Length ? result : throw Error($"'{text[_position]}' is not expected here; expected an operator or the end.");
    }

    private Polynomial Sum()
    {
        if (++_nesting > 200)
        {
            throw Error("The parentheses nest more than 200 deep; expand the expression.");
        }

        var negative = Accept('-');
        var result = Product();
        result = negative ? -result : result;
        while (true)
        {
            if (Accept('+'))
            {
                result += Product();
            }
            else if (Accept('-'))
            {
                result -= Product();
            }
            else
            {
                _nesting--;
                return result;
            }
        }
    }

    private Polynomial Product()
    {
        var result = Power();
        while (true)
        {
            Skip();
            var start = _position;
            if (Accept('*'))
            {
                var factor = Power();
                CheckSize((long)result.TermCount * factor.TermCount, start);
                result *= factor;
            }
            else if (Accept('/'))
            {
                Skip();
                start = _position;
                var divisor = Power();
                result = divisor.IsConstant && !divisor.IsZero
                    ? result * (Rational.One / divisor.Terms.First().Coefficient)
                    : throw Error("Division is only by a nonzero constant.", start);
            }
            else
            {
                return result;
            }
        }
    }

    private Polynomial Power()
    {
        if (Accept('-'))
        {
            return -Power();
        }

        var result = Atom();
        Skip();
        var start = _position;
        if (!Accept('^') && !AcceptPair())
        {
            return result;
        }

        Skip();
        var digits = TakeWhile(char.IsDigit);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var exponent) || exponent > 1_000_000)
        {
            throw Error("The exponent must be a whole number from 0 to 1000000.", start);
        }

        CheckSize(result.TermCount <= 1 ? 1 : (long)exponent * result.TermCount, start);
        return result.IsConstant && exponent > 10_000
            ? throw Error("A number to a power above 10000 is refused.", start)
            : result.Pow(exponent);
    }

    private Polynomial Atom()
    {
        Skip();
        var start = _position;
        if (Accept('('))
        {
            var inner = Sum();
            return Accept(')') ? inner : throw Error("A closing parenthesis is missing.");
        }

        if (_position < text.Length && (char.IsDigit(text[_position]) || text[_position] == '.'))
        {
            var number = TakeWhile(c => char.IsDigit(c) || c == '.');
            return Rational.TryParse(number, out var value)
                ? Polynomial.Constant(variables.Count, value)
                : throw Error($"'{number}' is not a number.", start);
        }

        if (_position < text.Length && (char.IsLetter(text[_position]) || text[_position] == '_'))
        {
            var name = TakeWhile(c => char.IsLetterOrDigit(c) || c == '_');
            for (var i = 0; i < variables.Count; i++)
            {
                if (variables[i] == name)
                {
                    return Polynomial.Variable(variables.Count, i);
                }
            }

            throw Error($"'{name}' is not among the variables {string.Join(", ", variables)}.", start);
        }

        throw _position < text.Length
            ? Error($"'{text[_position]}' is not expected here; expected a number, a variable or '('.")
            : Error("The expression ends here; expected a number, a variable or '('.");
    }

    private bool AcceptPair()
    {
        Skip();
        if (_position + 1 < text.Length && text[_position] == '*' && text[_position + 1] == '*')
        {
            _position += 2;
            return true;
        }

        return false;
    }

    private bool Accept(char expected)
    {
        Skip();
        if (_position >= text.Length || text[_position] != expected
            || (expected == '*' && _position + 1 < text.Length && text[_position + 1] == '*'))
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Skip()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }
    }

    private string TakeWhile(Func<char, bool> condition)
    {
        var start = _position;
        while (_position < text.Length && condition(text[_position]))
        {
            _position++;
        }

        return text.Substring(start, _position - start);
    }

    private void CheckSize(long terms, int position)
    {
        if (terms > LargestExpansion)
        {
            throw Error($"Expanding this gives more than {LargestExpansion} terms; write the factors as separate generators or lower the power.", position);
        }
    }

    private PolynomialFormatException Error(string message, int? position = null) => new(message, (position ?? _position) + 1);
}
