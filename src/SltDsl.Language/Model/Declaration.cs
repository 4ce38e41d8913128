using SltDsl.Language.Text;

namespace SltDsl.Language.Model;

/// <summary>A bound statement.</summary>
/// <param name="Span">The whole statement.</param>
public abstract record Declaration(SourceSpan Span)
{
    /// <summary>The <c>///</c> text before the statement, or null.</summary>
    public string? Documentation { get; init; }

    /// <summary>The <c>@allow</c> attributes of the statement.</summary>
    public EquatableArray<Allowance> Allowances { get; init; } = [];
}

/// <summary><c>@allow(code, "reason")</c>.</summary>
/// <param name="Code">The diagnostic that is silenced.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Span">Where the attribute is written.</param>
public sealed record Allowance(string Code, string Reason, SourceSpan Span);

/// <summary><c>size</c>.</summary>
/// <param name="Symbol">The name.</param>
/// <param name="Value">The value: of a compile-time constant, or the default of a run-time size; null when it is given at run time or read off the data.</param>
/// <param name="IsConstant">Whether the value is fixed when the file is compiled (no sweep range).</param>
/// <param name="Sweep">The sweep range, ends included, or null.</param>
/// <param name="Definition">The written expression when it is more than a literal: constant, in other sizes, or of data columns.</param>
/// <param name="Span">The statement.</param>
public sealed record SizeDeclaration(Symbol Symbol, long? Value, bool IsConstant, (long Low, long High)? Sweep, Expr? Definition, SourceSpan Span) : Declaration(Span)
{
    /// <summary>The value in terms of other sizes, where it follows from run-time ones; else null.</summary>
    public SizeExpr? Follows { get; init; }

    /// <summary>Whether the value is computed from data: arithmetic of sizes and of the sum, maximum or minimum of a <c>data</c> entry or a column.</summary>
    public bool IsFromData { get; init; }

    /// <summary>The names of the indices (<c>@labels</c>), for output files; empty where there are none.</summary>
    public EquatableArray<string> Labels { get; init; } = [];

    /// <summary>The name in data files.</summary>
    public string Column { get; init; } = Symbol.Name;

    /// <summary>The value that build-time analysis uses: the given one, else the first of the range that is at least 2, else 3.</summary>
    public long AnalysedValue => Value ?? (Sweep is { } sweep ? Math.Min(Math.Max(sweep.Low, 2), sweep.High) : 3);
}

/// <summary><c>hyper</c>.</summary>
public sealed record HyperDeclaration(Symbol Symbol, Constraint Constraint, double Default, (double Low, double High)? Sweep, SourceSpan Span) : Declaration(Span);

/// <summary><c>data</c>; with a value it is computed when the data are loaded.</summary>
public sealed record DataDeclaration(Symbol Symbol, Constraint Constraint, Expr? Value, string Column, SourceSpan Span) : Declaration(Span);

/// <summary><c>input</c>; the distribution, when present, is q(x).</summary>
public sealed record InputDeclaration(Symbol Symbol, Constraint Constraint, Distribution? Distribution, string Column, SourceSpan Span) : Declaration(Span);

/// <summary><c>param</c>: a block of w with its prior.</summary>
/// <param name="Symbol">The name and type.</param>
/// <param name="Constraint">The declared set.</param>
/// <param name="Prior">The prior, conditioned on the declared set.</param>
/// <param name="Each">The factorisation indices; empty without <c>each</c>.</param>
/// <param name="TypeSpan">Where the type is written.</param>
/// <param name="Span">The statement.</param>
public sealed record ParameterDeclaration(Symbol Symbol, Constraint Constraint, Distribution Prior, EquatableArray<Iteration> Each, SourceSpan TypeSpan, SourceSpan Span) : Declaration(Span);

/// <summary><c>latent</c>: a finite variable, summed out.</summary>
public sealed record LatentDeclaration(Symbol Symbol, Expr Lower, Expr Upper, Distribution Distribution, EquatableArray<Iteration> Each, SourceSpan Span) : Declaration(Span);

/// <summary><c>let</c>.</summary>
public sealed record LetDeclaration(Symbol Symbol, Expr Value, SourceSpan Span) : Declaration(Span);

