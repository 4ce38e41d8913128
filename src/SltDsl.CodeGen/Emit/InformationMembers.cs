using System.Globalization;
using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using static SltDsl.CodeGen.Emit.Identifiers;

namespace SltDsl.CodeGen.Emit;

/// <summary>The members that say what the compiler knows: <c>Info</c>, <c>Schema</c> and <c>Factory</c>.</summary>
internal sealed class InformationMembers(ModelLayout layout, EmitOptions options, string className)
{
    private readonly BoundModel _model = layout.Graph.Model;

    public void Write(CodeWriter writer)
    {
        writer.Line($"private static readonly ModelInfo _info = new({Quote(_model.Name)}, {Quote(options.Path)},");
        writer.Indented(() =>
        {
            List(writer, _model.Parameters.Select(p => $"new({Quote(p.Symbol.Name)}, {Quote(TypeText(p))}, {Place(p.Symbol.Span)})"), ",");
            List(writer, _model.Sizes.Select(s => $"new({Quote(s.Symbol.Name)}, {OrNull(s.Value)}, {Bool(s.IsConstant)})"), ",");
            List(writer, _model.Hypers.Select(h => $"new({Quote(h.Symbol.Name)}, {Real(h.Default)})"), ",");
            List(writer, _model.Truths.Select(t => $"new({Quote(t.Name)}, {Bool(t.IsRealisable)}, {Line(t.NameSpan)})"), ",");
            List(writer, _model.Phases.Select(p => Quote(p.Name)), ");");
        });
        writer.Line();
        writer.Line($"private static readonly DataSchema _schema = new({Quote(options.Path)},");
        writer.Indented(() =>
        {
            List(writer, _model.Sizes.Select(s => $"new({Quote(s.Symbol.Name)}, {OrNull(s.Value)}, {Bool(s.IsConstant)}){Origin(s)}"), ",");
            List(writer, layout.SharedData.Select(d => Entry(d.Symbol, "Shared", d.Constraint, d.Column)), ",");
            List(writer, Columns(), layout.FromRows.Count > 0 ? ") { ComputesFromRows = true };" : ");");
        });
        writer.Line();
        writer.Summary("Makes models; what tools look up in a compiled file.");
        writer.Line("public static ISltModelFactory Factory { get; } = new ModelFactory();");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override ModelInfo Info => _info;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override DataSchema Schema => _schema;");
        writer.Line();
        using (writer.Block("private sealed class ModelFactory : ISltModelFactory"))
        {
            writer.Line("public ModelInfo Info => _info;");
            writer.Line();
            using (writer.Block("public ISltModel Create(DataFile? file = null, IReadOnlyDictionary<string, long>? sizes = null, IReadOnlyDictionary<string, double>? hypers = null)"))
            {
                writer.Line($"var model = new {className}(ModelArguments.From(_info, _schema, file, sizes, hypers));");
                writer.Line("model.CheckShared(file);");
                writer.Line("return model;");
            }
        }

        writer.Line();
        WriteFacts(writer);
    }

    /// <summary>The place for what a build establishes: a second file implements the partial method, so that no edit waits for algebra.</summary>
    private static void WriteFacts(CodeWriter writer)
    {
        writer.Line("private static readonly ModelFacts? _facts = CollectFacts();");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override ModelFacts? BuildFacts => _facts;");
        writer.Line();
        writer.Line("static partial void AddFacts(ref ModelFacts? facts);");
        writer.Line();
        using (writer.Block("private static ModelFacts? CollectFacts()"))
        {
            writer.Line("ModelFacts? facts = null;");
            writer.Line("AddFacts(ref facts);");
            writer.Line("return facts;");
        }

        writer.Line();
    }

    private static void List(CodeWriter writer, IEnumerable<string> items, string end)
    {
        var all = items.ToArray();
        if (all.Length <= 1)
        {
            writer.Line($"[{string.Concat(all)}]{end}");
            return;
        }

        writer.Line("[");
        writer.Indented(() =>
        {
            foreach (var item in all)
            {
                writer.Line($"{item},");
            }
        });
        writer.Line($"]{end}");
    }

