namespace SltDsl.Language.Syntax.Grammar;

/// <summary>Bounds on the height of a syntax tree, so that nothing that walks it can exhaust the stack.</summary>
internal static class ParserLimits
{
    /// <summary>How deep expressions may nest.</summary>
    public const int Nesting = 256;

    /// <summary>How many infix and postfix operators one statement may have: each adds a level to a chain such as <c>a + b + c</c>.</summary>
    public const int Operators = 1_000;
}
