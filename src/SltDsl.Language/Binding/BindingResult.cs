using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding;

/// <summary>What binding a tree gives.</summary>
/// <param name="Model">The model; null when the tree or the binding has an error.</param>
/// <param name="Diagnostics">What the binder found, by place; silenced findings are left out. The parser's are in the tree.</param>
public sealed record BindingResult(BoundModel? Model, EquatableArray<Diagnostic> Diagnostics);
