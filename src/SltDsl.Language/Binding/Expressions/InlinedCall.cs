namespace SltDsl.Language.Binding.Expressions;

/// <summary>A function that is being inlined, and the one that called it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Caller">The enclosing call, or null.</param>
internal sealed record InlinedCall(string Function, InlinedCall? Caller)
{
    /// <summary>Whether a function is being inlined here.</summary>
    public bool Contains(string function) => Function == function || (Caller?.Contains(function) ?? false);
}
