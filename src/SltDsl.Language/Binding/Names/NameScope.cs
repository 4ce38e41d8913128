using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Names;

/// <summary>The names in force at a place; inner scopes see outer ones and may hide them.</summary>
internal sealed class NameScope(NameScope? outer = null)
{
    private readonly Dictionary<string, NameEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The names of this scope alone.</summary>
    public IEnumerable<NameEntry> Own => _entries.Values;

    /// <summary>All visible names.</summary>
    public IEnumerable<string> Names => _entries.Keys.Concat(outer?.Names ?? []);

    /// <summary>What a name stands for, or null.</summary>
    public NameEntry? Find(string name) => _entries.TryGetValue(name, out var entry) ? entry : outer?.Find(name);

    /// <summary>What a name stands for in this scope alone, or null.</summary>
    public NameEntry? FindOwn(string name) => _entries.TryGetValue(name, out var entry) ? entry : null;

    /// <summary>Defines or redefines a name.</summary>
    public void Define(NameEntry entry) => _entries[entry.Name] = entry;

    /// <summary>A scope inside this one with one more symbol.</summary>
    public NameScope With(params Symbol[] symbols)
    {
        var inner = new NameScope(this);
        foreach (var symbol in symbols)
        {
            inner.Define(new NameEntry(symbol.Name, symbol.Span) { Symbol = symbol });
        }

        return inner;
    }

    /// <summary>Defines a name whose statement failed.</summary>
    public void DefineUnknown(string name, SourceSpan span) => Define(new NameEntry(name, span));
}
