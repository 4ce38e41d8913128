using SltDsl.Language.Binding.Distributions;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Statements;

/// <summary>Binds what is computed: <c>let</c>, <c>generate</c> and <c>fun</c>.</summary>
internal sealed class DerivedStatements(BindingSession session)
{
    private ExpressionBinder Expressions => new(session, session.Global);

    /// <summary>Binds <c>let</c> at the top level.</summary>
    public LetDeclaration? Bind(LetSyntax syntax)
    {
        var declaration = Bind(syntax, Expressions);
        if (declaration is null)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
        }
        else
        {
            DeclaredNames.Define(session, syntax.Name, declaration.Symbol, syntax, reportUnused: true);
        }

        return declaration;
    }

    /// <summary>Binds a <c>let</c> without defining its name.</summary>
    public LetDeclaration? Bind(LetSyntax syntax, ExpressionBinder binder)
    {
        var type = syntax.Type is null ? null : TypeBinder.Bind(session, binder, syntax.Type);
        var value = binder.Bind(syntax.Value);
        if (value is null || (syntax.Type is not null && (type is null || !binder.Conforms(value, type.Type, syntax.Value.Span, "this value"))))
        {
            return null;
        }

        var symbol = new Symbol(syntax.Name.Text, SymbolKind.Let, session.NewId(), type?.Type ?? value.Type, value.Level, session.Place(syntax.Name.Span));
        session.LetValues[symbol] = value;
        session.Constraints[symbol] = type?.Constraint ?? Constraint.None;
        LetChecks.Report(session, syntax, session.Constraints[symbol], value);
        return new LetDeclaration(symbol, value, syntax.Span);
    }

    /// <summary>Binds <c>generate</c>.</summary>
    public GenerateDeclaration? Bind(GenerateSyntax syntax)
    {
        var type = TypeBinder.Bind(session, Expressions, syntax.Type);
        if (type is null)
        {
            DeclaredNames.DefineUnknown(session, syntax.Name);
            return null;
        }

        var binder = new ExpressionBinder(session, session.Global) { ColumnLevel = Level.Parameter };
        Expr? value = null;
        Distribution? distribution = null;
        if (syntax.IsDraw)
        {
            distribution = new DistributionBinder(session, binder).Bind(syntax.Value, type.Type);
        }
        else
        {
            value = binder.Bind(syntax.Value);
            value = value is not null && binder.Conforms(value, type.Type, syntax.Value.Span, "this value") ? value : null;
        }

        var level = value?.Level ?? (distribution is null ? Level.Parameter : ExprTree.AllExpressions(distribution).Select(e => e.Level).Append(Level.Parameter).Max());
        var symbol = new Symbol(syntax.Name.Text, SymbolKind.Generated, session.NewId(), type.Type, level, syntax.Name.Span);
        DeclaredNames.Define(session, syntax.Name, symbol, syntax, reportUnused: false);
        return value is null && distribution is null ? null : new GenerateDeclaration(symbol, value, distribution, syntax.Span);
    }

    /// <summary>Makes a function known, so that statements before and after it may call it.</summary>
    public void Register(FunSyntax syntax, SourceText? file)
    {
        var name = syntax.Name;
        if (BuiltInNames.IsKnown(name.Text))
        {
            session.Report(NameDiagnostics.BuiltInName, $"`{name.Text}` is a built-in function or family", name.Span, $"choose another name, such as `{name.Text}_`");
        }
        else if (session.Functions.TryGetValue(name.Text, out var earlier))
        {
            DeclaredNames.ReportDuplicate(session, name, session.Place(earlier.Syntax.Name.Span));
        }
        else
        {
            session.Functions.Add(name.Text, new FunctionDefinition(syntax, file) { IsUsed = file is not null });
        }
    }

    /// <summary>Checks a function for arguments of any size.</summary>
    public void Check(FunSyntax syntax)
    {
        if (session.Functions.TryGetValue(syntax.Name.Text, out var function) && ReferenceEquals(function.Syntax, syntax))
        {
            Check(function);
        }
    }

    private void Check(FunctionDefinition function)
    {
        var (sizes, errors) = (session.Sizes, session.Diagnostics.Count(d => d.Severity == Severity.Error));
        session.Sizes = sizes.Fork();
        session.IsGeneric = true;
        var scope = new NameScope(session.Global);
        var binder = new ExpressionBinder(session, scope) { Calls = new InlinedCall(function.Syntax.Name.Text, null) };
        var areParametersBound = true;
        foreach (var parameter in function.Syntax.Parameters)
        {
            areParametersBound &= Declare(parameter, scope, binder);
        }

        var result = binder.BindBody(function.Syntax);
        session.Sizes = sizes;
        session.IsGeneric = false;
        function.IsBroken = (result is null || !areParametersBound) && session.Diagnostics.Count(d => d.Severity == Severity.Error) > errors;
    }

    private bool Declare(FunParameterSyntax parameter, NameScope scope, ExpressionBinder binder)
    {
        foreach (var extent in parameter.Type.ArrayDimensions.Concat(parameter.Type.Dimensions).OfType<NameExpressionSyntax>())
        {
            if (ExpressionBinder.TakesExtent(scope, extent.Name.Text))
            {
                // A name of its own in shapes: it must not meet a size of the file that is declared later.
                var size = session.NewIndex(extent.Name, SltType.Int, Level.Size);
                scope.Define(new NameEntry(extent.Name.Text, extent.Name.Span) { Symbol = size });
            }
        }

        var type = TypeBinder.Bind(session, binder, parameter.Type);
        if (scope.FindOwn(parameter.Name.Text) is { } earlier)
        {
            DeclaredNames.ReportDuplicate(session, parameter.Name, session.Place(earlier.Span));
        }

        var symbol = type is null ? null : new Symbol(parameter.Name.Text, SymbolKind.Let, session.NewId(), type.Type, Level.Data, session.Place(parameter.Name.Span));
        scope.Define(new NameEntry(parameter.Name.Text, parameter.Name.Span) { Symbol = symbol });
        return type is not null;
    }
}
