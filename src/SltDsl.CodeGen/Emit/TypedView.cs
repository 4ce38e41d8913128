using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using static SltDsl.CodeGen.Emit.Identifiers;

namespace SltDsl.CodeGen.Emit;

/// <summary>The generated types of a model: parameters, rows, sizes, hyperparameters, shared data, truths and phases, with what converts them.</summary>
internal sealed class TypedView
{
    private readonly ModelLayout _layout;
    private readonly string _class;
    private readonly BoundModel _model;
    private readonly IReadOnlyList<Member> _parameters;
    private readonly IReadOnlyList<Member> _columns;
    private readonly IReadOnlyList<Member> _shared;
    private readonly IReadOnlyList<(SizeDeclaration Size, string Name)> _sizes;
    private readonly IReadOnlyList<(HyperDeclaration Hyper, string Name)> _hypers;

    public TypedView(ModelLayout layout, string className)
    {
        (_layout, _class, _model) = (layout, className, layout.Graph.Model);
        _parameters = Members("Params", layout.Graph.Parameters.Select(p => (p.Leaf, p.Declaration.Documentation)));
        _columns = Members("Row", layout.Columns.Select(c => (c, DocumentationOf(c.Symbol))));
        var fromRows = layout.FromRows.Select(d => _model.Declarations.OfType<DataDeclaration>().First(e => e.Symbol.Name == d.Name));
        var shared = layout.SharedData.Concat(fromRows).Select(d => (new Leaf(d.Symbol, d.Symbol.Type.Extents.Select(_ => (Scalar)0).ToArray()), d.Documentation));
        _shared = Members("Shared", shared);
        var sizes = _model.Sizes.Where(s => !s.IsConstant && s.Follows is null).ToArray();
        _sizes = [.. sizes.Zip(PublicNames.Members("Sizes", sizes.Select(s => (s.Symbol.Name, s.Symbol.Span))), (s, n) => (s, n)).OrderBy(s => s.s.Value is not null)];
        var hypers = _model.Hypers.ToArray();
        _hypers = [.. hypers.Zip(PublicNames.Members("Hypers", hypers.Select(s => (s.Symbol.Name, s.Symbol.Span))), (h, n) => (h, n))];
    }

    /// <summary>Whether the sizes must be given.</summary>
    private bool NeedsSizes => _sizes.Any(s => s.Size.Value is null);

    public void Write(CodeWriter writer)
    {
        Types(writer);
        Construction(writer);
        Conversions(writer);
    }

    private static IReadOnlyList<Member> Members(string type, IEnumerable<(Leaf Leaf, string? Documentation)> leaves)
    {
        var all = leaves.ToArray();
        var names = PublicNames.Members(type, all.Select(l => (l.Leaf.Name, l.Leaf.Symbol.Span)));
        return [.. all.Zip(names, (l, name) => new Member(l.Leaf, name, l.Documentation))];
    }

    private string? DocumentationOf(Symbol symbol) =>
        _model.Inputs.FirstOrDefault(i => i.Symbol.Equals(symbol))?.Documentation ?? _model.Observations.FirstOrDefault(o => o.Symbol.Equals(symbol))?.Documentation;