    private IEnumerable<string> Columns() => layout.Columns.Select(leaf =>
    {
        var input = _model.Inputs.FirstOrDefault(i => i.Symbol.Equals(leaf.Symbol));
        var observed = _model.Observations.FirstOrDefault(o => o.Symbol.Equals(leaf.Symbol));
        return input is not null
            ? Entry(leaf.Symbol, "Input", input.Constraint, input.Column)
            : Entry(leaf.Symbol, "Observed", observed!.Constraint, observed.Column, observed.MissingCode);
    });

    private string Entry(Symbol symbol, string role, Constraint constraint, string column, double? missingCode = null)
    {
        var element = symbol.Type.Element switch { ElementKind.Bool => "Boolean", ElementKind.Int => "Integer", _ => "Real" };
        var extents = string.Join(", ", symbol.Type.Extents.Select(Extent));
        var settings = new List<string>();
        if (column != symbol.Name)
        {
            settings.Add($"Column = {Quote(column)}");
        }

        if (constraint is BoundConstraint { Lower: not null } or BoundConstraint { Upper: not null })
        {
            settings.Add("IsBounded = true");
        }

        if (missingCode is { } code)
        {
            settings.Add($"MissingCode = {Real(code)}");
        }

        if (constraint is StructureConstraint structure)
        {
            settings.Add($"Structure = DataStructure.{structure.Structure}");
        }

        var rest = settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
        return $"new({Quote(symbol.Name)}, DataRole.{role}, DataElement.{element}, [{extents}], {Line(symbol.Span)}){rest}";
    }

    // A size that follows from others or from data.
    private string Origin(SizeDeclaration size) => size switch
    {
        { Follows: { } extent } => $" {{ Follows = {Extent(extent)} }}",
        { IsFromData: true, Definition: { } definition } => $" {{ Formula = {Formula(definition)} }}",
        _ => "",
    };

    private string Formula(Expr value) => value switch
    {
        Literal literal => $"{(long)literal.Value}L",
        Reference { Symbol.Kind: SymbolKind.Size } size => Quote(size.Symbol.Name),
        Reference data => $"SizeFormula.Max({Quote(ColumnOf(data.Symbol))})",
        Call { Function: Function.Negate, Arguments: [var a] } => $"SizeFormula.Subtract(0L, {Formula(a)})",
        Call { Function: Function.Max or Function.Min or Function.Sum, Arguments: [var entry] } call =>
            $"SizeFormula.{call.Function}({Quote(ColumnOf(((entry as Call)?.Arguments[0] as Reference ?? (Reference)entry).Symbol))})",
        Call { Arguments: [var a, var b] } call => $"SizeFormula.{call.Function}({Formula(a)}, {Formula(b)})",
        _ => throw new InvalidOperationException("A size of data has a form that binding refuses."),
    };

    private string ColumnOf(Symbol symbol) => _model.Declarations.Select(d => d switch
    {
        DataDeclaration data when data.Symbol.Equals(symbol) => data.Column,
        InputDeclaration input when input.Symbol.Equals(symbol) => input.Column,
        ObserveDeclaration observe when observe.Symbol.Equals(symbol) => observe.Column,
        _ => null,
    }).First(c => c is not null)!;

    private static string Extent(SizeExpr size) => size.Terms.Count switch
    {
        0 => "0L",
        1 when size.Terms[0].Factors.Count == 0 => $"{size.Terms[0].Coefficient}L",
        1 when size.Terms[0] is { Coefficient: 1, Factors: [var name] } => Quote(name),
        _ => $"new Extent({Quote(size.ToString())}, [{string.Join(", ", size.Terms.Select(Term))}])",
    };

    private static string Term(SizeTerm term) => $"new({term.Coefficient}L{string.Concat(term.Factors.Select(f => $", {Quote(f)}"))})";

    // As written, so that bounds and structures show.
    private string TypeText(ParameterDeclaration parameter)
    {
        var span = parameter.TypeSpan;
        return span.Length > 0 && span.End <= _model.Source.Text.Length ? _model.Source.Slice(span) : parameter.Symbol.Type.ToString();
    }

    private string Place(SourceSpan span)
    {
        var place = _model.Source.PositionOf(Math.Min(span.Start, _model.Source.Text.Length));
        return $"{place.Line}, {place.Column}";
    }

    private string Line(SourceSpan span) => _model.Source.PositionOf(Math.Min(span.Start, _model.Source.Text.Length)).Line.ToString(CultureInfo.InvariantCulture);

    private static string OrNull(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Real(double value) => ScalarPrinter.Number(value);
}
