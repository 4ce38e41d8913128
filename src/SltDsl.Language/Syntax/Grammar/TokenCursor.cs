using System.Runtime.CompilerServices;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>What one parse of a statement has in common: its tokens, how far any attempt came, and what was wanted there.</summary>
internal sealed class TokenCursor
{
    private readonly TokenInput?[] _inputs;
    private readonly Token[] _tokens;
    private readonly int _first;
    private readonly List<string> _expected = [];
    private int _nesting;
    private int _operators;

    public TokenCursor(SourceText source, Token[] tokens, int first, int count)
    {
        Source = source;
        _tokens = tokens;
        _first = first;
        Count = count;
        _inputs = new TokenInput?[count + 1];
    }

    /// <summary>The text.</summary>
    public SourceText Source { get; }

    /// <summary>How many tokens the statement has.</summary>
    public int Count { get; }

    /// <summary>The furthest token that some parser looked at and refused.</summary>
    public int Furthest { get; private set; }

    /// <summary>What would have been accepted there, in words.</summary>
    public IReadOnlyList<string> Expected => _expected;

    /// <summary>Where the statement became too deep or too long a chain, with the message; else null. Everything fails from then on.</summary>
    public Diagnostic? Overflow { get; private set; }

    /// <summary>Findings that do not stop the parser.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>The token at an index of the statement, or one of kind <see cref="TokenKind.End"/> after the last.</summary>
    public Token this[int index] => index < Count
        ? _tokens[_first + index]
        : new(TokenKind.End, new(Count == 0 ? 0 : _tokens[_first + Count - 1].Span.End, 0), false);

    /// <summary>The input at an index.</summary>
    public TokenInput InputAt(int index) => _inputs[index] ??= new(this, index);

    /// <summary>Notes that a parser wanted something else at an index.</summary>
    public void Refuse(int index, string expected)
    {
        if (index > Furthest)
        {
            Furthest = index;
            _expected.Clear();
        }

        if (index == Furthest && !_expected.Contains(expected))
        {
            _expected.Add(expected);
        }
    }

    /// <summary>Enters an inner expression; false when it lies too deep.</summary>
    public bool TryEnter(int index)
    {
        if (_nesting >= ParserLimits.Nesting || !HasStack())
        {
            Overflow ??= new(
                SyntaxDiagnostics.NestedTooDeeply, $"the expression is nested deeper than {Math.Min(_nesting, ParserLimits.Nesting)}", this[index].Span)
            {
                Help = "name inner parts with `let`",
            };
        }

        _nesting++;
        return Overflow is null;
    }

    // Hosts run parsers on threads with small stacks, too.
    private static bool HasStack()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    /// <summary>Leaves an inner expression.</summary>
    public void Leave() => _nesting--;

    /// <summary>Counts an operator that adds a level to a chain; false when there are too many.</summary>
    public bool TryChain(int index)
    {
        if (++_operators > ParserLimits.Operators)
        {
            Overflow ??= new(
                SyntaxDiagnostics.NestedTooDeeply, $"the statement has more than {ParserLimits.Operators} operators", this[index].Span)
            {
                Help = "use an aggregate such as `sum(e for i in 1:n)`, or name parts with `let`",
            };
        }

        return Overflow is null;
    }
}
