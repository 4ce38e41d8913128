using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Singularity.Wording;

/// <summary>Finds the place in the text through which the data see some parameters.</summary>
internal sealed class SourcePlaces
{
    private static readonly Function[] _piecewise =
        [Function.Relu, Function.Abs, Function.Max, Function.Min, Function.Minimum, Function.Maximum, Function.Floor, Function.Ceil, Function.Round];

    private static readonly Function[] _odd = [Function.Tanh, Function.Sin, Function.Erf, Function.Atan, Function.Sinh, Function.Tan, Function.Asin];

    private readonly BoundModel _model;
    private readonly IReadOnlyList<(Declaration Declaration, ExpressionNode Root)> _roots;

    public SourcePlaces(BoundModel model)
    {
        _model = model;
        _roots = [.. model.Declarations.Select(d => (d, Root: RootOf(d))).Where(r => r.Root is not null).Select(r => (r.d, r.Root!))];
    }

    /// <summary>Where a parameter's name is declared.</summary>
    public SourceSpan NameOf(string parameter) => _model.Parameters.First(p => p.Symbol.Name == parameter).Symbol.Span;

    /// <summary>
    /// The smallest expression that holds every use of the parameters; where the uses are spread over statements, the value of the first
    /// named one, or the word <c>latent</c> when a hidden variable joins them.
    /// </summary>
    public SourceSpan Joint(IReadOnlyCollection<string> parameters)
    {
        var uses = Uses(parameters);
        if (uses.Count == 1)
        {
            return PlaceOf(Smallest(uses[0].Root, parameters));
        }

        if (uses.Select(u => u.Declaration).OfType<LatentDeclaration>().FirstOrDefault() is { } latent)
        {
            return new SourceSpan(latent.Span.Start, "latent".Length);
        }

        return uses.Count == 0 ? _model.NameSpan : PlaceOf(uses[0].Root);
    }

    /// <summary>The call of an odd function that holds some of the parameters, else their joint place.</summary>
    public SourceSpan OddFunction(IReadOnlyCollection<string> parameters) => CallOf(_odd, parameters) is { } node ? PlaceOf(node) : Joint(parameters);

    /// <summary>The call of a positively homogeneous function that holds some of the parameters, or null.</summary>
    public (SourceSpan Place, SourceSpan Inner)? HomogeneousCall(IReadOnlyCollection<string> parameters) =>
        CallOf([Function.Relu, Function.Abs], parameters) is { } node ? (PlaceOf(node), node.Span) : null;

    /// <summary>The smallest expression around the parameters that says more than their names.</summary>
    public SourceSpan Around(IReadOnlyCollection<string> parameters, IReadOnlyCollection<string> others)
    {
        var uses = Uses([.. parameters, .. others]);
        if (uses.Count == 1)
        {
            return Joint([.. parameters, .. others]);
        }

        var root = Uses(parameters).LastOrDefault().Root;
        var node = root?.SelfAndDescendants().LastOrDefault(n => n.Expression is not Reference && Holds(n, parameters));
        return node is null ? Joint(parameters) : PlaceOf(node);
    }

    /// <summary>The name of the first piecewise function whose argument depends on a parameter, with the name's place; null where there is none.</summary>
    public (string Name, SourceSpan Span)? PiecewiseFunction()
    {
        var parameters = new HashSet<string>(_model.Parameters.Select(p => p.Symbol.Name));
        var calls = Uses(parameters)
            .SelectMany(use => use.Root.SelfAndDescendants())
            .Where(node => node.Expression is Call call && _piecewise.Contains(call.Function) && DependsOnParameter(node));
        foreach (var call in calls)
        {
            var text = _model.Source.Slice(call.Span);
            var length = text.TakeWhile(c => char.IsLetterOrDigit(c) || c == '_').Count();
            if (length > 0)
            {
                return (text.Substring(0, length), new SourceSpan(call.Span.Start, length));
            }
        }

        return null;
    }

    /// <summary>A stretch without a leading word and the space after it.</summary>
    public SourceSpan AfterWord(SourceSpan span, string word)
    {
        var text = _model.Source.Slice(span);
        return text.StartsWith(word + " ", StringComparison.Ordinal)
            ? SourceSpan.FromBounds(span.End - text.Substring(word.Length).TrimStart().Length, span.End)
            : span;
    }