/// <summary><c>observe</c>: one factor of p(row | w).</summary>
/// <param name="Symbol">The observed name; an earlier data, input or let when <paramref name="Declares"/> is false.</param>
/// <param name="Declares">Whether the statement declares the name (and so the data must have the column).</param>
/// <param name="Constraint">What the data promise.</param>
/// <param name="Distribution">The factor.</param>
/// <param name="Each">The factorisation indices; empty without <c>each</c>.</param>
/// <param name="Column">The name in data files.</param>
/// <param name="Span">The statement.</param>
public sealed record ObserveDeclaration(Symbol Symbol, bool Declares, Constraint Constraint, Distribution Distribution, EquatableArray<Iteration> Each, string Column, SourceSpan Span)
    : Declaration(Span)
{
    /// <summary>The value that stands for a missing one in the data (<c>@missing</c>), or null.</summary>
    public double? MissingCode { get; init; }
}

/// <summary><c>factor e</c> or <c>factor e ~ d</c>: a factor of the prior.</summary>
public sealed record FactorDeclaration(Expr Value, Distribution? Distribution, SourceSpan Span) : Declaration(Span);

/// <summary><c>require e else "…"</c>, checked when the model is constructed.</summary>
public sealed record RequireDeclaration(Expr Condition, string? Message, SourceSpan Span) : Declaration(Span);

/// <summary><c>truth</c>: a true distribution q.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameSpan">Where the name is written.</param>
/// <param name="Sizes">The sizes that <c>with</c> changes; other sizes are the model's own.</param>
/// <param name="Lets">The truth's own named expressions, in order.</param>
/// <param name="Parameters">The values that <c>set</c> gives, typed at the truth's sizes.</param>
/// <param name="Observations">For an explicit truth, the distribution of each observed name; else empty.</param>
/// <param name="Inputs">The inputs whose q(x) the truth overrides.</param>
/// <param name="Span">The statement.</param>
public sealed record TruthDeclaration(
    string Name,
    SourceSpan NameSpan,
    EquatableArray<TruthSize> Sizes,
    EquatableArray<LetDeclaration> Lets,
    EquatableArray<TruthValue> Parameters,
    EquatableArray<TruthDistribution> Observations,
    EquatableArray<TruthDistribution> Inputs,
    SourceSpan Span) : Declaration(Span)
{
    /// <summary>Whether the truth is given as a point of the model, possibly at other sizes.</summary>
    public bool IsRealisable => Observations.Count == 0;
}

/// <summary>A size that a truth changes.</summary>
public sealed record TruthSize(Symbol Size, long Value, SourceSpan Span);

/// <summary>The value of a parameter at a truth.</summary>
public sealed record TruthValue(Symbol Parameter, Expr Value, SourceSpan Span);

/// <summary>The distribution of an observed name or input under a truth.</summary>
public sealed record TruthDistribution(Symbol Name, Distribution Distribution, SourceSpan Span);

/// <summary><c>phase P where e</c> or <c>phase P at … radius r</c>: a region of parameter space.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameSpan">Where the name is written.</param>
/// <param name="Condition">The region, or null for a ball.</param>
/// <param name="Centre">The point at the centre of a ball (a truth of the model's own sizes, by name, or values), or null.</param>
/// <param name="Radius">The Euclidean radius in natural coordinates over the parameters that are set, or null.</param>
/// <param name="Span">The statement.</param>
public sealed record PhaseDeclaration(string Name, SourceSpan NameSpan, Expr? Condition, EquatableArray<TruthValue>? Centre, Expr? Radius, SourceSpan Span) : Declaration(Span);

/// <summary><c>train</c>: a training run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method"><c>sgd</c>, <c>adam</c> or <c>langevin</c>.</param>
/// <param name="Options">The numeric options by name.</param>
/// <param name="Initial">
/// The distribution of each initial weight, or null. <c>he</c>, <c>glorot</c> and <c>prior</c>, without arguments, and <c>near</c>, with the
/// standard deviation about <see cref="InitialPhase"/>, are schemes rather than families of the table.
/// </param>
/// <param name="Span">The statement.</param>
public sealed record TrainDeclaration(string Name, string Method, EquatableArray<TrainOption> Options, Distribution? Initial, SourceSpan Span) : Declaration(Span)
{
    /// <summary>For initial weights <c>near(P, r)</c>, the phase or truth at whose centre they start; else null.</summary>
    public string? InitialPhase { get; init; }
}

/// <summary>One option of a training run.</summary>
public sealed record TrainOption(string Name, Expr Value);

/// <summary><c>generate</c>: a derived quantity (<paramref name="Value"/>) or a predictive draw (<paramref name="Distribution"/>).</summary>
public sealed record GenerateDeclaration(Symbol Symbol, Expr? Value, Distribution? Distribution, SourceSpan Span) : Declaration(Span);
