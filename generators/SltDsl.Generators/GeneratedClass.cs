using SltDsl.CodeGen;
using SltDsl.Graph;
using SltDsl.Graph.Lowering;
using SltDsl.Hosting;
using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;
using Diagnostic = SltDsl.Language.Diagnostics.Diagnostic;

namespace SltDsl.Generators;

/// <summary>What a file becomes: a class, or the errors that stand in its way.</summary>
/// <param name="HintName">A name for the generated file, distinct within the project.</param>
/// <param name="Code">The C#, or null.</param>
/// <param name="Errors">Why there is none.</param>
internal sealed record GeneratedClass(string HintName, string? Code, EquatableArray<LocatedDiagnostic> Errors)
{
    /// <summary>A name for a file generated from a model, distinct within the project: two folders may hold models of one name.</summary>
    public static string HintOf(ModelFile file, string extension) =>
        $"{string.Concat(file.RelativePath.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '.'))}.{extension}";

    /// <summary>Compiles a file. Warnings and facts are left to the analyzer.</summary>
    public static GeneratedClass Of(ModelInput input, CancellationToken cancellation)
    {
        var compilation = BuildAnalysis.Compilation(input);
        var hint = HintOf(input.File, "g.cs");
        var source = compilation.Tree.Source;
        if (compilation.Model is not { } model)
        {
            return new(hint, null, compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => new LocatedDiagnostic(d, source)).ToEquatableArray());
        }

        cancellation.ThrowIfCancellationRequested();
        try
        {
            var options = new EmitOptions(input.File.Options.Namespace, input.File.Path) { IsInternal = input.File.Options.IsInternal };
            return new(hint, ModelEmitter.Emit(GraphBuilder.Build(model), options), []);
        }
        catch (UnsupportedConstructException unsupported)
        {
            return new(hint, null, [new LocatedDiagnostic(unsupported.Diagnostic, source)]);
        }
        catch (EmitException refused)
        {
            return new(hint, null, refused.Diagnostics.Select(d => new LocatedDiagnostic(d, source)).ToEquatableArray());
        }
    }
}

/// <summary>A finding with the text that it is about.</summary>
internal sealed record LocatedDiagnostic(Diagnostic Diagnostic, SourceText Source);
