using SltDsl.CodeGen.Programs;
using SltDsl.CodeGen.Statements;
using SltDsl.CodeGen.Vectorisation;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Text;

namespace SltDsl.CodeGen.Emit;

/// <summary>Kernels as C# methods.</summary>
/// <param name="layout">Where the model's numbers are.</param>
/// <param name="scratch">The evaluator's fields; null for methods of the model itself.</param>
/// <param name="places">Writes the places of the text.</param>
internal sealed class KernelPrinter(ModelLayout layout, ScratchFields? scratch, LineDirectives places)
{
    /// <summary>Writes the method.</summary>
    public void Print(Kernel kernel, CodeWriter writer)
    {
        var names = new MethodNames(layout, scratch, kernel.Arguments, kernel.Given);
        var lanes = PrintLanes(kernel, names, writer);
        writer.Summary(Identifiers.Documentation(kernel.Summary));
        if (kernel.Statements.Any(s => s is RowLoop))
        {
            // Rows are many: the tiers of the just-in-time compiler would only delay.
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        }

        using (writer.Block(kernel.Signature))
        {
            Print(kernel.Statements, names, writer, lanes);
        }
    }

    /// <summary>Writes the method for several rows at once where there is one.</summary>
    /// <returns>The statements that call it; null where there is none.</returns>
    private Func<IEnumerable<string>>? PrintLanes(Kernel kernel, MethodNames names, CodeWriter writer)
    {
        if (scratch is null
            || !kernel.AllowsLanes
            || kernel.Statements.OfType<RowLoop>().FirstOrDefault() is not { } loop
            || RowLanes.Of(loop) is not { } rows)
        {
            return null;
        }

        var method = scratch.Method($"{kernel.Name}Lanes");
        new LanePrinter(rows, layout, scratch, kernel.Arguments, kernel.Given).Print(method, kernel.Parameters, kernel.Given.ContainsKey, writer);
        return () =>
        {
            names.UsesRows = true;
            var arguments = string.Join(", ", kernel.Arguments
                .Concat(rows.Given.Where(l => !kernel.Given.ContainsKey(l) && !rows.Sums.Contains(l)).Select(names.Of))
                .Concat(rows.Sums.Select(l => $"ref {names.Of(l)}")));
            return
            [
                "// Several rows at once where the machine can; the loop does the rest.",
                "var first = rows < Lanes256.Count || data.HasMissing ? 0",
                $"    : Vector512.IsHardwareAccelerated ? {method}<Lanes512>({arguments})",
                $"    : Vector256.IsHardwareAccelerated ? {method}<Lanes256>({arguments})",
                "    : 0;",
            ];
        };
    }

    /// <summary>Writes statements with the declarations that they need.</summary>
    private void Print(IReadOnlyList<Statement> statements, MethodNames names, CodeWriter writer, Func<IEnumerable<string>>? lanes)
    {
        var body = writer.Beside();
        new StatementPrinter(names, places, body, lanes).Print(statements);
        var declarations = names.Declarations.ToList();
        foreach (var declaration in declarations)
        {
            writer.Line(declaration);
        }

        if (declarations.Count > 0)
        {
            writer.Line();
        }

        writer.Append(body);
    }
}

/// <summary>Statements as C#.</summary>
internal sealed class StatementPrinter(MethodNames names, LineDirectives places, CodeWriter writer, Func<IEnumerable<string>>? lanes)
{
    private readonly ScalarPrinter _scalars = names.Scalars;
    private readonly HashSet<Local> _assigned = [];
    private SourceSpan _origin;
    private SourceSpan _written;

    public void Print(IReadOnlyList<Statement> statements)
    {
        CollectAssigned(statements);
        PrintAll(statements);
        MoveTo(default);
    }

    private void PrintBlock(IReadOnlyList<Statement> statements)
    {
        names.Enter();
        PrintAll(statements);
        names.Leave();
    }

