using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SltDsl.Language.Diagnostics;
using SltDiagnostic = SltDsl.Language.Diagnostics.Diagnostic;
using SltDescriptor = SltDsl.Language.Diagnostics.DiagnosticDescriptor;
using SltSourceSpan = SltDsl.Language.Text.SourceSpan;
using SltSourceText = SltDsl.Language.Text.SourceText;

namespace SltDsl.Hosting;

/// <summary>The catalogue and its findings in the compiler's terms, located in the `.slt` file.</summary>
public static class DiagnosticTranslation
{
    private static readonly Dictionary<string, Microsoft.CodeAnalysis.DiagnosticDescriptor> _descriptors =
        DiagnosticCatalogue.All.ToDictionary(d => d.Code, Descriptor);

    /// <summary>Every kind of finding.</summary>
    public static ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> Descriptors { get; } = _descriptors.Values.ToImmutableArray();

    /// <summary>A finding as the compiler reports it.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="source">The text that its spans point into.</param>
    public static Microsoft.CodeAnalysis.Diagnostic Translate(SltDiagnostic diagnostic, SltSourceText source)
    {
        var descriptor = _descriptors[diagnostic.Code];
        var message = diagnostic.Help is { } help ? $"{diagnostic.Message}; {help}" : diagnostic.Message;
        return Microsoft.CodeAnalysis.Diagnostic.Create(
            descriptor.Id, descriptor.Category, message, Translate(diagnostic.Severity), descriptor.DefaultSeverity, isEnabledByDefault: true,
            warningLevel: diagnostic.Severity is Severity.Error ? 0 : 1, descriptor.Title, location: At(diagnostic.Span, source), additionalLocations: diagnostic.Related.Select(r => At(r.Span, source)));
    }

    private static Microsoft.CodeAnalysis.DiagnosticDescriptor Descriptor(SltDescriptor kind) => new(
        kind.Code, kind.Title, "{0}", kind.Category, Translate(kind.DefaultSeverity), isEnabledByDefault: true);

    private static Location At(SltSourceSpan span, SltSourceText source)
    {
        LinePosition Position(int offset)
        {
            var place = source.PositionOf(offset);
            return new(place.Line - 1, place.Column - 1);
        }

        return Location.Create(source.Path, new TextSpan(span.Start, span.Length), new LinePositionSpan(Position(span.Start), Position(span.End)));
    }

    private static DiagnosticSeverity Translate(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        Severity.Info => DiagnosticSeverity.Info,
        _ => DiagnosticSeverity.Hidden,
    };
}
