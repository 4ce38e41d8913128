using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>A statement.</summary>
/// <param name="Span">From the leading word to the last token; attributes and the semicolon are outside.</param>
public abstract record StatementSyntax(SourceSpan Span) : SyntaxNode(Span)
{
    /// <summary>The attributes before the statement.</summary>
    public EquatableArray<AttributeSyntax> Attributes { get; init; } = [];

    /// <summary>The <c>///</c> text before the statement, lines joined by LF, or null.</summary>
    public string? Documentation { get; init; }
}

/// <summary>A statement that could not be read; the parser has reported why.</summary>
/// <param name="Keyword">The leading word, as written.</param>
/// <param name="Names">The name that it would have declared, if that much could be read, so that its uses are not reported too.</param>
/// <param name="Span">All that was skipped.</param>
public sealed record MalformedStatementSyntax(string Keyword, EquatableArray<NameSyntax> Names, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>slt 1</c>: the version of the language.</summary>
/// <param name="Version">The number.</param>
/// <param name="Span">The statement.</param>
public sealed record VersionSyntax(NumberSyntax Version, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>model Name</c>.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Span">The statement.</param>
public sealed record ModelSyntax(NameSyntax Name, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>import "path"</c>.</summary>
/// <param name="Path">The path relative to the importing file.</param>
/// <param name="Span">The statement.</param>
public sealed record ImportSyntax(StringSyntax Path, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>size name = value in range</c>.</summary>
/// <param name="Name">The size.</param>
/// <param name="Value">Its value or default, or null.</param>
/// <param name="Sweep">The sweep range, or null.</param>
/// <param name="Span">The statement.</param>
public sealed record SizeSyntax(NameSyntax Name, ExpressionSyntax? Value, RangeSyntax? Sweep, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>hyper type name = value in [lower, upper]</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">The default.</param>
/// <param name="Sweep">The sweep interval, or null.</param>
/// <param name="Span">The statement.</param>
public sealed record HyperSyntax(TypeSyntax Type, NameSyntax Name, ExpressionSyntax Value, IntervalSyntax? Sweep, SourceSpan Span)
    : StatementSyntax(Span);

/// <summary><c>[lower, upper]</c> after <c>in</c>.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Span">Brackets included.</param>
public sealed record IntervalSyntax(ExpressionSyntax Lower, ExpressionSyntax Upper, SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>data type name = value</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">How it is computed, or null when it is read.</param>
/// <param name="Span">The statement.</param>
public sealed record DataSyntax(TypeSyntax Type, NameSyntax Name, ExpressionSyntax? Value, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>input type name ~ distribution</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">The name.</param>
/// <param name="Distribution">q(x), or null.</param>
/// <param name="Span">The statement.</param>
public sealed record InputSyntax(TypeSyntax Type, NameSyntax Name, ExpressionSyntax? Distribution, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>param type name each … ~ prior</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">The name.</param>
/// <param name="Each">The indices of <c>each</c>; empty without.</param>
/// <param name="Prior">The prior.</param>
/// <param name="Span">The statement.</param>
public sealed record ParamSyntax(
    TypeSyntax Type, NameSyntax Name, EquatableArray<IndexClauseSyntax> Each, ExpressionSyntax Prior, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>latent type name each … ~ distribution</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">The name.</param>
/// <param name="Each">The indices of <c>each</c>; empty without.</param>
/// <param name="Distribution">The distribution that is summed over.</param>
/// <param name="Span">The statement.</param>
public sealed record LatentSyntax(
    TypeSyntax Type, NameSyntax Name, EquatableArray<IndexClauseSyntax> Each, ExpressionSyntax Distribution, SourceSpan Span)
    : StatementSyntax(Span);

/// <summary><c>let type name = value</c>, at the top, in a function or in a truth.</summary>
/// <param name="Type">The type, or null when it is inferred.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">What it stands for.</param>
/// <param name="Span">The statement.</param>
public sealed record LetSyntax(TypeSyntax? Type, NameSyntax Name, ExpressionSyntax Value, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>observe type name each … ~ distribution</c>.</summary>
/// <param name="Type">The type, or null when the name is declared before.</param>
/// <param name="Name">The name.</param>
/// <param name="Each">The indices of <c>each</c>; empty without.</param>
/// <param name="Distribution">One factor of p(row | w).</param>
/// <param name="Span">The statement.</param>
public sealed record ObserveSyntax(
    TypeSyntax? Type, NameSyntax Name, EquatableArray<IndexClauseSyntax> Each, ExpressionSyntax Distribution, SourceSpan Span)
    : StatementSyntax(Span);

/// <summary><c>factor value</c> or <c>factor value ~ distribution</c>.</summary>
/// <param name="Value">A log density, or what is distributed.</param>
/// <param name="Distribution">Its distribution, or null.</param>
/// <param name="Span">The statement.</param>
public sealed record FactorSyntax(ExpressionSyntax Value, ExpressionSyntax? Distribution, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>require condition else "message"</c>.</summary>
/// <param name="Condition">What must hold.</param>
/// <param name="Message">What to say where it does not, or null.</param>
/// <param name="Span">The statement.</param>
public sealed record RequireSyntax(ExpressionSyntax Condition, StringSyntax? Message, SourceSpan Span) : StatementSyntax(Span);

/// <summary>A function.</summary>
/// <param name="ReturnType">The type of the result.</param>
/// <param name="Name">The name.</param>
/// <param name="Parameters">The parameters in order.</param>
/// <param name="Lets">The named expressions before <c>return</c>; empty for the short form.</param>
/// <param name="Result">The result.</param>
/// <param name="Span">The statement.</param>
public sealed record FunSyntax(
    TypeSyntax ReturnType,
    NameSyntax Name,
    EquatableArray<FunParameterSyntax> Parameters,
    EquatableArray<LetSyntax> Lets,
    ExpressionSyntax Result,
    SourceSpan Span) : StatementSyntax(Span);

/// <summary>A parameter of a function.</summary>
/// <param name="Type">Its type; sizes that are not declared are taken from the argument.</param>
/// <param name="Name">Its name.</param>
public sealed record FunParameterSyntax(TypeSyntax Type, NameSyntax Name) : SyntaxNode(Type.Span.To(Name.Span));

/// <summary><c>truth Name { … }</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Body">What it sets.</param>
/// <param name="Span">The statement.</param>
public sealed record TruthSyntax(NameSyntax Name, PointSyntax Body, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>phase Name …</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Region">The region of W.</param>
/// <param name="Span">The statement.</param>
public sealed record PhaseSyntax(NameSyntax Name, RegionSyntax Region, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>train Name = run</c>.</summary>
/// <param name="Name">The name of the run.</param>
/// <param name="Run">The call that describes it.</param>
/// <param name="Span">The statement.</param>
public sealed record TrainSyntax(NameSyntax Name, ExpressionSyntax Run, SourceSpan Span) : StatementSyntax(Span);

/// <summary><c>generate type name = value</c> or <c>~ distribution</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">The name.</param>
/// <param name="IsDraw">Whether it is a draw (<c>~</c>) rather than a value.</param>
/// <param name="Value">The value or the distribution.</param>
/// <param name="Span">The statement.</param>
public sealed record GenerateSyntax(TypeSyntax Type, NameSyntax Name, bool IsDraw, ExpressionSyntax Value, SourceSpan Span)
    : StatementSyntax(Span);
