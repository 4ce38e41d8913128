using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Distributions;

/// <content>Distributions made from distributions.</content>
internal sealed partial class DistributionBinder
{
    private const long MostStates = 1_000;

    private Distribution? BindCombinator(CallSyntax call, SltType value)
    {
        var span = session.Place(call.Span);
        switch (call.Function.Text)
        {
            case "mixture" when Arguments(call) is [var weights, LambdaSyntax { Parameters.Count: 1 } body]:
                return BindMixture(call, weights, body, value);
            case "hmm" when Arguments(call) is [var start, var transition, LambdaSyntax { Parameters.Count: 1 } body]:
                return BindChain(call, start, transition, body, value);
            case "enumerate" when call.Arguments is [{ Form: ArgumentForm.Index } index, { Form: ArgumentForm.Positional } probability, { Form: ArgumentForm.Positional } body]:
                return BindEnumerated(call, index, probability.Value, body.Value, value);
            case "truncate" or "censor" when Bounded(call) is var (body, lower, upper):
                return BindBounded(call, body, lower, upper, value);
            case "zero_inflated" when Arguments(call) is [var probability, var body]:
                var (p, inner) = (Number(probability, "the probability of 0"), Bind(body, value));
                return p is null || inner is null ? null : new ZeroInflatedDistribution(p, inner, span);
            case "product" when Arguments(call) is [ListSyntax list]:
                return BindProduct(call, list, value);
            case "affine" when Arguments(call) is [var body, var shift, var scale]:
                return BindAffine(call, body, shift, scale, value);
            case "axis" when Arguments(call) is [var length, var body]:
                return BindAxis(call, length, body, value);
            default:
                session.Report(
                    TypeDiagnostics.WrongArgumentCount, $"`{call.Function.Text}` is written `{Combinators.Usage(call.Function.Text)}`", call.Span,
                    $"write `{Combinators.Usage(call.Function.Text)}`");
                return null;
        }
    }

    private static ExpressionSyntax[] Arguments(CallSyntax call) =>
        call.Arguments.All(a => a.Form == ArgumentForm.Positional) ? [.. call.Arguments.Select(a => a.Value)] : [];

    /// <summary>The body and the bounds of <c>truncate</c> or <c>censor</c>; bounds may be named and left out.</summary>
    private static (ExpressionSyntax Body, ExpressionSyntax? Lower, ExpressionSyntax? Upper)? Bounded(CallSyntax call)
    {
        if (call.Arguments.Count is < 2 or > 3 || call.Arguments[0].Form != ArgumentForm.Positional)
        {
            return null;
        }

        ExpressionSyntax? lower = null, upper = null;
        for (var n = 1; n < call.Arguments.Count; n++)
        {
            var argument = call.Arguments[n];
            var name = argument.Form == ArgumentForm.Positional ? (n == 1 ? "lo" : "hi") : argument.Name!.Text;
            if ((name == "lo" ? lower : upper) is not null || name is not ("lo" or "hi") || argument.Form == ArgumentForm.Index)
            {
                return null;
            }

            _ = name == "lo" ? lower = argument.Value : upper = argument.Value;
        }

        return (call.Arguments[0].Value, lower, upper);
    }

    private DistributionBinder With(Symbol symbol) => new(session, expressions.In(expressions.Scope.With(symbol)));

    private Symbol NewIndex(NameSyntax name, SizeExpr upper)
    {
        var index = session.NewIndex(name, SltType.Int, Level.Size);
        session.Sizes.Range(index, SizeExpr.Constant(1), upper);
        return index;
    }

    private Expr? Number(ExpressionSyntax syntax, string what) => expressions.BindScalar(syntax, what);

