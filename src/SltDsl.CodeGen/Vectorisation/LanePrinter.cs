using SltDsl.CodeGen.Emit;
using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Vectorisation;

/// <summary>
/// Writes a loop over rows as a method that computes as many rows at once as there are lanes. Branches on a row's own
/// values become choices lane by lane; sums over rows are kept lane by lane and added up at the end.
/// </summary>
internal sealed class LanePrinter
{
    private readonly RowLanes _rows;
    private readonly MethodNames _names;
    private readonly ScratchFields _scratch;
    private readonly LaneExpressions _lanes;
    private readonly Dictionary<Buffer, (Buffer Field, string Reference)> _memory = [];
    private readonly Dictionary<Buffer, string> _columns = [];
    private readonly List<Buffer> _sums = [];
    private readonly Dictionary<Local, string?> _maskOfDeclaration = [];
    private readonly List<string> _references = [];

    public LanePrinter(RowLanes rows, ModelLayout layout, ScratchFields scratch, IReadOnlyList<string> arguments, IReadOnlyDictionary<Local, string> given)
    {
        (_rows, _scratch) = (rows, scratch);
        _names = new MethodNames(layout, scratch, [.. arguments, "T", "rows", "start", "count", "place"], given);
        _lanes = new LaneExpressions(rows, _names, Reference);
    }

    /// <summary>Writes the method.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">The kernel's parameters, with their types.</param>
    /// <param name="isGiven">Whether a variable is one of those.</param>
    /// <param name="writer">Where to write.</param>
    public void Print(string name, string arguments, Func<Local, bool> isGiven, CodeWriter writer)
    {
        var more = _rows.Given.Where(l => !isGiven(l) && !_rows.Sums.Contains(l)).Select(l => $"{TypeName(l.Kind)} {_names.Of(l)}").ToArray();
        var sums = _rows.Sums.Select(l => (Local: l, Name: _names.Of(l))).ToArray();
        var laneSums = sums.ToDictionary(s => s.Local, s => _names.Take($"{s.Name}Lanes"));
        var body = writer.Beside();
        body.Indented(() => PrintRows(laneSums, body));
        var end = writer.Beside();
        end.Indented(() =>
        {
            foreach (var sum in sums)
            {
                end.Line($"{sum.Name} += {laneSums[sum.Local]}.Sum();");
            }

            foreach (var sum in _sums)
            {
                AddUp(sum, end);
            }
        });
        writer.Summary("Its rows, as many at once as there are lanes; the number of rows that are done is returned.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block(
            $"private int {name}<T>({string.Join(", ", new[] { arguments }.Concat(more).Concat(sums.Select(s => $"ref double {s.Name}")))})\n        where T : struct, ILanes<T>"))
        {
            writer.Line("var rows = data.Rows;");
            foreach (var declaration in _names.Declarations.Where(d => d != "var rows = data.Rows;"))
            {
                writer.Line(declaration);
            }

            foreach (var reference in _references)
            {
                writer.Line(reference);
            }

            foreach (var sum in _sums)
            {
                writer.Line($"{_scratch.Of(_memory[sum].Field)}.Clear();");
            }

            foreach (var sum in sums)
            {
                writer.Line($"var {laneSums[sum.Local]} = T.Create(0.0);");
            }

            writer.Line();
            writer.Append(body);
            writer.Line();
            writer.Append(end);
            writer.Line(IsByBlock ? "return whole;" : "return row;");
        }

