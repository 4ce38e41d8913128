using System.Text;
using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.CodeGen.Tests;

public class HostileNameTests
{
    private const int NamesAModel = 250;

    // Keywords, contextual keywords, names of the base library and of the generated code, look-alikes, letters from afar.
    private static readonly string[] _words =
    [
        "class", "int", "while", "namespace", "default", "is", "record", "field", "value", "var", "dynamic", "await", "yield", "nameof", "file", "required",
        "scoped", "extension", "global", "_", "__", "args", "System", "Math", "Array", "Span", "String", "Object", "Equals", "GetType", "ToString", "Clone",
        "Deconstruct", "EqualityContract", "Params", "Row", "Sizes", "Hypers", "Shared", "Truths", "Phase", "Other", "Evaluator", "Info", "Schema", "info",
        "schema", "facts", "values", "adjoints", "gradient", "point", "data", "weight", "pointwise", "row", "rows", "model", "random", "total", "largest",
        "Draw", "SpecialFunctions", "Dataset", "SltRandom", "double", "NaN", "k", "i", "t", "t2", "d_t", "d_k", "kValues", "kColumn", "terms", "σ", "β", "Ω",
        "ﬁ", "а", "о", "Ａ", "ß", "ı", "İ", "ǅ", "ʼn", "ª", "𝛼", "𝑥", "é", "é", "Å", "ⅷ", "०", "a०", "x1", "X1", "lambda", "in", "out", "ref", "params", "this",
        "base", "null", "true", "void", "fixed", "stackalloc", "checked", "event", "operator", "implicit", "partial", "where", "when", "async", "notnull",
    ];

    // Text that would end a comment, a string or a documentation element.
    private static readonly string[] _texts =
    [
        "</summary> & <b>", "*/ class X {} /*", "\"; throw null; \"", "\\\"", "\r\n#error hostile\r\n", "\u2028#error\u2029", "\u0085", "{0} {{", "\0", "\ud800", "]]>", "&#0;",
    ];

    [Fact]
    public void A_thousand_hostile_names_compile() => Compile(1_000);

    [Fact, Trait("Category", "Long")]
    public void Ten_thousand_hostile_names_compile() => Compile(10_000);

    private static void Compile(int count)
    {
        var random = new Random(1);
        var names = HostileNames(random).Take(count).ToArray();
        var files = names.Chunk(NamesAModel).Select((chunk, n) => Emit(chunk, n, random)).ToArray();
        foreach (var batch in files.Chunk(8))
        {
            Compiled.Assembly(batch);
        }
    }

    [Fact]
    public void Two_names_that_meet_are_reported_at_the_second()
    {
        var first = Parameter("real_ideo", SltType.Real) with { Span = new SourceSpan(2, 9) };
        var second = Parameter("realIdeo", SltType.Real) with { Span = new SourceSpan(20, 8) };
        var y = Observed("y", SltType.Real);
        var graph = GraphBuilder.Build(Model(
            Declare(first, Family("normal", Int(0), Int(1))),
            Declare(second, Family("normal", Int(0), Int(1))),
            Observe(y, Family("normal", first.Ref(), Int(1)))));
        var thrown = Assert.Throws<EmitException>(() => ModelEmitter.Emit(graph, new EmitOptions("A", "a.slt")));
        var diagnostic = Assert.Single(thrown.Diagnostics);
        Assert.Equal("SLT0902", diagnostic.Code);
        Assert.Equal(second.Span, diagnostic.Span);
        Assert.Equal(first.Span, diagnostic.Related[0].Span);
    }

