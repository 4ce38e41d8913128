using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using static SltDsl.CodeGen.Emit.Identifiers;

namespace SltDsl.CodeGen.Emit;

/// <summary>The generated type of derived quantities, and the method that computes it.</summary>
internal sealed class DerivedView(DerivedQuantities derived, BoundModel model)
{
    private readonly DerivedQuantities.Quantity[] _shown = [.. derived.Fixed.Concat(derived.Totals).Concat(derived.PerRow).Where(q => q.IsShown)];

    /// <summary>Writes both; nothing for a model without derived quantities.</summary>
    public void Write(CodeWriter writer)
    {
        if (_shown.Length == 0)
        {
            return;
        }

        var names = PublicNames.Members("Generated", _shown.Select(q => (q.Name, q.Span)));
        writer.Summary("The quantities that follow from parameters and data: one of a row has the row as its first axis.");
        foreach (var (quantity, name) in _shown.Zip(names, (q, n) => (q, n)))
        {
            writer.Line($"/// <param name=\"{name}\">{Documentation(DocumentationOf(quantity) ?? $"{quantity.Name}{(quantity.IsPerRow ? ", of each row" : "")}.")}</param>");
        }

        writer.Line($"public sealed record Generated({string.Join(", ", _shown.Zip(names, (q, n) => $"{Type(q)}{Axes(q, "")} {n}"))});");
        writer.Line();
        writer.Summary("Computes the derived quantities and draws the predictions.");
        writer.Line("/// <param name=\"w\">The parameters.</param>");
        writer.Line("/// <param name=\"data\">The rows.</param>");
        writer.Line("/// <param name=\"random\">The random numbers of the draws.</param>");
        using (writer.Block("public Generated Derive(Params w, Dataset<Row> data, ref SltRandom random)"))
        {
            writer.Line("var layouts = DerivedWith(data);");
            writer.Line("var values = new double[layouts[^1].Offset + layouts[^1].Count];");
            writer.Line("Derive(ValuesOf(w), data, ref random, values);");
            for (var n = 0; n < _shown.Length; n++)
            {
                if (Rank(_shown[n]) > 0)
                {
                    var layout = n;
                    writer.Line($"var part{n} = new {Type(_shown[n])}{Axes(_shown[n], axis => $"layouts[{layout}].Extents[{axis}]")};");
                    writer.Line($"Fill(layouts[{n}], values, part{n});");
                }
            }

            writer.Line($"return new Generated({string.Join(", ", _shown.Select((q, n) => Rank(q) > 0 ? $"part{n}" : $"{(IsInteger(q) ? "(int)" : "")}values[layouts[{n}].Offset]"))});");
        }

        writer.Line();
    }

    private static int Rank(DerivedQuantities.Quantity quantity) => quantity.Value.Extents.Count + (quantity.IsPerRow ? 1 : 0);

    private static bool IsInteger(DerivedQuantities.Quantity quantity) => quantity.Value.ElementKind != ElementKind.Real;

    private static string Type(DerivedQuantities.Quantity quantity) => IsInteger(quantity) ? "int" : "double";

    private static string Axes(DerivedQuantities.Quantity quantity, string each) => Axes(quantity, _ => each);

    private static string Axes(DerivedQuantities.Quantity quantity, Func<int, string> each) =>
        Rank(quantity) == 0 ? "" : $"[{string.Join(",", Enumerable.Range(0, Rank(quantity)).Select(each))}]";

    private string? DocumentationOf(DerivedQuantities.Quantity quantity) => model.Declarations
        .FirstOrDefault(d => d is GenerateDeclaration g ? g.Symbol.Name == quantity.Name : d is LetDeclaration l && l.Symbol.Name == quantity.Name)?.Documentation;
}
