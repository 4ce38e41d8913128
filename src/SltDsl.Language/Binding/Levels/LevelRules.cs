using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Levels;

/// <summary>What may depend on what: sizes on no parameter, priors on no row, conditions on no parameter.</summary>
internal sealed class LevelRules(BindingSession session)
{
    private readonly Dictionary<Symbol, HashSet<Symbol>> _roots = [];

    /// <summary>The names that an expression depends on, with those that <c>let</c>s stand for.</summary>
    public HashSet<Symbol> Roots(params IEnumerable<Expr> expressions)
    {
        var roots = new HashSet<Symbol>();
        foreach (var reference in ExprTree.SelfAndParts(expressions).OfType<Reference>())
        {
            roots.Add(reference.Symbol);
            if (reference.Symbol.Kind == SymbolKind.Let)
            {
                roots.UnionWith(RootsOf(reference.Symbol));
            }
        }

        return roots;
    }

    /// <summary>Whether a parameter reaches an expression.</summary>
    public bool ReachesParameter(params IEnumerable<Expr> expressions) => Roots(expressions).Any(s => s.Kind == SymbolKind.Parameter);

    /// <summary>Whether an expression is at most at a level; else reports it.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="most">The highest level that is allowed.</param>
    /// <param name="subject">What may not depend on more, such as <c>a prior</c>.</param>
    public bool Require(Expr value, Level most, string subject)
    {
        if (value.Level <= most)
        {
            return true;
        }

        Report(value, subject, value.Span);
        return false;
    }

    /// <summary>Whether all expressions of a distribution are at most at a level; else reports the first that is not.</summary>
    public bool Require(Distribution distribution, Level most, string subject) =>
        ExprTree.AllExpressions(distribution).FirstOrDefault(e => e.Level > most) is not { } value || Require(value, most, subject);

    /// <summary>Whether no parameter reaches any of the expressions; else reports the first that one does.</summary>
    public bool RequireNoParameter(string subject, IEnumerable<Expr> expressions)
    {
        foreach (var expression in expressions)
        {
            if (expression.Level >= Level.Parameter && Roots(expression).FirstOrDefault(s => s.Kind == SymbolKind.Parameter) is { } parameter)
            {
                Report(expression, subject, expression.Span, parameter);
                return false;
            }
        }

        return true;
    }

    /// <summary>Reports that an expression depends on what is not known yet.</summary>
    public void Report(Expr value, string subject, SourceSpan span) => Report(
        value, subject, span, Roots(value).OrderByDescending(s => s.Level).ThenBy(s => s.Id).FirstOrDefault(s => s.Kind != SymbolKind.Let));

    private static string Describe(Symbol symbol) => symbol.Kind switch
    {
        SymbolKind.Parameter => $"the parameter `{symbol.Name}`",
        SymbolKind.Input => $"the input `{symbol.Name}`",
        SymbolKind.Observed => $"the observed `{symbol.Name}`",
        SymbolKind.Latent => $"the latent `{symbol.Name}`",
        SymbolKind.Hyper => $"the hyperparameter `{symbol.Name}`",
        SymbolKind.Data => $"the data `{symbol.Name}`",
        _ => $"`{symbol.Name}`",
    };

    private void Report(Expr value, string subject, SourceSpan span, Symbol? source)
    {
        var message = source is null ? $"{subject} cannot depend on this value" : $"{subject} cannot depend on {Describe(source)}";
        session.Report(TypeDiagnostics.IllegalLevel, message, span, d => d with
        {
            Related = source is null ? [] : Chain(value, source),
            Help = source?.Level == Level.Row ? "values of a row stand in `observe` and `let` only" : "use a `size`, a `hyper` or `data`, which are known earlier",
        });
    }

    // From the used let, through the lets between, to the source.
    private EquatableArray<RelatedSpan> Chain(Expr value, Symbol source)
    {
        var chain = new List<RelatedSpan>();
        var current = value;
        while (chain.Count < 16)
        {
            var next = ExprTree.SelfAndParts(current).OfType<Reference>().Select(r => r.Symbol)
                .FirstOrDefault(s => s.Kind == SymbolKind.Let && RootsOf(s).Contains(source));
            if (next is null || !session.LetValues.TryGetValue(next, out var definition))
            {
                break;
            }

            chain.Add(new(next.Span, $"`{next.Name}` depends on it"));
            current = definition;
        }

        chain.Add(new(source.Span, $"`{source.Name}` is declared here"));
        return chain.ToArray();
    }

    private HashSet<Symbol> RootsOf(Symbol let)
    {
        if (!_roots.TryGetValue(let, out var roots))
        {
            roots = session.LetValues.TryGetValue(let, out var value) ? Roots(value) : [];
            _roots.Add(let, roots);
        }

        return roots;
    }
}