    private void Types(CodeWriter writer)
    {
        Record(writer, "The parameters.", "public sealed record Params", _parameters);
        Record(writer, "One row: inputs, then observed values.", "public readonly record struct Row", _columns);
        if (_shared.Count > 0)
        {
            Record(writer, "The data that all rows share.", "public sealed record Shared", _shared);
        }

        if (_sizes.Count > 0)
        {
            Record(
                writer, "The sizes that are not fixed by the model.", "public sealed record Sizes",
                _sizes.Select(s => (s.Name, $"int {s.Name}{(s.Size.Value is { } value ? $" = {value}" : "")}", s.Size.Documentation ?? $"The size {s.Size.Symbol.Name}.")));
        }

        if (_hypers.Count > 0)
        {
            Record(
                writer, "The hyperparameters.", "public sealed record Hypers",
                _hypers.Select(h => (h.Name, $"double {h.Name} = {ScalarPrinter.Number(h.Hyper.Default)}", h.Hyper.Documentation ?? $"The hyperparameter {h.Hyper.Symbol.Name}.")));
        }

        var truths = PublicNames.Members("Truths", _model.Truths.Select(t => (t.Name, t.NameSpan)));
        if (truths.Count > 0)
        {
            writer.Summary("The true distributions.");
            using (writer.Block("public static class Truths"))
            {
                foreach (var (truth, name) in _model.Truths.Zip(truths, (t, n) => (t, n)))
                {
                    writer.Summary(Documentation(truth.Documentation ?? $"The truth {truth.Name}."));
                    writer.Line($"public static Truth<Row> {name} {{ get; }} = new({Quote(truth.Name)});");
                }
            }

            writer.Line();
        }

        var phases = PublicNames.Members("Phase", _model.Phases.Select(p => (p.Name, p.NameSpan)), "Other");
        writer.Summary("The regions of parameter space.");
        using (writer.Block("public enum Phase"))
        {
            writer.Line("/// <summary>None of the others.</summary>");
            writer.Line("Other,");
            foreach (var (phase, name) in _model.Phases.Zip(phases, (p, n) => (p, n)))
            {
                writer.Summary(Documentation(phase.Documentation ?? $"The phase {phase.Name}."));
                writer.Line($"{name},");
            }
        }

        writer.Line();
    }

    private static void Record(CodeWriter writer, string summary, string head, IReadOnlyList<Member> members) => Record(
        writer, summary, head, members.Select(m => (m.Name, $"{m.TypeName} {m.Name}", m.Documentation ?? $"{m.Leaf.Symbol.Type} {m.Leaf.Name}.")));

    private static void Record(CodeWriter writer, string summary, string head, IEnumerable<(string Name, string Declaration, string Documentation)> members)
    {
        var all = members.ToArray();
        writer.Summary(summary);
        foreach (var (name, _, documentation) in all)
        {
            writer.Line($"/// <param name=\"{name}\">{Documentation(documentation)}</param>");
        }

        writer.Line($"{head}({string.Join(", ", all.Select(m => m.Declaration))});");
        writer.Line();
    }

    private void Construction(CodeWriter writer)
    {
        var parameters = new List<string>();
        writer.Summary("The model.");
        if (_shared.Count > 0)
        {
            writer.Line("/// <param name=\"shared\">The data that all rows share.</param>");
            parameters.Add("Shared shared");
        }

        if (_sizes.Count > 0)
        {
            writer.Line($"/// <param name=\"sizes\">The sizes{(NeedsSizes ? "" : "; the defaults when null")}.</param>");
            parameters.Add(NeedsSizes ? "Sizes sizes" : "Sizes? sizes = null");
        }

        if (_hypers.Count > 0)
        {
            writer.Line("/// <param name=\"hypers\">The hyperparameters; the defaults when null.</param>");
            parameters.Add("Hypers? hypers = null");
        }

        writer.Line("/// <exception cref=\"ModelException\">A requirement of the model does not hold.</exception>");
        using (writer.Block($"public {_class}({string.Join(", ", parameters)}) : this(new ModelArguments({SizeArguments()}, {HyperArguments()}, {SharedArguments()}))"))
        {
        }

        writer.Line();
        writer.Summary("The model whose shared data, and sizes without a value, are those of a data file.");
        writer.Line("/// <param name=\"file\">The data.</param>");
        if (_hypers.Count > 0)
        {
            writer.Line("/// <param name=\"hypers\">The hyperparameters; the defaults when null.</param>");
        }

        writer.Line("/// <exception cref=\"DataException\">The file does not fit (SLT07xx).</exception>");
        writer.Line($"public static {_class} For(DataFile file{(_hypers.Count > 0 ? ", Hypers? hypers = null" : "")}) =>");
        writer.Line($"    new(ModelArguments.From(_info, _schema, file, null, {(_hypers.Count > 0 ? HyperArguments() : "null")}));");
        writer.Line();
    }