        writer.Line();
    }

    private bool IsByBlock => _rows.Body.Any(s => s is Multiply);

    private void PrintRows(IReadOnlyDictionary<Local, string> sums, CodeWriter writer)
    {
        if (!IsByBlock)
        {
            writer.Line("var row = 0;");
            using (writer.Block("for (; row <= rows - T.Count; row += T.Count)"))
            {
                PrintAll(_rows.Body, null, sums, writer);
            }

            return;
        }

        writer.Line("var whole = rows / T.Count * T.Count;");
        using (writer.Block("for (var start = 0; start < whole; start += RowProducts.BlockRows)"))
        {
            writer.Line("// Products of parameters with the data, for a block of rows at once.");
            writer.Line("var count = Math.Min(RowProducts.BlockRows, whole - start);");
            foreach (var multiply in _rows.Body.OfType<Multiply>())
            {
                writer.Line($"RowProducts.Multiply<T>({_names.Of(multiply.Matrix)}, {_names.Of(multiply.Vector)}, rows, start, count, {FieldOf(multiply.Target)});");
            }

            foreach (var clear in _rows.Body.OfType<Clear>().Where(c => c.Buffer.IsByBlock))
            {
                writer.Line($"{FieldOf(clear.Buffer)}.Clear();");
            }

            using (writer.Block("for (var row = start; row < start + count; row += T.Count)"))
            {
                writer.Line("var place = row - start;");
                PrintAll([.. _rows.Body.Where(s => s is not (Multiply or AddOuter or Clear { Buffer.IsByBlock: true }))], null, sums, writer);
            }

            foreach (var outer in _rows.Body.OfType<AddOuter>())
            {
                writer.Line($"RowProducts.AddOuter<T>({FieldOf(outer.Adjoint)}, {_names.Of(outer.Vector)}, rows, start, count, {_names.Of(outer.MatrixAdjoint)});");
            }
        }
    }

    private string FieldOf(Buffer buffer)
    {
        _ = MemoryOf(buffer);
        return _scratch.Of(_memory[buffer].Field);
    }

    private void AddUp(Buffer sum, CodeWriter writer)
    {
        var reference = _memory[sum].Reference;
        if (sum.IsScalar)
        {
            writer.Line($"{_names.Scalars.Print(new Load(sum, 0))} += T.Load(ref {reference}, 0).Sum();");
            return;
        }

        var index = _names.Take("element");
        using (writer.Block($"for (var {index} = 0; {index} < {_names.Scalars.Print(sum.Count)}; {index}++)"))
        {
            writer.Line($"{_names.Of(sum)}[{index}] += T.Load(ref {reference}, {index} * T.Count).Sum();");
        }
    }

    private void PrintAll(IReadOnlyList<Statement> statements, string? mask, IReadOnlyDictionary<Local, string> sums, CodeWriter writer)
    {
        foreach (var statement in statements)
        {
            Print(statement, mask, sums, writer);
        }
    }

    private void Print(Statement statement, string? mask, IReadOnlyDictionary<Local, string> sums, CodeWriter writer)
    {
        // What is declared under a mask is not seen outside it; a mask further in counts.
        string? MaskOf(Local local) => _maskOfDeclaration[local] == mask ? null : mask;
        _lanes.Active = mask;
        switch (statement)
        {
            case Declare declare:
                _maskOfDeclaration[declare.Local] = mask;
                Print(declare, writer);
                break;
            case Assign assign when _rows.IsVarying(assign.Local):
                var value = assign switch
                {
                    { Local.Kind: ValueKind.Bool } => _lanes.Mask(assign.Value),
                    { IsOfNumbers: true, Value: Apply { Primitive: Primitive.Max, Arguments: [var a, var b] } } => $"T.Larger({_lanes.Number(a)}, {_lanes.Number(b)})",
                    _ => _lanes.Number(assign.Value),
                };
                writer.Line($"{_names.Of(assign.Local)} = {Masked(MaskOf(assign.Local), value, _names.Of(assign.Local))};");
                break;
            case Assign assign:
                writer.Line($"{_names.Of(assign.Local)} = {_names.Scalars.As(assign.Local.Kind, assign.Value)};");
                break;
            case Increase increase when sums.TryGetValue(increase.Local, out var sum):
                Add(sum, increase.Value, mask, writer);
                break;
            case Increase increase when _rows.IsVarying(increase.Local):
                Add(_names.Of(increase.Local), increase.Value, MaskOf(increase.Local), writer);
                break;
            case Increase increase:
                writer.Line($"{_names.Of(increase.Local)} += {_names.Scalars.As(increase.Local.Kind, increase.Value)};");
                break;
            case Store store:
                var (target, place) = (Reference(store.Buffer), _lanes.Position(store.Buffer, store.Index));
                writer.Line($"({Masked(mask, _lanes.Number(store.Value), $"T.Load(ref {target}, {place})")}).Store(ref {target}, {place});");
                break;
            case Accumulate accumulate:
                Print(accumulate, mask, writer);
                break;
            case Clear clear:
                writer.Line($"{FieldOf(clear.Buffer)}.Clear();");
                break;
            case Loop loop:
                Print(loop, mask, sums, writer);
                break;
            case If condition:
                Print(condition, mask, sums, writer);
                break;
            case StorePointwise pointwise:
                using (writer.Block("if (!pointwise.IsEmpty)"))
                {
                    writer.Line($"({_lanes.Number(pointwise.Value)}).Store(ref pointwise[0], row);");
                }

                break;
        }
    }

    private void Print(Declare declare, CodeWriter writer)
    {
        var (local, name) = (declare.Local, _names.Of(declare.Local));
        if (!_rows.IsVarying(local))
        {
            writer.Line(declare.Value is null ? $"{TypeName(local.Kind)} {name};" : $"{TypeName(local.Kind)} {name} = {_names.Scalars.As(local.Kind, declare.Value)};");
            return;
        }

        var value = declare.Value switch
        {
            null => "T.Create(0.0)",
            _ when local.Kind == ValueKind.Bool => _lanes.Mask(declare.Value),
            _ => _lanes.Number(declare.Value),
        };
        writer.Line($"var {name} = {value};");
    }

    private void Print(Accumulate accumulate, string? mask, CodeWriter writer)
    {
        var buffer = accumulate.Buffer;
        if (_rows.IsVarying(accumulate.Index))
        {
            writer.Line($"T.ScatterAdd({_lanes.Chosen(buffer, accumulate.Index)}, {Masked(mask, _lanes.Number(accumulate.Value), "T.Create(0.0)")});");
            return;
        }

        var target = buffer.IsRow ? Reference(buffer) : SumOf(buffer);
        var place = buffer.IsRow || !buffer.IsScalar ? _lanes.Position(buffer, accumulate.Index) : "0";
        var (value, isNegated) = accumulate.Value is Apply { Primitive: Primitive.Negate, Arguments: [var negated] } ? (negated, true) : (accumulate.Value, false);
        writer.Line(mask is null && value is Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } && _rows.IsVarying(value)
            ? $"T.AddProductTo(ref {target}, {place}, {(isNegated ? $"-{_lanes.Operand(a)}" : _lanes.Number(a))}, {_lanes.Number(b)});"
            : $"T.AddTo(ref {target}, {place}, {Masked(mask, _lanes.Number(accumulate.Value), "T.Create(0.0)")});");
    }

    private void Print(Loop loop, string? mask, IReadOnlyDictionary<Local, string> sums, CodeWriter writer)
    {
        var (lower, upper) = (_names.Scalars.Print(loop.Lower), _names.Scalars.Print(loop.Upper));
        _names.Enter();
        var index = _names.Of(loop.Index);
        var head = loop.IsBackwards
            ? $"for (var {index} = {upper} - 1; {index} >= {lower}; {index}--)"
            : $"for (var {index} = {lower}; {index} < {upper}; {index}++)";
        using (writer.Block(head))
        {
            PrintAll(loop.Body, mask, sums, writer);
        }

        _names.Leave();
        _names.Forget(loop.Index);
    }

    private void Print(If condition, string? mask, IReadOnlyDictionary<Local, string> sums, CodeWriter writer)
    {
        if (_rows.IsVarying(condition.Condition))
        {
            var own = _names.Take("mask");
            writer.Line($"var {own} = {(mask is null ? _lanes.Mask(condition.Condition) : LaneExpressions.Both(mask, _lanes.Mask(condition.Condition)))};");
            PrintAll(condition.Then, own, sums, writer);
            if (condition.Else.Count > 0)
            {
                var other = _names.Take("mask");
                var not = LaneExpressions.Not(own);
                writer.Line($"var {other} = {(mask is null ? not : LaneExpressions.Both(mask, not))};");
                PrintAll(condition.Else, other, sums, writer);
            }

            return;
        }

        Branch($"if ({_names.Scalars.Condition(condition.Condition)})", condition.Then);
        if (condition.Else.Count > 0)
        {
            Branch("else", condition.Else);
        }

        void Branch(string head, IReadOnlyList<Statement> body)
        {
            using (writer.Block(head))
            {
                _names.Enter();
                PrintAll(body, mask, sums, writer);
                _names.Leave();
            }
        }
    }

    private void Add(string target, Scalar value, string? mask, CodeWriter writer) =>
        writer.Line($"{target} = {Masked(mask, _lanes.Sum(target, value), target)};");

    private static string Masked(string? mask, string value, string old) => mask is null ? value : $"T.Select({mask}, {value}, {old})";

    /// <summary>The reference to the first lane of a buffer that differs from row to row.</summary>
    private string Reference(Buffer buffer)
    {
        if (buffer.Storage != Storage.Column)
        {
            return MemoryOf(buffer);
        }

        if (!_columns.TryGetValue(buffer, out var name))
        {
            name = _names.TakeForMethod($"{buffer.Name}Column");
            _columns.Add(buffer, name);
            _references.Add($"ref var {name} = ref MemoryMarshal.GetArrayDataReference(data.Columns[{buffer.Number}]);");
        }

        return name;
    }

    /// <summary>The reference to the sums by lane of a buffer outside the rows.</summary>
    private string SumOf(Buffer buffer)
    {
        if (!_sums.Contains(buffer))
        {
            _sums.Add(buffer);
        }

        return MemoryOf(buffer);
    }

    private string MemoryOf(Buffer buffer)
    {
        if (!_memory.TryGetValue(buffer, out var memory))
        {
            var field = new Buffer($"lanes_{buffer.Name}", Storage.Scratch, [buffer.Count]) { IsByLane = true, IsByBlock = buffer.IsByBlock };
            memory = (field, _names.TakeForMethod($"{buffer.Name}Lanes"));
            _memory.Add(buffer, memory);
            _references.Add($"ref var {memory.Reference} = ref {_scratch.Of(field)}.First;");
        }

        return memory.Reference;
    }

    private static string TypeName(ValueKind kind) => kind switch { ValueKind.Bool => "bool", ValueKind.Int => "int", _ => "double" };
}
