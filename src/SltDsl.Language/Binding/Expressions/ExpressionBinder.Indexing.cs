using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Expressions;

/// <content>Elements, slices and gathers.</content>
internal sealed partial class ExpressionBinder
{
    private Expr? BindIndexing(IndexingSyntax indexing)
    {
        var target = BindTarget(indexing.Target, out var isFactorised);
        var subscripts = new List<Subscript>();
        var isBroken = target is null;
        for (var axis = 0; axis < indexing.Indices.Count; axis++)
        {
            var extent = target is not null && axis < target.Type.Rank ? target.Type.Extents[axis] : null;
            var subscript = BindSubscript(indexing.Indices[axis], extent, target);
            isBroken |= subscript is null;
            subscripts.Add(subscript!);
        }

        if (isBroken)
        {
            return null;
        }

        if (subscripts.Count > target!.Type.Rank)
        {
            session.Report(
                TypeDiagnostics.WrongArgumentCount, $"`{Show(target.Type)}` has {Axes(target.Type.Rank)}, found {subscripts.Count} indices", indexing.Span,
                target.Type.Rank == 0 ? "a single number has no elements" : "leave out the surplus indices");
            return null;
        }

        if (isFactorised && !Each!.Allows(session, new Reference(((Reference)target).Symbol, session.Place(indexing.Span)), subscripts.ToEquatableArray(), session.TextOf(indexing)))
        {
            return null;
        }

        if (Selected(target.Type, subscripts, indexing) is not { } type)
        {
            return null;
        }

        var levels = subscripts.SelectMany(s => s switch
        {
            At at => [at.Position.Level],
            Slice slice => [slice.Lower?.Level ?? Level.Constant, slice.Upper?.Level ?? Level.Constant],
            _ => Enumerable.Empty<Level>(),
        });
        return new IndexExpr(target, subscripts.ToEquatableArray(), type, HighestOf([target.Level, .. levels]), session.Place(indexing.Span));
    }

    /// <summary>The target of indices; the name that <c>each</c> factorises is allowed here.</summary>
    private Expr? BindTarget(ExpressionSyntax target, out bool isFactorised)
    {
        isFactorised = false;
        if (Each is { } rule && target is NameExpressionSyntax name && scope.Find(name.Name.Text) is { Symbol: { } symbol } entry && symbol.Equals(rule.Factorised))
        {
            isFactorised = true;
            entry.IsUsed = true;
            return new Reference(symbol, session.Place(name.Span));
        }

        return Bind(target);
    }

