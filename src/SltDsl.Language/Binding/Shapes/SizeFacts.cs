using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Shapes;

/// <summary>What is known about sizes: their values where the file fixes them, the values that analysis uses, and what is required of them.</summary>
internal sealed class SizeFacts
{
    private readonly Dictionary<string, Symbol> _symbols;
    private readonly Dictionary<string, long> _analysed;
    private readonly Dictionary<string, SizeExpr> _known;
    private readonly Dictionary<string, SizeExpr> _definitions;
    private readonly Dictionary<string, (SizeExpr Lower, SizeExpr Upper)> _ranges;
    private readonly Dictionary<string, long> _least;

    public SizeFacts()
    {
        _symbols = new(StringComparer.Ordinal);
        _analysed = new(StringComparer.Ordinal);
        _known = new(StringComparer.Ordinal);
        _definitions = new(StringComparer.Ordinal);
        _ranges = new(StringComparer.Ordinal);
        _least = new(StringComparer.Ordinal);
    }

    private SizeFacts(SizeFacts other)
    {
        _symbols = new(other._symbols, StringComparer.Ordinal);
        _analysed = new(other._analysed, StringComparer.Ordinal);
        _known = new(other._known, StringComparer.Ordinal);
        _definitions = new(other._definitions, StringComparer.Ordinal);
        _ranges = new(other._ranges, StringComparer.Ordinal);
        _least = new(other._least, StringComparer.Ordinal);
    }

    /// <summary>The sizes with their values for analysis.</summary>
    public IReadOnlyDictionary<string, long> Analysed => _analysed;

    /// <summary>The same facts, to be extended apart.</summary>
    public SizeFacts Fork() => new(this);

    /// <summary>Lets expressions refer to a size or index that occurs in a shape.</summary>
    public void Name(Symbol symbol) => _symbols[symbol.SizeName] = symbol;

    /// <summary>The symbol of a name in a shape.</summary>
    public Symbol? SymbolOf(string sizeName) => _symbols.TryGetValue(sizeName, out var symbol) ? symbol : null;

    /// <summary>Declares a size.</summary>
    /// <param name="symbol">The size.</param>
    /// <param name="analysed">The value that analysis uses.</param>
    /// <param name="known">What it always equals, when the file fixes that.</param>
    /// <param name="least">The least value that it can have.</param>
    public void Declare(Symbol symbol, long analysed, SizeExpr? known, long least)
    {
        Name(symbol);
        _analysed[symbol.Name] = analysed;
        _least[symbol.Name] = least;
        if (known is not null)
        {
            _known[symbol.Name] = known;
            _definitions[symbol.Name] = known;
        }
    }

    /// <summary>Gives a size another value, as a truth does.</summary>
    public void Override(string name, long value)
    {
        _analysed[name] = value;
        _known[name] = SizeExpr.Constant(value);
        _least[name] = value;
    }

    /// <summary>Notes the range of an index.</summary>
    public void Range(Symbol index, SizeExpr lower, SizeExpr upper) => _ranges[index.SizeName] = (lower, upper);

    /// <summary>Notes that two sizes are equal; false when the statement does not help a proof.</summary>
    public bool Require(SizeExpr left, SizeExpr right)
    {
        var (a, b) = (Normal(left), Normal(right));
        if (a is null || b is null)
        {
            return false;
        }

        foreach (var (one, other) in new[] { (a, b), (b, a) })
        {
            if (one.Terms is [{ Coefficient: 1, Factors: [var name] }] && !other.Names.Contains(name))
            {
                _known[name] = other;
                return true;
            }
        }

        return a == b;
    }

    /// <summary>Notes that a size is at least a bound.</summary>
    public void RequireAtLeast(SizeExpr size, long bound)
    {
        if (size.Terms is [{ Coefficient: 1, Factors: [var name] }] && _least.TryGetValue(name, out var least))
        {
            _least[name] = Math.Max(least, bound);
        }
    }

