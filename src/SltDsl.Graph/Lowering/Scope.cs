using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Lowering;

/// <summary>What the names of the model stand for at one place; inner scopes see outer ones.</summary>
internal sealed class Scope(Scope? outer = null)
{
    private readonly Dictionary<string, Scalar> _sizes = [];
    private readonly Dictionary<Symbol, Lowered> _values = [];

    public void Define(Symbol symbol, Lowered value)
    {
        _values[symbol] = value;
        if (value.Rank == 0 && symbol.Kind is SymbolKind.Size or SymbolKind.Index)
        {
            _sizes[symbol.SizeName] = value.Body;
        }
    }

    public Scope With(Symbol symbol, Scalar value)
    {
        var inner = new Scope(this);
        inner.Define(symbol, Lowered.Scalar(value));
        return inner;
    }

    public Lowered? Find(Symbol symbol) => _values.TryGetValue(symbol, out var value) ? value : outer?.Find(symbol);

    /// <summary>A symbolic size as an integer scalar.</summary>
    public Scalar Size(SizeExpr size) => size.Terms
        .OrderBy(t => t.Factors.Count == 0 ? 1 : 0)
        .Aggregate((Scalar)0, (sum, term) => sum + term.Factors.Aggregate((Scalar)new Integer(term.Coefficient), (product, name) => product * Size(name)));

    /// <summary>The extents of a type.</summary>
    public EquatableArray<Scalar> Extents(SltType type) => type.Extents.Select(Size).ToEquatableArray();

    private Scalar Size(string name) => FindSize(name) ?? new SizeValue(name);

    private Scalar? FindSize(string name) => _sizes.TryGetValue(name, out var value) ? value : outer?.FindSize(name);
}
