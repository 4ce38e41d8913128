using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax.Grammar;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Errors;

/// <summary>Recognises what users of Stan, BUGS and R write, and says how it is written here.</summary>
internal static class ForeignForms
{
    private static readonly Dictionary<string, string> _blocks = new(StringComparer.Ordinal)
    {
        ["functions"] = "write each function as `fun real f(real v) = v ^ 2;`",
        ["data"] = "declare each name by its role: `size N;`, `input vector[P] x;`, and `observe real y ~ …;` for what is modelled",
        ["transformed"] = "write each quantity as `let name = …;` at the top level",
        ["parameters"] = "declare each parameter with its prior: `param real mu ~ normal(0, 1);`",
        ["model"] = "name the model with `model Name;`, give priors in `param`, and write the likelihood of one row as `observe real y ~ normal(mu, sigma);`",
        ["generated"] = "write each quantity as `generate real name = …;`",
    };

    private static readonly Dictionary<string, string> _families = new(StringComparer.Ordinal)
    {
        ["dnorm"] = "normal(mean, sd)", ["dlnorm"] = "lognormal(mu, sd)", ["dgamma"] = "gamma(shape, rate)", ["dbeta"] = "beta(a, b)",
        ["dunif"] = "uniform(a, b)", ["dexp"] = "exponential(rate)", ["dt"] = "student_t(nu, mu, scale)", ["dbern"] = "bernoulli(p)",
        ["dbin"] = "binomial(n, p)", ["dbinom"] = "binomial(n, p)", ["dpois"] = "poisson(mean)", ["dcat"] = "categorical(p)",
        ["ddirch"] = "dirichlet(a)", ["dmnorm"] = "multi_normal_prec(mean, precision)", ["dwish"] = "wishart(nu, S)",
        ["dweib"] = "weibull(a, s)", ["dlogis"] = "logistic(mu, s)", ["dmulti"] = "multinomial(n, p)", ["dnegbin"] = "neg_binomial_2(mu, phi)",
    };

    // BUGS and JAGS give these a precision where SltDsl takes a standard deviation or a covariance.
    private static readonly HashSet<string> _precisions = new(StringComparer.Ordinal) { "dnorm", "dlnorm", "dt" };

    /// <summary>The translation of a statement that did not parse, or null when it is no foreign form.</summary>
    /// <param name="cursor">The statement.</param>
    /// <param name="start">The index of the first token after attributes.</param>
    public static Diagnostic? Describe(TokenCursor cursor, int start)
    {
        var first = cursor[start];
        var word = cursor.Source.Slice(first.Span);
        var second = cursor[start + 1];
        var opensBlock = second.Kind == TokenKind.OpenBrace || (second.Kind is TokenKind.Name or TokenKind.Data && cursor[start + 2].Kind == TokenKind.OpenBrace);
        if (opensBlock && _blocks.TryGetValue(word, out var translation))
        {
            var span = second.Kind == TokenKind.OpenBrace ? first.Span : first.Span.To(second.Span);
            return Foreign($"{cursor.Source.Slice(span)} {{", span, translation);
        }

        return first.Kind switch
        {
            TokenKind.For => Foreign("for (…)", first.Span, "a file describes one row, so no loop over rows; inner axes use `each t in 1:T`, comprehensions `[e for i in 1:n]` or `sum(e for i in 1:n)`"),
            TokenKind.Name when word == "target" && second.Kind == TokenKind.Plus && cursor[start + 2].Kind == TokenKind.Assign =>
                Foreign("target +=", first.Span.To(cursor[start + 2].Span), "use `factor e;` for a term of the prior, `observe` for the likelihood"),
            TokenKind.Name when IndexOfArrow(cursor, start) is { } arrow =>
                Foreign("<-", ArrowSpan(cursor, arrow), $"write `let {word} = …;`"),
            TokenKind.Name when second.Kind == TokenKind.Tilde =>
                Foreign($"{word} ~", first.Span.To(second.Span), $"write `observe real {word} ~ …;` for data, `param real {word} ~ …;` for a parameter"),
            TokenKind.Name when second.Kind == TokenKind.Assign && start + 2 < cursor.Count =>
                Foreign($"{word} =", first.Span.To(second.Span), $"write `let {word} = …;`"),
            _ when Keywords.OpensType(first.Kind) =>
                Foreign($"{word} …;", first.Span, $"open the declaration with its role: `param {word} …`, `input {word} …`, `data {word} …` or `let {word} …`"),
            _ => DescribeInside(cursor),
        };
    }

    /// <summary>Calls of BUGS families.</summary>
    public static IEnumerable<Diagnostic> FindCalls(TokenCursor cursor)
    {
        for (var i = 0; i + 1 < cursor.Count; i++)
        {
            if (cursor[i].Kind != TokenKind.Name || cursor[i + 1].Kind != TokenKind.OpenParen || (i > 0 && Keywords.OpensType(cursor[i - 1].Kind)))
            {
                continue;
            }

            var name = cursor.Source.Slice(cursor[i].Span);
            if (_families.TryGetValue(name, out var family))
            {
                var help = $"write `{family}`" + (_precisions.Contains(name) ? "; the scale is a standard deviation, where BUGS takes a precision 1 / sd ^ 2" : "");
                yield return Foreign($"{name}(", cursor[i].Span, help);
            }
        }
    }

    private static Diagnostic? DescribeInside(TokenCursor cursor)
    {
        var at = cursor.Furthest;
        var offending = cursor[at];
        if (offending.Kind == TokenKind.Less && IsArrow(cursor, at))
        {
            return Foreign("<-", ArrowSpan(cursor, at), "write `=`") with
            {
                Fixes = [new("Write `=`", [new(ArrowSpan(cursor, at), "=")])],
            };
        }

        // Old arrays: `real y[N]`.
        return offending.Kind == TokenKind.OpenBracket && at >= 2 && cursor[at - 1].Kind == TokenKind.Name
            && cursor.Expected.Any(e => e is "`~`" or "`=`")
            && Keywords.OpensStatement(cursor[0].Kind)
            ? Foreign($"{cursor.Source.Slice(cursor[at - 1].Span)}[…]", cursor[at - 1].Span.To(offending.Span), "extents belong to the type: `vector[N] y` or `array[N] int y`")
            : null;
    }

    private static int? IndexOfArrow(TokenCursor cursor, int start)
    {
        for (var i = start + 1; i < cursor.Count; i++)
        {
            if (IsArrow(cursor, i))
            {
                return i;
            }
        }

        return null;
    }

    private static bool IsArrow(TokenCursor cursor, int index) =>
        cursor[index].Kind == TokenKind.Less && cursor[index + 1].Kind == TokenKind.Minus && cursor[index].Span.End == cursor[index + 1].Span.Start;

    private static SourceSpan ArrowSpan(TokenCursor cursor, int index) => cursor[index].Span.To(cursor[index + 1].Span);

    private static Diagnostic Foreign(string form, SourceSpan span, string translation) =>
        new(SyntaxDiagnostics.ForeignForm, $"`{form}` is a form of Stan or BUGS", span) { Help = translation };
}