    private Expr? Probabilities(ExpressionSyntax syntax, int rank, string what)
    {
        if (expressions.Bind(syntax) is not { } value)
        {
            return null;
        }

        if (value.Type.Rank != rank || value.Type.Tensor == TensorKind.Covector)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"{what} are {(rank == 1 ? "a vector" : "a matrix")}, found `{value.Type}`", syntax.Span, rank == 1 ? "a `simplex`, or a list such as `[p, 1 - p]`" : "a `row_stochastic_matrix`");
            return null;
        }

        return value;
    }

    private MixtureDistribution? BindMixture(CallSyntax call, ExpressionSyntax weights, LambdaSyntax body, SltType value)
    {
        if (Probabilities(weights, 1, "the weights") is not { } w)
        {
            return null;
        }

        var component = NewIndex(body.Parameters[0], w.Type.Extents[0]);
        var inner = With(component).Bind(body.Body, value);
        return inner is not null && HasFewStates(w.Type.Extents[0], weights) ? new MixtureDistribution(w, component, inner, session.Place(call.Span)) : null;
    }

    private HiddenMarkovDistribution? BindChain(CallSyntax call, ExpressionSyntax start, ExpressionSyntax transition, LambdaSyntax body, SltType value)
    {
        var (first, next) = (Probabilities(start, 1, "the probabilities of the first state"), Probabilities(transition, 2, "the transition probabilities"));
        if (value.Rank == 0)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`hmm` is for a sequence, found `{value}`", call.Span, "declare the observed name as `vector[T]` or `array[T] int`");
            return null;
        }

        if (first is null || next is null)
        {
            return null;
        }

        var states = first.Type.Extents[0];
        foreach (var extent in next.Type.Extents)
        {
            if (!ShapeReports.SameSize(session, states, extent, transition.Span, $"the transition probabilities are `{next.Type}`", "numbers of states"))
            {
                return null;
            }
        }

        var state = NewIndex(body.Parameters[0], states);
        var emission = With(state).Bind(body.Body, TypeRules.ElementOf(value));
        return emission is not null && HasFewStates(states, start) ? new HiddenMarkovDistribution(first, next, state, emission, session.Place(call.Span)) : null;
    }

    private EnumeratedDistribution? BindEnumerated(CallSyntax call, ArgumentSyntax index, ExpressionSyntax probability, ExpressionSyntax body, SltType value)
    {
        var scope = new NameScope(expressions.Scope);
        var iteration = index.Value is RangeSyntax range ? expressions.BindIteration(index.Name!, range, scope) : null;
        var within = expressions.In(scope);
        var p = within.BindScalar(probability, "a probability");
        var inner = new DistributionBinder(session, within).Bind(body, value);
        if (iteration is null || p is null || inner is null)
        {
            return null;
        }

        var count = SizeConversion.Of(session, iteration.Upper) is { } upper && SizeConversion.Of(session, iteration.Lower) is { } lower ? upper - lower + SizeExpr.Constant(1) : null;
        return count is null || HasFewStates(count, index.Value) ? new EnumeratedDistribution(iteration, p, inner, session.Place(call.Span)) : null;
    }

    /// <summary>Whether a sum over states is short enough; else reports it.</summary>
    public bool HasFewStates(SizeExpr count, SyntaxNode place)
    {
        if (session.Sizes.Value(count) is not > MostStates)
        {
            return true;
        }

        session.Report(DistributionDiagnostics.TooManyStates, $"summing out needs {session.Sizes.Value(count)} states, the limit is {MostStates}", place.Span, "use fewer states, or a continuous parameter");
        return false;
    }

    private Distribution? BindBounded(CallSyntax call, ExpressionSyntax body, ExpressionSyntax? lower, ExpressionSyntax? upper, SltType value)
    {
        var inner = Bind(body, value);
        var lo = lower is null ? null : Number(lower, "the lower end");
        var hi = upper is null ? null : Number(upper, "the upper end");
        if (inner is null || (lower is not null && lo is null) || (upper is not null && hi is null))
        {
            return null;
        }

        if (NoMass(inner, value) is { } reason)
        {
            session.Report(TypeDiagnostics.NoOverload, $"no form of `{call.Function.Text}` takes {reason}", body.Span, "it is for families with a distribution function, and for one number also for mixtures of them and choices between them");
            return null;
        }

        var (from, to) = (lo is Call or Literal && IsInfinite(lo, -1) ? null : lo, hi is Call or Literal && IsInfinite(hi, 1) ? null : hi);
        var span = session.Place(call.Span);
        return call.Function.Text == "truncate" ? new TruncatedDistribution(inner, from, to, span) : new CensoredDistribution(inner, from, to, span);
    }

    // What has no mass between two bounds in closed form, or null.
    private static string? NoMass(Distribution distribution, SltType value) => distribution switch
    {
        FamilyDistribution family => FamilySignatures.Find(family.Family) is { HasIntervalMass: true } ? null : $"`{family.Family}`",
        _ when value.Rank > 0 => "a distribution that is made of others for a vector",
        MixtureDistribution mixture => NoMass(mixture.Body, value),
        EnumeratedDistribution enumerated => NoMass(enumerated.Body, value),
        ConditionalDistribution choice => NoMass(choice.Then, value) ?? NoMass(choice.Else, value),
        _ => "this distribution",
    };

    private static bool IsInfinite(Expr expr, int sign) => expr switch
    {
        Literal { Value: var value } => double.IsInfinity(value) && Math.Sign(value) == sign,
        Call { Function: Function.Negate, Arguments: [var inner] } => IsInfinite(inner, -sign),
        _ => false,
    };

    private Distribution? BindProduct(CallSyntax call, ListSyntax list, SltType value)
    {
        if (value.Rank == 0)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`product` is for vectors and arrays, found `{value}`", call.Span, "give the value an extent");
            return null;
        }

        var (element, span) = (TypeRules.ElementOf(value), session.Place(call.Span));
        if (list.Elements is [ComprehensionSyntax comprehension])
        {
            if (comprehension.Clauses.Count > 1)
            {
                session.Report(ToolDiagnostics.NotSupported, "a `product` over two indices is not supported", list.Span, "nest them: `product([product([d for j in 1:m]) for i in 1:n])`");
                return null;
            }

            var scope = new NameScope(expressions.Scope);
            var clause = comprehension.Clauses[0];
            var iteration = expressions.BindIteration(clause.Name, clause.Range, scope);
            var body = new DistributionBinder(session, expressions.In(scope)).Bind(comprehension.Body, element);
            return iteration is null || body is null || !HasLength(iteration, value, list) ? null : new IndexedProductDistribution(iteration, body, span);
        }

        var factors = list.Elements.Select(e => Bind(e, element)).ToArray();
        return factors.All(f => f is not null)
            && ShapeReports.SameSize(session, SizeExpr.Constant(factors.Length), value.Extents[0], list.Span, $"`product` has {factors.Length} factors, the value is `{value}`", "lengths")
            ? new ProductDistribution(factors.Select(f => f!).ToEquatableArray(), span)
            : null;
    }

    private bool HasLength(Iteration iteration, SltType value, ListSyntax list)
    {
        if (SizeConversion.Of(session, iteration.Lower) is not { } lower || SizeConversion.Of(session, iteration.Upper) is not { } upper)
        {
            session.Report(ShapeDiagnostics.ConstantSizeRequired, "the range of a `product` must follow from sizes", list.Span, "run over `1:n` with a size `n`");
            return false;
        }

        return ShapeReports.SameSize(session, SizeExpr.Constant(1), lower, list.Span, "the range of a `product` starts at 1", "starts")
            && ShapeReports.SameSize(session, upper, value.Extents[0], list.Span, $"the value is `{value}`", "lengths");
    }

    private AffineDistribution? BindAffine(CallSyntax call, ExpressionSyntax body, ExpressionSyntax shift, ExpressionSyntax scale, SltType value)
    {
        var inner = Bind(body, value);
        var (a, b) = (Number(shift, "the shift"), Number(scale, "the scale"));
        if (inner is null || a is null || b is null)
        {
            return null;
        }

        if (value.Element != ElementKind.Real)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`affine` has `real` values, found `{value}`", call.Span, "declare the name as `real`");
            return null;
        }

        return new AffineDistribution(inner, a, b, session.Place(call.Span));
    }

    private AxisDistribution? BindAxis(CallSyntax call, ExpressionSyntax length, ExpressionSyntax body, SltType value)
    {
        var n = expressions.BindInteger(length, "the number of coordinates");
        var inner = Bind(body, SltType.Real);
        var size = n is null ? null : expressions.SizeOf(n, length);
        if (value.Rank != 1)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`axis` is for a vector, found `{value}`", call.Span, "declare the input as `vector[n]`");
            return null;
        }

        return n is not null && inner is not null && size is not null
            && ShapeReports.SameSize(session, size, value.Extents[0], length.Span, $"`axis` has `{size}` coordinates, the value is `{value}`", "lengths")
            ? new AxisDistribution(n, inner, session.Place(call.Span))
            : null;
    }
}
