using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Statements;
using SltDsl.Language.Binding.Truths;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding;

/// <summary>Binds the statements of one file in order.</summary>
internal sealed class ModelBinder
{
    private readonly SyntaxTree _tree;
    private readonly BindingOptions _options;
    private readonly BindingSession _session;
    private readonly List<Declaration> _declarations = [];
    private ModelSyntax? _model;

    public ModelBinder(SyntaxTree tree, BindingOptions options)
    {
        _tree = tree;
        _options = options;
        _session = new BindingSession(tree.Source, options);
    }

    /// <summary>The model and the findings.</summary>
    public BindingResult Bind()
    {
        _session.Names.Announce(_tree.Statements.SelectMany(s => DeclaredBy(s).Select(n => (n, s.Span))));
        RegisterFunctions();
        foreach (var statement in _tree.Statements)
        {
            BindWithAttributes(statement);
        }

        if (!_session.HasObservation && !_tree.IsLibrary && !_tree.Statements.Any(s => s is MalformedStatementSyntax) && (_tree.Statements.Count > 0 || _tree.Diagnostics.Count == 0))
        {
            ReportNothingObserved();
        }

        if (!_tree.IsLibrary)
        {
            UnusedNames.Report(_session);
        }

        var diagnostics = new Allowances(_session, _tree).Apply(_session.Diagnostics);
        var hasErrors = diagnostics.Concat(_tree.Diagnostics).Any(d => d.Severity == Severity.Error);
        return new(hasErrors || _tree.IsLibrary ? null : Model(), diagnostics);
    }

    private static IEnumerable<NameSyntax> DeclaredBy(StatementSyntax statement) => statement switch
    {
        SizeSyntax s => [s.Name],
        HyperSyntax s => [s.Name],
        DataSyntax s => [s.Name],
        InputSyntax s => [s.Name],
        ParamSyntax s => [s.Name],
        LatentSyntax s => [s.Name],
        LetSyntax s => [s.Name],
        ObserveSyntax { Type: not null } s => [s.Name],
        GenerateSyntax s => [s.Name],
        _ => [],
    };

    private void RegisterFunctions()
    {
        foreach (var function in _tree.Statements.OfType<FunSyntax>())
        {
            new DerivedStatements(_session).Register(function, null);
        }

        foreach (var malformed in _tree.Statements.OfType<MalformedStatementSyntax>())
        {
            var names = malformed.Names.Select(n => n.Text);
            (malformed.Keyword == "truth" ? _session.BrokenTruths : _session.UnreadableFunctions).UnionWith(names);
        }
    }

    private void BindWithAttributes(StatementSyntax statement)
    {
        _session.CurrentStatement = statement.Span;
        StatementAttributes.Check(_session, statement);
        var declaration = Bind(statement, out var declares);
        if (declaration is not null)
        {
            _declarations.Add(StatementAttributes.Attach(_session, declaration, statement));
        }
        else if (declares && !_session.HasErrors && _tree.Diagnostics.All(d => d.Severity != Severity.Error))
        {
            _session.Report(ToolDiagnostics.NotSupported, "this statement is not supported", statement.Span, "please report it, with the file");
        }
    }

    private Declaration? Bind(StatementSyntax statement, out bool declares)
    {
        declares = true;
        switch (statement)
        {
            case SizeSyntax size:
                return new SizeStatements(_session).Bind(size);
            case HyperSyntax hyper:
                return new KnownStatements(_session).Bind(hyper);
            case DataSyntax data:
                return new KnownStatements(_session).Bind(data);
            case InputSyntax input:
                return new KnownStatements(_session).Bind(input);
            case RequireSyntax require:
                return new KnownStatements(_session).Bind(require);
            case ParamSyntax parameter:
                return new ModelStatements(_session).Bind(parameter);
            case LatentSyntax latent:
                return new ModelStatements(_session).Bind(latent);
            case ObserveSyntax observe:
                return new ModelStatements(_session).Bind(observe);
            case FactorSyntax factor:
                return new ModelStatements(_session).Bind(factor);
            case LetSyntax let:
                return new DerivedStatements(_session).Bind(let);
            case GenerateSyntax generate:
                return new DerivedStatements(_session).Bind(generate);
            case TruthSyntax truth:
                return new TruthBinder(_session).Bind(truth);
            case PhaseSyntax phase:
                return new PhaseBinder(_session).Bind(phase);
            case TrainSyntax train:
                return new TrainStatement(_session).Bind(train);
            default:
                declares = false;
                BindOther(statement);
                return null;
        }
    }

    private void BindOther(StatementSyntax statement)
    {
        switch (statement)
        {
            case FunSyntax function:
                new DerivedStatements(_session).Check(function);
                break;
            case ImportSyntax import:
                _declarations.AddRange(new Imports(_session).Bind(import));
                break;
            case ModelSyntax when _model is not null:
                DeclaredNames.ReportDuplicate(_session, ((ModelSyntax)statement).Name, _model.Name.Span);
                break;
            case ModelSyntax model:
                _model = model;
                break;
            case MalformedStatementSyntax malformed:
                _session.HasObservation |= malformed.Keyword == "observe";
                foreach (var name in malformed.Names.Where(n => _session.Global.FindOwn(n.Text) is null))
                {
                    _session.Global.DefineUnknown(name.Text, name.Span);
                }

                break;
        }
    }

    private void ReportNothingObserved()
    {
        var place = _model?.Name.Span ?? (_tree.Statements.Count > 0 ? _tree.Statements[0].Span : new SourceSpan(0, 0));
        _session.Report(ModelDiagnostics.NothingObserved, "nothing is observed", place, "say what a row of the data is: `observe real y ~ normal(mu, 1);`");
    }

    private BoundModel Model() => new(
        _model?.Name.Text ?? _options.DefaultModelName, _model?.Name.Span ?? new SourceSpan(0, 0), _tree.Source, _declarations.ToArray())
    {
        Documentation = _model?.Documentation,
        IsSingular = _model?.Attributes.Any(a => a.Name.Text == "singular") ?? false,
        Allowances = _model is null ? [] : Allowances.Read(_model),
    };
}