    /// <summary>The size with everything known put in; null when the numbers exceed 64 bits.</summary>
    public SizeExpr? Normal(SizeExpr size)
    {
        try
        {
            // Each round puts definitions in; they go back to earlier sizes only, so this ends.
            for (var round = 0; round <= _known.Count && size.Names.Any(_known.ContainsKey); round++)
            {
                size = Substitute(size, name => _known.TryGetValue(name, out var known) ? known : null);
            }

            return size;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether a size follows from another one.</summary>
    public bool DependsOn(SizeExpr size, string name)
    {
        var names = new HashSet<string>(size.Names);
        for (var round = 0; round <= _definitions.Count; round++)
        {
            names.UnionWith(names.Where(_definitions.ContainsKey).SelectMany(n => _definitions[n].Names).ToArray());
        }

        return names.Contains(name);
    }

    /// <summary>Whether two sizes are equal, different, or not decided.</summary>
    public Proof AreEqual(SizeExpr left, SizeExpr right)
    {
        if (left == right)
        {
            return Proof.Holds;
        }

        if (Normal(left) is not { } a || Normal(right) is not { } b)
        {
            return Proof.Fails;
        }

        if (a == b)
        {
            return Proof.Holds;
        }

        var difference = Difference(a, b);
        return difference is null || difference.IsConstant || (Value(difference) is { } value && value != 0) ? Proof.Fails : Proof.Undecided;
    }

    /// <summary>Whether a size is at least a bound for every value of sizes and indices.</summary>
    public Proof IsAtLeast(SizeExpr size, long bound)
    {
        if (Normal(size) is not { } normal)
        {
            return Proof.Undecided;
        }

        if (Extreme(normal, lowest: true) is { } least && least >= bound)
        {
            return Proof.Holds;
        }

        return Extreme(normal, lowest: false) is { } most && most < bound ? Proof.Fails : Proof.Undecided;
    }

    /// <summary>A lower bound for every value of sizes and indices, or null.</summary>
    public long? Least(SizeExpr size) => Normal(size) is { } normal ? Extreme(normal, lowest: true) : null;

    /// <summary>The least value that a size takes as its indices run over their ranges, at the sizes of the analysis; null where that is not plain.</summary>
    public long? LeastReached(SizeExpr size)
    {
        if (!size.Names.Any(_ranges.ContainsKey) || Normal(size) is not { } normal || EndOfIndices(normal, lowest: true) is not { } end)
        {
            return null;
        }

        // An empty range reaches nothing.
        var isEmpty = size.Names.Where(_ranges.ContainsKey).Any(n => Value(_ranges[n].Upper) < Value(_ranges[n].Lower));
        return isEmpty || !end.IsConstant ? null : Value(end);
    }

    /// <summary>The value at the sizes of the analysis; null when an index occurs or it exceeds 64 bits.</summary>
    public long? Value(SizeExpr size)
    {
        try
        {
            return size.Names.All(_analysed.ContainsKey) ? size.Evaluate(_analysed) : null;
        }
        catch (OverflowException)
        {
            return long.MaxValue;
        }
    }

    private static SizeExpr? Difference(SizeExpr a, SizeExpr b)
    {
        try
        {
            return a - b;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static SizeExpr Substitute(SizeExpr size, Func<string, SizeExpr?> replacement) => size.Terms.Aggregate(
        SizeExpr.Constant(0),
        (sum, term) => sum + term.Factors.Aggregate(
            SizeExpr.Constant(term.Coefficient), (product, name) => product * (replacement(name) ?? SizeExpr.Variable(name))));

    // A bound by interval arithmetic: indices at the ends of their ranges, sizes at their least.
    private long? Extreme(SizeExpr size, bool lowest)
    {
        try
        {
            return EndOfIndices(size, lowest) is { } end ? OverSizes(end, lowest) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    // Linear indices are put at the ends of their ranges, inner ones first.
    private SizeExpr? EndOfIndices(SizeExpr size, bool lowest)
    {
        try
        {
            for (var round = 0; round < 16; round++)
            {
                var index = size.Names.Where(_ranges.ContainsKey).OrderByDescending(n => _symbols[n].Id).FirstOrDefault();
                if (index is null)
                {
                    return size;
                }

                var terms = size.Terms.Where(t => t.Factors.Contains(index)).ToArray();
                if (terms is not [{ Factors.Count: 1 } term])
                {
                    return null;
                }

                var end = term.Coefficient > 0 == lowest ? _ranges[index].Lower : _ranges[index].Upper;
                if (Normal(Substitute(size, name => name == index ? end : null)) is not { } next)
                {
                    return null;
                }

                size = next;
            }
        }
        catch (OverflowException)
        {
        }

        return null;
    }

    private long? OverSizes(SizeExpr size, bool lowest)
    {
        var total = 0L;
        foreach (var term in size.Terms)
        {
            if (term.Factors.Count > 0 && (term.Coefficient > 0 != lowest || !term.Factors.All(_least.ContainsKey)))
            {
                return null;
            }

            total = checked(total + term.Factors.Aggregate(term.Coefficient, (product, name) => checked(product * _least[name])));
        }

        return total;
    }
}

/// <summary>What is known about a claim.</summary>
internal enum Proof
{
    /// <summary>It is true.</summary>
    Holds,

    /// <summary>It is false, at least at the sizes that analysis uses.</summary>
    Fails,

    /// <summary>It may be either.</summary>
    Undecided,
}