    /// <summary>Names that stay apart when underscores go and letters lose their case.</summary>
    private static IEnumerable<string> HostileNames(Random random)
    {
        var seen = new HashSet<string>();
        while (true)
        {
            var name = new StringBuilder(_words[random.Next(_words.Length)]);
            while (random.Next(3) > 0)
            {
                name.Append(random.Next(4) switch
                {
                    0 => "_",
                    1 => random.Next(100).ToString(),
                    2 => char.ConvertFromUtf32(RandomLetter(random)),
                    _ => _words[random.Next(_words.Length)],
                });
            }

            if (seen.Add(name.ToString().Replace("_", "").ToUpperInvariant()))
            {
                yield return name.ToString();
            }
        }
    }

    private static int RandomLetter(Random random)
    {
        while (true)
        {
            var letter = random.Next(0x20000);
            if (letter is (< 0xD800 or > 0xDFFF) && Rune.IsLetter(new Rune(letter)))
            {
                return letter;
            }
        }
    }

    private static string Emit(string[] names, int number, Random random)
    {
        string Text() => _texts[random.Next(_texts.Length)] + _texts[random.Next(_texts.Length)];
        var roles = names.Select((name, n) => (Name: name, Role: n % 7)).ToLookup(p => p.Role, p => p.Name);
        var sizes = roles[0].Select(SizeSymbol).ToArray();
        var hypers = roles[1].Select(n => Symbol(n, SymbolKind.Hyper, SltType.Real, Level.Data)).ToArray();
        var inputs = roles[2].Select(n => Input(n, SltType.Vector(Size(sizes[0].SizeName)))).ToArray();
        var observed = roles[3].Select(n => Observed(n, SltType.Real)).ToArray();
        var scalars = roles[4].Select(n => Parameter(n, SltType.Real)).ToArray();
        var vectors = roles[5].Select(n => Parameter(n, SltType.Vector(Size(sizes[1 % sizes.Length].SizeName)))).ToArray();
        var marks = roles[6].ToArray();
        Expr Sum(params Expr[] terms) => terms.Aggregate((a, b) => Call(Function.Add, SltType.Real, a, b));
        Expr Mean(int n) => Sum(
            scalars[n % scalars.Length].Ref(),
            hypers[n % hypers.Length].Ref(),
            Call(Function.LogSumExp, SltType.Real, vectors[n % vectors.Length].Ref()),
            Call(Function.Sum, SltType.Real, inputs[n % inputs.Length].Ref()));
        var truth = marks.Take(1).Select(m => (Declaration)SltDsl.Graph.Tests.Build.Truth(
            m, [], [.. scalars.Select(s => (s, Real(0))), .. vectors.Select(v => (v, Call(Function.Zeros, v.Type, sizes[1 % sizes.Length].Ref())))]) with { Documentation = Text() });
        var phases = marks.Skip(1).Select(m => (Declaration)new PhaseDeclaration(
            m, default, Call(Function.Less, SltType.Bool, scalars[0].Ref(), Real(0)), null, null, default) { Documentation = Text() });
        Declaration[] declarations =
        [
            .. sizes.Select((s, n) => new SizeDeclaration(s, 2, n % 2 == 0, n % 2 == 0 ? null : (1, 4), null, default) { Documentation = Text() }),
            .. hypers.Select(h => new HyperDeclaration(h, Constraint.None, 0.5, null, default) { Documentation = Text() }),
            .. inputs.Select(i => DeclareInput(i, Family("normal", Int(0), Int(1))) with { Column = Text(), Documentation = Text() }),
            .. scalars.Concat(vectors).Select(p => Declare(p, Family("normal", Int(0), Int(1))) with { Documentation = Text() }),
            .. observed.Select((y, n) => Observe(y, Family("normal", Mean(n), Int(1))) with { Documentation = Text() }),
            new RequireDeclaration(Call(Function.Less, SltType.Bool, Int(0), sizes[0].Ref()), Text(), default),
            .. truth,
            .. phases,
        ];
        var model = new BoundModel(names[^1], default, new SourceText(Text(), "x"), declarations) { Documentation = Text() };
        return ModelEmitter.Emit(GraphBuilder.Build(model), new EmitOptions($"class.N{number}", Text() + ".slt"));
    }
}