    private void PrintAll(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            if (statement is At at)
            {
                _origin = at.Origin;
                continue;
            }

            MoveTo(_origin);
            Print(statement);
        }
    }

    private void MoveTo(SourceSpan origin)
    {
        if (origin != _written)
        {
            places.Write(origin, writer);
            _written = origin;
        }
    }

    private void Print(Statement statement)
    {
        switch (statement)
        {
            case Declare { Value: null } declare:
                writer.Line($"{TypeName(declare.Local.Kind)} {names.Of(declare.Local)};");
                break;
            case Declare declare:
                // A name for a value that is assigned again has the type that it will need.
                var type = _assigned.Contains(declare.Local) ? TypeName(declare.Local.Kind) : "var";
                writer.Line($"{type} {names.Of(declare.Local)} = {_scalars.As(declare.Local.Kind, declare.Value)};");
                break;
            case Assign assign:
                writer.Line($"{names.Of(assign.Local)} = {_scalars.As(assign.Local.Kind, assign.Value)};");
                break;
            case Increase increase:
                Add(names.Of(increase.Local), increase.Local.Kind, increase.Value);
                break;
            case Store store:
                writer.Line($"{_scalars.Print(new Load(store.Buffer, store.Index))} = {_scalars.Real(store.Value)};");
                break;
            case Accumulate accumulate:
                Add(_scalars.Print(new Load(accumulate.Buffer, accumulate.Index)), ValueKind.Real, accumulate.Value);
                break;
            case Clear clear:
                writer.Line($"Array.Clear({names.Of(clear.Buffer)});");
                break;
            case Loop loop:
                Print(loop);
                break;
            case RowLoop rows:
                foreach (var line in lanes?.Invoke() ?? [])
                {
                    writer.Line(line);
                }

                using (writer.Block($"for (var row = {(lanes is null ? "0" : "first")}; row < rows; row++)"))
                {
                    names.UsesRows = true;
                    PrintBlock(rows.Body);
                }

                break;
            case If condition:
                Print(condition);
                break;
            case SkipMissing missing:
                using (writer.Block($"if (double.IsNaN({_scalars.Print(new Load(missing.Column, 0))}))"))
                {
                    if (missing.IsPointwise)
                    {
                        using (writer.Block("if (!pointwise.IsEmpty)"))
                        {
                            writer.Line("pointwise[row] = 0.0;");
                        }

                        writer.Line();
                    }

                    writer.Line("continue;");
                }

                writer.Line();
                break;
            case Multiply multiply:
                names.UsesRows = true;
                writer.Line($"RowProducts.Multiply({Whole(multiply.Matrix)}, {Whole(multiply.Vector)}, rows, row, {Whole(multiply.Target)});");
                break;
            case AddOuter outer:
                names.UsesRows = true;
                writer.Line($"RowProducts.AddOuter({Whole(outer.Adjoint)}, {Whole(outer.Vector)}, rows, row, {Whole(outer.MatrixAdjoint)});");
                break;
            case CallRoutine { Work: { } work } call:
                writer.Line($"{_scalars.Print(new Load(call.Target, 0))} = MarkovChains.LogLikelihood({string.Join(", ", call.Operands.Append(work).Select(Whole))});");
                break;
            case CallRoutine { Operands: [var operand] } call:
                writer.Line($"Routines.{call.Routine}({Whole(operand)}, {string.Join(", ", operand.Extents.Select(_scalars.Print))}, {Whole(call.Target)});");
                break;
            case CallRoutineAdjoint call:
                var adjoints = call.Operands.Select(o => o.Adjoint is { } adjoint ? Whole(adjoint) : "default");
                writer.Line($"MarkovChains.AddGradient({string.Join(", ", call.Operands.Append(call.Work).Select(Whole))}, {_scalars.Print(new Load(call.Adjoint, 0))}, {string.Join(", ", adjoints)});");
                break;
            case Draw draw:
                Print(draw);
                break;
            case Repeat repeat:
                names.Enter();
                var attempt = names.Take("attempt");
                using (writer.Block($"for (var {attempt} = 0; ; {attempt}++)"))
                {
                    PrintAll(repeat.Body.Take(repeat.Body.Count - 1).ToArray());
                    var end = (BreakIf)repeat.Body[repeat.Body.Count - 1];
                    using (writer.Block($"if ({_scalars.Condition(end.Condition)})"))
                    {
                        writer.Line("break;");
                    }

                    writer.Line();
                    writer.Line($"Rejection.Check({attempt}, {Identifiers.Quote(end.Subject)});");
                }

                names.Leave();
                break;
            case StorePointwise pointwise:
                using (writer.Block("if (!pointwise.IsEmpty)"))
                {
                    writer.Line($"pointwise[row] = {_scalars.Real(pointwise.Value)};");
                }

                break;
            case AddToStatistics add:
                writer.Line($"{add.Statistics}.Add();");
                break;
            case UseStatistics use:
                writer.Line(use.OfRepeatedRows ? "// Rows that are equal count together." : "// The rows' cross products say as much as the rows.");
                using (writer.Block($"if ({use.Condition}{use.Find}(data) is {{ }} statistics)"))
                {
                    writer.Line($"return {use.Method}({string.Join(", ", use.Arguments.Select(a => a == "data" ? "statistics" : a))});");
                }

                writer.Line();
                break;
            case Return result:
                writer.Line($"return {_scalars.Real(result.Value)};");
                break;
            case Comment comment:
                writer.Line($"// {comment.Text}");
                break;
        }
    }

    private void Print(Draw draw)
    {
        var arguments = draw.Arguments.Select(Argument).Prepend("ref random");
        if (draw.Output is { } output)
        {
            writer.Line($"Draw.{draw.Generator}({string.Join(", ", arguments.Append(Whole(output)))});");
        }
        else
        {
            writer.Line($"double {names.Of(draw.Local!)} = Draw.{draw.Generator}({string.Join(", ", arguments)});");
        }
    }

    private string Argument(DrawArgument argument)
    {
        if (argument.Buffer is not { } buffer)
        {
            return argument.IsInteger && argument.Value.KindOf() == ValueKind.Real ? $"(long){_scalars.Operand(argument.Value)}" : _scalars.As(argument.IsInteger ? ValueKind.Int : ValueKind.Real, argument.Value);
        }

        var slice = buffer.Storage == Storage.Block ? "Slice" : "AsSpan";
        return $"{Whole(buffer)}.{slice}({_scalars.Print(argument.Value)}, {_scalars.Print(argument.Count)})";
    }

    private string Whole(Buffer buffer) => names.Of(buffer);

    private void Add(string target, ValueKind kind, Scalar value)
    {
        if (value is Apply { Primitive: Primitive.Negate, Arguments: [var negated] })
        {
            writer.Line($"{target} -= {_scalars.As(kind, negated)};");
        }
        else
        {
            writer.Line($"{target} += {_scalars.As(kind, value)};");
        }
    }

    private void Print(Loop loop)
    {
        var (lower, upper) = (_scalars.Print(loop.Lower), _scalars.Print(loop.Upper));
        names.Enter();
        var index = names.Of(loop.Index);
        var head = loop.IsBackwards
            ? $"for (var {index} = {upper} - 1; {index} >= {lower}; {index}--)"
            : $"for (var {index} = {lower}; {index} < {upper}; {index}++)";
        using (writer.Block(head))
        {
            PrintAll(loop.Body);
        }

        names.Leave();
        names.Forget(loop.Index);
    }

    private void Print(If condition)
    {
        var (then, other) = (condition.Then, condition.Else);
        var test = _scalars.Condition(condition.Condition);
        if (then.Count == 0)
        {
            (then, other) = (other, then);
            test = _scalars.Condition(new Apply(Primitive.Not, [condition.Condition]));
        }

        using (writer.Block($"if ({test})"))
        {
            PrintBlock(then);
        }

        if (other.Count > 0)
        {
            using (writer.Block("else"))
            {
                PrintBlock(other);
            }
        }
    }

    private void CollectAssigned(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            if (statement is Assign or Increase)
            {
                _assigned.Add(statement.Assigned()!);
            }

            foreach (var body in statement.Bodies())
            {
                CollectAssigned(body);
            }
        }
    }

    private static string TypeName(ValueKind kind) => kind switch { ValueKind.Bool => "bool", ValueKind.Int => "int", _ => "double" };
}
