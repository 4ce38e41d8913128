using System.Text.RegularExpressions;
using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Levels;
using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Binding.Truths;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding;

/// <summary>What all parts of one binding share: the names so far, the facts about sizes, and the findings.</summary>
internal sealed class BindingSession
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<(string Code, SourceSpan Span, string Message)> _reported = [];
    private (SourceText Source, SourceSpan Call)? _imported;
    private int _silent;
    private int _lastId;

    public BindingSession(SourceText source, BindingOptions options)
    {
        Source = source;
        Options = options;
        Names = new NameLookup(this);
        Sizes = new SizeFacts();
        Levels = new LevelRules(this);
        PhaseChecks = new PhaseChecks(this);
    }

    /// <summary>The file's own text.</summary>
    public SourceText Source { get; }

    /// <summary>What the file does not say itself.</summary>
    public BindingOptions Options { get; }

    /// <summary>The names of the file.</summary>
    public NameScope Global { get; } = new();

    /// <summary>Finds names.</summary>
    public NameLookup Names { get; }

    /// <summary>What may depend on what.</summary>
    public LevelRules Levels { get; }

    /// <summary>Compares phases.</summary>
    public PhaseChecks PhaseChecks { get; }

    /// <summary>What is known about sizes.</summary>
    public SizeFacts Sizes { get; set; }

    /// <summary>The functions of the file and its imports.</summary>
    public Dictionary<string, FunctionDefinition> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>The values of <c>let</c> names.</summary>
    public Dictionary<Symbol, Expr> LetValues { get; } = [];

    /// <summary>The defaults of hyperparameters.</summary>
    public Dictionary<Symbol, double> HyperDefaults { get; } = [];

    /// <summary>The number of states of latent variables; of each member, for arrays.</summary>
    public Dictionary<Symbol, long> LatentStates { get; } = [];

    /// <summary>The distributions of latent variables.</summary>
    public Dictionary<Symbol, Distribution> LatentDistributions { get; } = [];

    /// <summary>The priors of parameters.</summary>
    public Dictionary<Symbol, Distribution> Priors { get; } = [];

    /// <summary>Where the type of a name that has no bounds could take some.</summary>
    public Dictionary<Symbol, SourceSpan> TypeKeywords { get; } = [];

    /// <summary>The values that hyperparameters may take: default and sweep.</summary>
    public Dictionary<Symbol, Interval> HyperRanges { get; } = [];

    /// <summary>The declared sets of names.</summary>
    public Dictionary<Symbol, Constraint> Constraints { get; } = [];

    /// <summary>The parameters, in file order.</summary>
    public List<Symbol> Parameters { get; } = [];

    /// <summary>The observed names, in file order.</summary>
    public List<Symbol> Observed { get; } = [];

    /// <summary>The names that have one value per row: their sizes belong to the data.</summary>
    public HashSet<Symbol> RowNames { get; } = [];

    /// <summary>The truths, by name.</summary>
    public Dictionary<string, TruthDeclaration> Truths { get; } = new(StringComparer.Ordinal);

    /// <summary>The truths whose statement could not be read.</summary>
    public HashSet<string> BrokenTruths { get; } = new(StringComparer.Ordinal);

    /// <summary>The training runs.</summary>
    public HashSet<string> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>The sizes that follow from others.</summary>
    public List<Symbol> DefinedSizes { get; } = [];

    /// <summary>The files that have been imported.</summary>
    public HashSet<string> ImportedFiles { get; } = new(StringComparer.Ordinal);

    /// <summary>The phases, by name.</summary>
    public Dictionary<string, SourceSpan> Phases { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether something is observed, or would be but for an error.</summary>
    public bool HasObservation { get; set; }

    /// <summary>The statement that is being bound.</summary>
    public SourceSpan CurrentStatement { get; set; }

    /// <summary>How many functions have been inlined, against explosive nesting.</summary>
    public int InlinedCalls { get; set; }

    /// <summary>The functions whose statement could not be read.</summary>
    public HashSet<string> UnreadableFunctions { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a function is being checked on its own, for all sizes of its arguments.</summary>
    public bool IsGeneric { get; set; }

    /// <summary>Whether an error has been reported.</summary>
    public bool HasErrors => _diagnostics.Any(d => d.Severity == Severity.Error);

    /// <summary>The sizes of inlined expressions.</summary>
    public ExprSizes ExprSizes { get; } = new();

    /// <summary>Whether the text that is being bound belongs to an imported file.</summary>
    public bool IsInImportedText => _imported is not null;

    /// <summary>The findings so far.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>A number that no other symbol of the model has.</summary>
    public int NewId() => ++_lastId;

    /// <summary>A new index.</summary>
    public Symbol NewIndex(NameSyntax name, SltType type, Level level)
    {
        var symbol = new Symbol(name.Text, SymbolKind.Index, NewId(), type, level, Place(name.Span));
        Sizes.Name(symbol);
        return symbol;
    }

    /// <summary>Notes the declared set of a name.</summary>
    public void Constrain(Symbol symbol, Constraint constraint, TypeSyntax type)
    {
        Constraints[symbol] = constraint;
        if (type is { Bounds.Count: 0, Keyword: TypeKeyword.Real or TypeKeyword.Int or TypeKeyword.Vector or TypeKeyword.Matrix })
        {
            TypeKeywords[symbol] = type.KeywordSpan;
        }
    }

    /// <summary>A place in the file's own text: that of the call for text of an imported file.</summary>
    public SourceSpan Place(SourceSpan span) => _imported?.Call ?? span;

    /// <summary>The text of a node, in whichever file it stands.</summary>
    public string TextOf(SyntaxNode node) => (_imported?.Source ?? Source).Slice(node.Span);

    /// <summary>Binds a part of an imported file on behalf of a call.</summary>
    public T InFile<T>(SourceText? file, SourceSpan call, Func<T> bind)
    {
        var before = _imported;
        _imported ??= file is null ? null : (file, call);
        try
        {
            return bind();
        }
        finally
        {
            _imported = before;
        }
    }

    /// <summary>Binds without reporting anything.</summary>
    public T Silently<T>(Func<T> bind)
    {
        _silent++;
        try
        {
            return bind();
        }
        finally
        {
            _silent--;
        }
    }

    /// <summary>Reports a finding, once for its place.</summary>
    public void Report(DiagnosticDescriptor descriptor, string message, SourceSpan span, string? help = null) =>
        Report(descriptor, message, span, d => d with { Help = help });

    /// <summary>Reports a finding with more to say, once for its place.</summary>
    public void Report(DiagnosticDescriptor descriptor, string message, SourceSpan span, Func<Diagnostic, Diagnostic> complete)
    {
        var place = Place(span);
        if (_silent == 0 && _reported.Add((descriptor.Code, place, message)))
        {
            var diagnostic = complete(new Diagnostic(descriptor, WithoutMarks(message), place));
            _diagnostics.Add(diagnostic with
            {
                Help = diagnostic.Help is { } help ? WithoutMarks(help) : null,
                Fixes = IsInImportedText ? [] : diagnostic.Fixes,
            });
        }
    }

    /// <summary>Reports a word that is not known, with the nearest one that is.</summary>
    public void ReportMisspelt(DiagnosticDescriptor descriptor, string message, SourceSpan span, string? nearest, string? help) =>
        Report(descriptor, nearest is null ? message : $"{message}; did you mean `{nearest}`?", span, d => d with
        {
            Help = nearest is null ? help : $"write `{nearest}`",
            Fixes = nearest is null ? [] : [new($"Change to `{nearest}`", [new(Place(span), nearest)])],
        });

    // Indices in shapes carry a number that tells equal names apart (see Symbol.SizeName).
    private static string WithoutMarks(string text) => Regex.Replace(text, @"(?<=\w)#\d+", "");
}
