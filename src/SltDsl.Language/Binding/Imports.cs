using SltDsl.Language.Binding.Statements;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding;

/// <summary>Binds <c>import</c>: the functions and constant sizes of another file.</summary>
internal sealed class Imports(BindingSession session)
{
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Binds the statement; gives the sizes that it brings in.</summary>
    public IReadOnlyList<Declaration> Bind(ImportSyntax import)
    {
        var sizes = new List<Declaration>();
        Read(session.Source.Path, import.Path.Value, import, sizes);
        return sizes;
    }

    private void Read(string importer, string path, ImportSyntax import, List<Declaration> sizes)
    {
        var name = ImportGraph.Resolve(importer, path);
        if (name == ImportGraph.Normalise(session.Source.Path) || !_open.Add(name))
        {
            Fail(import, $"the import of `{path}` is cyclic", "move what both files need into a third");
            return;
        }

        if (session.Options.Import?.Invoke(name) is not { } source)
        {
            Fail(import, $"cannot find `{path}`", importer == session.Source.Path
                ? "the path is relative to this file, and the imported file belongs to the project"
                : $"the path is relative to `{importer}`, and the imported file belongs to the project");
            _open.Remove(name);
            return;
        }

        var tree = SltParser.Parse(source);
        if (tree.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error)
        {
            Fail(import, $"`{path}` has an error at {source.PositionOf(error.Span.Start)}: {error.Message}", $"run `slt check {name}`");
            _open.Remove(name);
            return;
        }

        if (session.ImportedFiles.Add(name))
        {
            session.InFile(source, import.Path.Span, () => BindStatements(tree, path, import, sizes));
        }

        _open.Remove(name);
    }

    private int BindStatements(SyntaxTree tree, string path, ImportSyntax import, List<Declaration> sizes)
    {
        foreach (var function in tree.Statements.OfType<FunSyntax>())
        {
            new DerivedStatements(session).Register(function, tree.Source);
        }

        foreach (var statement in tree.Statements)
        {
            switch (statement)
            {
                case VersionSyntax or FunSyntax:
                    break;
                case ImportSyntax inner:
                    Read(tree.Source.Path, inner.Path.Value, import, sizes);
                    break;
                case SizeSyntax { Sweep: null, Value: not null } size when new SizeStatements(session).Bind(size) is { } declaration:
                    sizes.Add(declaration with { Span = import.Span });
                    break;
                case SizeSyntax { Sweep: null, Value: not null }:
                    break;
                default:
                    Fail(import, $"`{path}` holds more than functions and constant sizes", "a file that is imported declares `fun` and `size` only");
                    return 0;
            }
        }

        foreach (var function in tree.Statements.OfType<FunSyntax>())
        {
            new DerivedStatements(session).Check(function);
        }

        return sizes.Count;
    }

    private void Fail(ImportSyntax import, string message, string help) => session.Report(NameDiagnostics.ImportFailed, message, import.Path.Span, help);
}
