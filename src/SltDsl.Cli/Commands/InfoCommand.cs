using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Language.Model;
using SltDsl.Singularity;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt info</c>: parameters, shapes, symmetries, null directions and facts of a model.</summary>
internal static class InfoCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var (model, size, hyper) = (SharedOptions.Model(), SharedOptions.Size(), SharedOptions.Hyper());
        var json = SharedOptions.Json();
        var analysis = new AnalysisSettings(AnalysisDepth.Fast);
        var verb = new Verb("info", "Parameters, symmetries, null directions and facts of a model", "slt info model.slt", "slt info model.slt --size H=3 --json")
        {
            model, size, hyper, json,
        };
        analysis.AddTo(verb);
        verb.SetAction(parse =>
        {
            var request = analysis.Read(parse, NamedValues.Sizes(parse.GetValue(size)), NamedValues.Hypers(parse.GetValue(hyper)));
            var bound = ModelCompiler.Bind(SourceFiles.Read(parse.GetValue(model)!, terminal), request.Sizes);
            var document = Document(bound, new ModelChecker(request).Analyse(bound), request);
            if (parse.GetValue(json))
            {
                terminal.Output.WriteLine(JsonContract.Document(document));
            }
            else
            {
                InfoText.Write(document, terminal.Output);
            }

            return ExitCode.Fine;
        });
        return verb;
    }

    private static InfoDocument Document(BoundModel model, SingularityFacts facts, AnalysisRequest request)
    {
        var sizes = facts.Sizes.ToDictionary(s => s.Name, s => s.Value);
        return new(
            model.Name,
            sizes,
            model.Hypers.ToDictionary(h => h.Symbol.Name, h => request.Hypers.TryGetValue(h.Symbol.Name, out var given) ? given : h.Default),
            facts.Dimension,
            model.Parameters.Select(p => Parameter(model, p, sizes)).ToList(),
            facts.JacobianRank,
            facts.Symmetries.Select(s => new SymmetryDocument(s.Code, s.Kind, s.Parameters, s.Dimension)).ToList(),
            facts.NullDirections.Select(d => (IReadOnlyDictionary<string, string>)d.Components.ToDictionary(c => c.Coordinate, c => c.Value.ToString())).ToList(),
            facts.Truths.Select(t => new TruthSummaryDocument(t.Name, t.RegularLambda.ToString(), t.IsRegular, t.Rlct?.ToLambdaDocument(), t.Rlct?.ToMultiplicityDocument())).ToList(),
            null);
    }

    private static ParameterDocument Parameter(BoundModel model, ParameterDeclaration parameter, IReadOnlyDictionary<string, long> sizes)
    {
        var written = parameter.TypeSpan.Length > 0 ? model.Source.Slice(parameter.TypeSpan) : parameter.Symbol.Type.ToString();
        var shape = parameter.Symbol.Type.Extents.Select(e => e.Names.All(sizes.ContainsKey) ? e.Evaluate(sizes) : 0).ToList();
        return new(parameter.Symbol.Name, written, shape, Constraint(model, parameter.Constraint), SpanDocument.Of(parameter.Symbol.Span, model.Source));
    }

    // A bound as it is written, or its value when the type's name implies it.
    private static string? Constraint(BoundModel model, Constraint constraint)
    {
        string Bound(Expr bound) => bound is Literal literal ? literal.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : model.Source.Slice(bound.Span);
        return constraint switch
        {
            StructureConstraint structure => structure.Structure.ToString(),
            BoundConstraint { Lower: null, Upper: null } => null,
            BoundConstraint bounds => string.Join(", ", new[] { bounds.Lower is { } l ? $"lower={Bound(l)}" : null, bounds.Upper is { } u ? $"upper={Bound(u)}" : null }.Where(b => b is not null)),
            _ => null,
        };
    }
}