    /// <summary>A name with the value written after it, such as <c>K = 2</c>.</summary>
    public SourceSpan NameAndValue(SourceSpan name)
    {
        var text = _model.Source.Text;
        var end = name.End;
        while (end < text.Length && text[end] is not (';' or '\n' or '\r') && string.CompareOrdinal(text, end, " in ", 0, 4) != 0 && string.CompareOrdinal(text, end, "//", 0, 2) != 0)
        {
            end++;
        }

        return SourceSpan.FromBounds(name.Start, name.Start + text.Substring(name.Start, end - name.Start).TrimEnd().Length);
    }

    private static ExpressionNode? RootOf(Declaration declaration) => declaration switch
    {
        LetDeclaration let => ExpressionNode.Of(let.Value),
        LatentDeclaration latent => ExpressionNode.Of(latent.Distribution),
        ObserveDeclaration observe => ExpressionNode.Of(observe.Distribution),
        _ => null,
    };

    private IReadOnlyList<(Declaration Declaration, ExpressionNode Root)> Uses(IReadOnlyCollection<string> parameters) =>
        [.. _roots.Where(r => IsLive(r.Declaration) && r.Root.References().Any(x => IsParameter(x, parameters)))];

    /// <summary>Whether a named expression can reach an observation: derived ones that only draw or report do not count.</summary>
    private bool IsLive(Declaration declaration) => declaration is not LetDeclaration let
        || _roots.Any(r => r.Declaration != declaration && r.Root.References().Any(x => x.Symbol.Equals(let.Symbol)));

    private static bool IsParameter(Reference reference, IReadOnlyCollection<string> parameters) =>
        reference.Symbol.Kind == SymbolKind.Parameter && parameters.Contains(reference.Symbol.Name);

    private static bool Holds(ExpressionNode node, IReadOnlyCollection<string> parameters) =>
        parameters.All(p => node.References().Any(r => IsParameter(r, [p])));

    private static ExpressionNode Smallest(ExpressionNode root, IReadOnlyCollection<string> parameters)
    {
        var count = root.References().Count(r => IsParameter(r, parameters));
        var node = root;
        while (node.Children.FirstOrDefault(c => c.References().Count(r => IsParameter(r, parameters)) == count) is { } inner)
        {
            node = inner;
        }

        return node;
    }

    private ExpressionNode? CallOf(IReadOnlyCollection<Function> functions, IReadOnlyCollection<string> parameters) => _roots
        .SelectMany(r => r.Root.SelfAndDescendants())
        .FirstOrDefault(n => n.Expression is Call call && functions.Contains(call.Function) && n.References().Any(r => IsParameter(r, parameters)));

    private bool DependsOnParameter(ExpressionNode node) => node.Expression is { Level: >= Level.Parameter }
        && node.References().Any(r => r.Symbol.Kind == SymbolKind.Parameter || (r.Symbol.Kind == SymbolKind.Let && r.Symbol.Level >= Level.Parameter));

    /// <summary>The node's text; for a node inside a function of the file, the call that it comes from.</summary>
    private SourceSpan PlaceOf(ExpressionNode node)
    {
        var outside = node.References().Where(r => r.Symbol.Kind == SymbolKind.Parameter && !node.Span.Contains(r.Span)).Select(r => r.Span).ToArray();
        return outside.Length == 0 ? node.Span : EnclosingCall(outside.Aggregate((all, next) => all.To(next))) ?? node.Span;
    }

    private SourceSpan? EnclosingCall(SourceSpan inside)
    {
        var text = _model.Source.Text;
        var depth = 0;
        var open = inside.Start - 1;
        for (; open >= 0 && (depth > 0 || text[open] != '('); open--)
        {
            depth += text[open] is ')' or ']' ? 1 : text[open] is '(' or '[' ? -1 : 0;
        }

        var start = open;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            start--;
        }

        var close = inside.End;
        for (depth = 0; close < text.Length && (depth > 0 || text[close] != ')'); close++)
        {
            depth += text[close] is '(' or '[' ? 1 : text[close] is ')' or ']' ? -1 : 0;
        }

        return open < 0 || start == open || close >= text.Length ? null : SourceSpan.FromBounds(start, close + 1);
    }
}