    private string SizeArguments()
    {
        var entries = _model.Sizes.Where(s => s.Follows is null).Select(s => $"[{Quote(s.Symbol.Name)}] = {Value(s)}").ToArray();
        var given = $"new Dictionary<string, long>{(entries.Length == 0 ? "()" : $" {{ {string.Join(", ", entries)} }}")}";
        return _model.Sizes.Any(s => s.Follows is not null) ? $"_schema.WithFollowing({given})" : given;

        string Value(SizeDeclaration size) => size.IsConstant
            ? $"{size.Value ?? size.AnalysedValue}"
            : $"{(NeedsSizes ? "sizes" : "(sizes ?? new())")}.{_sizes.First(s => s.Size == size).Name}";
    }

    private string HyperArguments()
    {
        var entries = _hypers.Select(h => $"[{Quote(h.Hyper.Symbol.Name)}] = (hypers ?? new()).{h.Name}").ToArray();
        return $"new Dictionary<string, double>{(entries.Length == 0 ? "()" : $" {{ {string.Join(", ", entries)} }}")}";
    }

    private string SharedArguments() =>
        $"new Dataset(1, [{string.Join(", ", _shared.Select(m => m.Rank == 0 ? $"[shared.{m.Name}]" : m.IsInteger ? $"[.. Reals(shared.{m.Name})]" : $"[.. Elements<double>(shared.{m.Name})]"))}])";

    private void Conversions(CodeWriter writer)
    {
        writer.Line("/// <summary>The phase that holds the parameters: the first in file order.</summary>");
        writer.Line("/// <param name=\"w\">The parameters.</param>");
        writer.Line("public Phase Classify(Params w) => (Phase)Classify(ValuesOf(w));");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Build(
            writer, "public override Params FromValues(ReadOnlySpan<double> values)", "Params", _parameters, "Parameters",
            (_, n) => $"values[Parameters[{n}].Offset]", (n, array) => $"Take({n}, values, {array})");
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override void WriteValues(Params w, Span<double> values)"))
        {
            for (var n = 0; n < _parameters.Count; n++)
            {
                var member = _parameters[n];
                writer.Line(member.Rank == 0 ? $"values[Parameters[{n}].Offset] = w.{member.Name};" : $"Put({n}, w.{member.Name}, values);");
            }
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Build(
            writer, "protected override Row ReadRow(Dataset data, int row)", "Row", _columns, "Columns",
            (m, n) => $"{(m.IsInteger ? "(int)" : "")}data.Columns[{n}][row]", (n, array) => $"TakeRow({n}, data, row, {array})");
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override void WriteRow(Row value, Dataset data, int row)"))
        {
            for (var n = 0; n < _columns.Count; n++)
            {
                var member = _columns[n];
                writer.Line(member.Rank == 0 ? $"data.Columns[{n}][row] = value.{member.Name};" : $"PutRow({n}, value.{member.Name}, data, row);");
            }
        }

        writer.Line();
    }

    private static void Build(
        CodeWriter writer, string signature, string type, IReadOnlyList<Member> members, string layouts,
        Func<Member, int, string> scalar, Func<int, string, string> fill)
    {
        using (writer.Block(signature))
        {
            for (var n = 0; n < members.Count; n++)
            {
                if (members[n].Rank > 0)
                {
                    var element = members[n].IsInteger ? "int" : "double";
                    var extents = string.Join(", ", Enumerable.Range(0, members[n].Rank).Select(axis => $"{layouts}[{n}].Extents[{axis}]"));
                    writer.Line($"var part{n} = new {element}[{extents}];");
                    writer.Line($"{fill(n, $"part{n}")};");
                }
            }

            writer.Line($"return new {type}({string.Join(", ", members.Select((m, n) => m.Rank == 0 ? scalar(m, n) : $"part{n}"))});");
        }

        writer.Line();
    }

    private sealed record Member(Leaf Leaf, string Name, string? Documentation)
    {
        public int Rank => Leaf.Symbol.Type.Rank;

        public bool IsInteger => Leaf.ElementKind != ElementKind.Real;

        public string TypeName => $"{(IsInteger ? "int" : "double")}{(Rank == 0 ? "" : $"[{new string(',', Rank - 1)}]")}";
    }
}