    private Subscript? BindSubscript(ExpressionSyntax index, SizeExpr? extent, Expr? target)
    {
        if (index is SliceSyntax slice)
        {
            var lower = slice.Lower is null ? null : BindInteger(slice.Lower, "the start of a slice");
            var upper = slice.Upper is null ? null : BindInteger(slice.Upper, "the end of a slice");
            if ((slice.Lower is not null && lower is null) || (slice.Upper is not null && upper is null))
            {
                return null;
            }

            return IsInRange(lower, 1, extent, slice.Lower, isEnd: true) && IsInRange(upper, 0, extent, slice.Upper, isEnd: false) ? new Slice(lower, upper) : null;
        }

        var position = Bind(index);
        if (position is null)
        {
            return null;
        }

        if (position.Type.Rank > 1)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"an index is an integer or a list of integers, found `{Show(position.Type)}`", index.Span, "index axis by axis, as in `M[i, j]`");
            return null;
        }

        if (position.Type.Element == ElementKind.Real)
        {
            ReportNotInteger(index, "an index");
            return null;
        }

        return position.Type.Rank > 0 || target is null || IsInRange(position, 1, extent, index, isEnd: false) ? new At(position) : null;
    }

    /// <summary>Whether an index may be in range; reports one that cannot be.</summary>
    private bool IsInRange(Expr? position, long least, SizeExpr? extent, ExpressionSyntax? syntax, bool isEnd)
    {
        if (position is null || syntax is null || IsGuarded)
        {
            return true;
        }

        if (SizeConversion.Of(session, position) is not { } size)
        {
            return IsDeclaredInRange(position, extent, syntax);
        }

        var room = extent is null ? null : TryAdd(extent, isEnd ? 1 : 0, size);
        var isTooSmall = session.Sizes.IsAtLeast(size, least) == Proof.Fails || LowestIsBelow(size, least);
        if (isTooSmall || (room is not null && (session.Sizes.IsAtLeast(room, 0) == Proof.Fails || LowestIsBelow(room, 0))))
        {
            session.Report(
                ShapeDiagnostics.IndexOutOfRange,
                isTooSmall ? $"index `{session.TextOf(syntax)}` is below {least}" : $"index `{session.TextOf(syntax)}` is beyond the size `{extent}`",
                syntax.Span,
                isTooSmall ? "indices count from 1" : "change the index or the range that it runs over");
            return false;
        }

        return true;
    }

    /// <summary>Whether the declared bounds of a name keep it in range; reports bounds that do not.</summary>
    private bool IsDeclaredInRange(Expr position, SizeExpr? extent, ExpressionSyntax syntax)
    {
        if (position is not Reference { Symbol: { Type.Rank: 0 } symbol } || !session.Constraints.TryGetValue(symbol, out var constraint) || constraint is not BoundConstraint bounds)
        {
            return true;
        }

        var lower = bounds.Lower is null ? null : SizeConversion.Of(session, bounds.Lower);
        var upper = bounds.Upper is null ? null : SizeConversion.Of(session, bounds.Upper);
        var isBelow = lower is not null && session.Sizes.IsAtLeast(lower, 1) == Proof.Fails;
        var room = upper is null || extent is null ? null : TryAdd(extent, 0, upper);
        if (!isBelow && (room is null || session.Sizes.IsAtLeast(room, 0) != Proof.Fails))
        {
            return true;
        }

        session.Report(
            ShapeDiagnostics.IndexOutOfRange, isBelow ? $"index `{symbol.Name}` may be {lower}, below 1" : $"index `{symbol.Name}` may be {upper}, beyond the size `{extent}`", syntax.Span,
            d => d with { Related = [new(symbol.Span, "its bounds are declared here")], Help = $"declare it as `int<lower=1, upper={extent}>`" });
        return false;
    }

    // An index that runs over its whole range reaches its ends, so there the extreme itself decides.
    private bool LowestIsBelow(SizeExpr size, long bound) => session.Sizes.LeastReached(size) is { } least && least < bound;

    private static SizeExpr? TryAdd(SizeExpr extent, long more, SizeExpr position)
    {
        try
        {
            return extent + SizeExpr.Constant(more) - position;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private SltType? Selected(SltType type, List<Subscript> subscripts, IndexingSyntax indexing)
    {
        var (array, tensor) = (new List<SizeExpr>(), new List<SizeExpr>());
        for (var axis = 0; axis < type.Rank; axis++)
        {
            SizeExpr? extent = type.Extents[axis];
            if (axis < subscripts.Count)
            {
                switch (subscripts[axis])
                {
                    case At { Position.Type.Rank: 0 }:
                        continue;
                    case At at:
                        extent = at.Position.Type.Extents[0];
                        break;
                    case Slice slice:
                        extent = Length(slice, extent);
                        break;
                }
            }

            if (extent is null)
            {
                session.Report(
                    ShapeDiagnostics.ConstantSizeRequired, "the length of a slice must follow from sizes and indices", indexing.Indices[axis].Span,
                    "declare what it depends on as a `size`");
                return null;
            }

            (axis < type.ArrayExtents.Count ? array : tensor).Add(extent);
        }

        var kind = tensor.Count switch { 0 => TensorKind.Scalar, 2 => TensorKind.Matrix, _ => type.Tensor == TensorKind.Covector ? TensorKind.Covector : TensorKind.Vector };
        return new SltType(type.Element, kind, array.ToArray(), tensor.ToArray());
    }

    private SizeExpr? Length(Slice slice, SizeExpr extent)
    {
        var lower = slice.Lower is null ? SizeExpr.Constant(1) : SizeConversion.Of(session, slice.Lower);
        var upper = slice.Upper is null ? extent : SizeConversion.Of(session, slice.Upper);
        return lower is null || upper is null ? null : TryAdd(upper, 1, lower);
    }

    private static string Axes(int count) => count == 1 ? "1 axis" : $"{count} axes";
}
