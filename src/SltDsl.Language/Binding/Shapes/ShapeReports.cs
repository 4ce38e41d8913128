using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Shapes;

/// <summary>Findings about sizes that should agree or are too large.</summary>
internal static class ShapeReports
{
    private const long LargestValue = 10_000_000;

    /// <summary>Whether two sizes agree; reports those that differ, and warns where it cannot be proved.</summary>
    public static bool SameSize(BindingSession session, SizeExpr left, SizeExpr right, SourceSpan span, string what, string which, string? help = null)
    {
        switch (session.Sizes.AreEqual(left, right))
        {
            case Proof.Holds:
                return true;
            case Proof.Undecided when session.IsGeneric:
                return true;
            case Proof.Undecided:
                session.Report(ShapeDiagnostics.UnprovenSizes, $"cannot prove sizes `{left}` and `{right}` equal", span, d => d with
                {
                    Related = Declarations(session, left, right),
                    Help = $"state it: `require {left} == {right};`",
                    Fixes = IsWritable(session, left) && IsWritable(session, right) && !session.IsInImportedText
                        ? [new("Require it", [new(new SourceSpan(session.CurrentStatement.Start, 0), $"require {left} == {right};\n")])]
                        : [],
                });
                return true;
            default:
                session.Report(ShapeDiagnostics.ShapeMismatch, $"{what}: {which} {Shown(session, left)} and {Shown(session, right)} differ", span, d => d with
                {
                    Related = Declarations(session, left, right),
                    Help = help ?? "make the shapes agree",
                });
                return false;
        }
    }

    /// <summary>Whether a value of this type is small enough to be held; else reports it.</summary>
    public static bool IsHoldable(BindingSession session, SltType type, SourceSpan span)
    {
        var count = 1.0;
        foreach (var extent in type.Extents)
        {
            count *= Math.Max(session.Sizes.Value(extent) ?? 1, 0);
        }

        if (count <= LargestValue)
        {
            return true;
        }

        session.Report(ShapeDiagnostics.SizeTooLarge, $"`{type}` exceeds 10_000_000 elements", span, "a file describes one row: rows are not an axis of its types");
        return false;
    }

    private static string Shown(BindingSession session, SizeExpr size) =>
        size.IsConstant || session.Sizes.Value(size) is not { } value ? $"`{size}`" : $"`{size}` (= {value})";

    private static bool IsWritable(BindingSession session, SizeExpr size) => size.Names.All(n => session.Sizes.SymbolOf(n)?.Kind == SymbolKind.Size);

    private static EquatableArray<RelatedSpan> Declarations(BindingSession session, SizeExpr left, SizeExpr right) => left.Names.Concat(right.Names)
        .Distinct()
        .Select(session.Sizes.SymbolOf)
        .Where(s => s is { Kind: SymbolKind.Size })
        .Select(s => new RelatedSpan(s!.Span, $"`{s.Name}` is declared here"))
        .ToEquatableArray();
}
