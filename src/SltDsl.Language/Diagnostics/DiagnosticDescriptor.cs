namespace SltDsl.Language.Diagnostics;

/// <summary>A kind of diagnostic: one entry of the catalogue.</summary>
/// <param name="Code">The code, such as <c>SLT0001</c>.</param>
/// <param name="Title">What the kind is about, in a few words.</param>
/// <param name="Category">The category under which compilers and editors file it.</param>
/// <param name="DefaultSeverity">The severity unless the model or the user's settings say otherwise.</param>
public sealed record DiagnosticDescriptor(string Code, string Title, string Category, Severity DefaultSeverity);
