using SltDsl.Language.Syntax;

namespace SltDsl.Language.Tests.Syntax;

/// <summary>Every construct of the grammar, with the tree it gives; spans are tested on the examples.</summary>
public sealed class GrammarTests
{
    private static T Statement<T>(string text)
        where T : StatementSyntax
    {
        var tree = SltParser.Parse(new("t.slt", text + ";"));
        Assert.Empty(tree.Diagnostics);
        return Assert.IsType<T>(Assert.Single(tree.Statements));
    }

    private static ExpressionSyntax Expression(string text) => Statement<LetSyntax>($"let x = {text}").Value;

    /// <summary>An expression with every operator in parentheses: the shape of the tree, written independently of it.</summary>
    private static string Shape(ExpressionSyntax expression) => expression switch
    {
        NumberSyntax n => n.Text,
        StringSyntax s => $"\"{s.Value}\"",
        BooleanSyntax b => b.Value ? "true" : "false",
        NameExpressionSyntax n => n.Name.Text,
        ParenthesizedSyntax p => Shape(p.Inner),
        UnarySyntax u => $"({u.Operator} {Shape(u.Operand)})",
        BinarySyntax b => $"({Shape(b.Left)} {b.Operator} {Shape(b.Right)})",
        TransposeSyntax t => $"({Shape(t.Operand)} T)",
        IndexingSyntax i => $"{Shape(i.Target)}[{string.Join(",", i.Indices.Select(Shape))}]",
        SliceSyntax s => $"{(s.Lower is null ? "" : Shape(s.Lower))}:{(s.Upper is null ? "" : Shape(s.Upper))}",
        RangeSyntax r => $"{Shape(r.Lower)}..{Shape(r.Upper)}",
        ListSyntax l => $"[{string.Join(",", l.Elements.Select(Shape))}]",
        CallSyntax c => $"{c.Function.Text}({string.Join(",", c.Arguments.Select(a => a.Form switch
        {
            ArgumentForm.Named => $"{a.Name!.Text}={Shape(a.Value)}",
            ArgumentForm.Index => $"{a.Name!.Text} in {Shape(a.Value)}",
            _ => Shape(a.Value),
        }))})",
        ComprehensionSyntax c => $"{Shape(c.Body)}{string.Concat(c.Clauses.Select(k => $" for {k.Name.Text} in {Shape(k.Range)}"))}",
        ConditionalSyntax c => $"(if {Shape(c.Condition)} then {Shape(c.WhenTrue)} else {Shape(c.WhenFalse)})",
        LambdaSyntax l => $"({string.Join(",", l.Parameters.Select(p => p.Text))} => {Shape(l.Body)})",
        _ => throw new ArgumentException(expression.ToString()),
    };

    [Theory]
    [InlineData("a || b && c", "(a Or (b And c))")]
    [InlineData("a && b == c", "(a And (b Equal c))")]
    [InlineData("a + 1 < b * 2", "((a Add 1) Less (b Multiply 2))")]
    [InlineData("a <= b", "(a LessOrEqual b)")]
    [InlineData("a > b", "(a Greater b)")]
    [InlineData("a >= b", "(a GreaterOrEqual b)")]
    [InlineData("a != b", "(a NotEqual b)")]
    [InlineData("a - b - c", "((a Subtract b) Subtract c)")]
    [InlineData("a / b * c % d", "(((a Divide b) Multiply c) Modulo d)")]
    [InlineData("a .* b ./ c", "((a ElementMultiply b) ElementDivide c)")]
    [InlineData("2.*x", "(2 ElementMultiply x)")]
    [InlineData("-a ^ 2", "(Negate (a Power 2))")]
    [InlineData("a ^ -b ^ c", "(a Power (Negate (b Power c)))")]
    [InlineData("a .^ b .^ c", "(a ElementPower (b ElementPower c))")]
    [InlineData("!a && +b", "((Not a) And (Plus b))")]
    [InlineData("--a", "(Negate (Negate a))")]
    [InlineData("A' * B'", "((A T) Multiply (B T))")]
    [InlineData("A''", "((A T) T)")]
    [InlineData("(a + b) * c", "((a Add b) Multiply c)")]
    [InlineData("a[1][2]'", "(a[1][2] T)")]
    [InlineData("A[:, j]", "A[:,j]")]
    [InlineData("A[2:, :3]", "A[2:,:3]")]
    [InlineData("A[a + 1:b * 2, idx]", "A[(a Add 1):(b Multiply 2),idx]")]
    [InlineData("f(x)[1] ^ 2", "(f(x)[1] Power 2)")]
    [InlineData("[]", "[]")]
    [InlineData("[1, [2, 3]]", "[1,[2,3]]")]
    [InlineData("[i * j for i in 1:M for j in 1:i]", "[(i Multiply j) for i in 1..M for j in 1..i]")]
    [InlineData("[[i for i in 1:M] for j in 1:N]", "[[i for i in 1..M] for j in 1..N]")]
    [InlineData("sum(a[i] for i in 1:n)", "sum(a[i] for i in 1..n)")]
    [InlineData("pi()", "pi()")]
    [InlineData("sgd(lr = 0.01, steps = 2:3)", "sgd(lr=0.01,steps=2..3)")]
    [InlineData("enumerate(z in 1:K, p, normal(mu[z], 1))", "enumerate(z in 1..K,p,normal(mu[z],1))")]
    [InlineData("scan(0, (acc, v) => acc + v, 1:n)", "scan(0,(acc,v => (acc Add v)),1..n)")]
    [InlineData("mixture(w, k => normal(mu[k], 1))", "mixture(w,(k => normal(mu[k],1)))")]
    [InlineData("(k) => k", "(k => k)")]
    [InlineData("if a then b else if c then d else e", "(if a then b else (if c then d else e))")]
    [InlineData("1 + (if a then b else c)", "(1 Add (if a then b else c))")]
    [InlineData("true || false", "(true Or false)")]
    [InlineData("\"a \\\"b\\\" \\\\\"", "\"a \"b\" \\\"")]
    public void Expressions(string text, string shape) => Assert.Equal(shape, Shape(Expression(text)));

    [Theory]
    [InlineData("20_000", 20_000.0, 20_000L)]
    [InlineData("1.5", 1.5, null)]
    [InlineData("1e-3", 1e-3, null)]
    [InlineData("2E+2", 200.0, null)]
    [InlineData("1e999", double.PositiveInfinity, null)]
    [InlineData("99999999999999999999", 1e20, null)]
    public void Numbers(string text, double value, long? integer)
    {
        var number = Assert.IsType<NumberSyntax>(Expression(text));
        Assert.Equal(value, number.Value);
        Assert.Equal(integer, number.IntegerValue);
    }

    [Theory]
    [InlineData("int", TypeKeyword.Int, 0, 0, 0)]
    [InlineData("bool", TypeKeyword.Bool, 0, 0, 0)]
    [InlineData("real<lower=0, upper=1 - a>", TypeKeyword.Real, 0, 2, 0)]
    [InlineData("real<offset=mu, multiplier=tau>", TypeKeyword.Real, 0, 2, 0)]
    [InlineData("positive", TypeKeyword.Positive, 0, 0, 0)]
    [InlineData("prob", TypeKeyword.Prob, 0, 0, 0)]
    [InlineData("vector<lower=0>[K]", TypeKeyword.Vector, 0, 1, 1)]
    [InlineData("matrix[M, N - 1]", TypeKeyword.Matrix, 0, 0, 2)]
    [InlineData("array[T] int<lower=1, upper=K>", TypeKeyword.Int, 1, 2, 0)]
    [InlineData("array[A, B] simplex[K]", TypeKeyword.Simplex, 2, 0, 1)]
    [InlineData("ordered[K]", TypeKeyword.Ordered, 0, 0, 1)]
    [InlineData("positive_ordered[K]", TypeKeyword.PositiveOrdered, 0, 0, 1)]
    [InlineData("unit_vector[K]", TypeKeyword.UnitVector, 0, 0, 1)]
    [InlineData("sum_to_zero_vector[K]", TypeKeyword.SumToZeroVector, 0, 0, 1)]
    [InlineData("cov_matrix[K]", TypeKeyword.CovMatrix, 0, 0, 1)]
    [InlineData("corr_matrix[K]", TypeKeyword.CorrMatrix, 0, 0, 1)]
    [InlineData("cholesky_factor_corr[K]", TypeKeyword.CholeskyFactorCorr, 0, 0, 1)]
    [InlineData("cholesky_factor_cov[K]", TypeKeyword.CholeskyFactorCov, 0, 0, 1)]
    [InlineData("row_stochastic_matrix[K, V]", TypeKeyword.RowStochasticMatrix, 0, 0, 2)]
    public void Types(string text, TypeKeyword keyword, int arrayDimensions, int bounds, int dimensions)
    {
        var type = Statement<ParamSyntax>($"param {text} w ~ flat()").Type;
        Assert.Equal((keyword, arrayDimensions, bounds, dimensions), (type.Keyword, type.ArrayDimensions.Count, type.Bounds.Count, type.Dimensions.Count));
        Assert.Equal(6, type.Span.Start);
        Assert.Equal(text.Length, type.Span.Length);
    }

    [Fact]
    public void Version_model_and_import()
    {
        Assert.Equal(1, Statement<VersionSyntax>("slt 1").Version.IntegerValue);
        Assert.Equal("M", Statement<ModelSyntax>("model M").Name.Text);
        Assert.Equal("a/b.slt", Statement<ImportSyntax>("import \"a/b.slt\"").Path.Value);
    }

    [Theory]
    [InlineData("size K", null, null)]
    [InlineData("size K = 3", "3", null)]
    [InlineData("size K = 2 in 1:8", "2", "1..8")]
    [InlineData("size K in 1:8", null, "1..8")]
    [InlineData("size K = M * N", "(M Multiply N)", null)]
    public void Sizes(string text, string? value, string? sweep)
    {
        var size = Statement<SizeSyntax>(text);
        Assert.Equal(value, size.Value is { } v ? Shape(v) : null);
        Assert.Equal(sweep, size.Sweep is { } s ? Shape(s) : null);
    }

    [Fact]
    public void Hypers()
    {
        Assert.Null(Statement<HyperSyntax>("hyper real a = 1").Sweep);
        var sweep = Statement<HyperSyntax>("hyper real a = 1 in [0.05, 2]").Sweep!;
        Assert.Equal(("0.05", "2"), (Shape(sweep.Lower), Shape(sweep.Upper)));
    }

    [Fact]
    public void Data_and_inputs()
    {
        Assert.Null(Statement<DataSyntax>("data vector[G] t").Value);
        Assert.Equal("mean(column(y))", Shape(Statement<DataSyntax>("data real m = mean(column(y))").Value!));
        Assert.Null(Statement<InputSyntax>("input real x").Distribution);
        Assert.Equal("normal(0,1)", Shape(Statement<InputSyntax>("input real x ~ normal(0, 1)").Distribution!));
    }

    [Fact]
    public void Params_latents_and_observations()
    {
        Assert.Empty(Statement<ParamSyntax>("param real w ~ flat()").Each);
        var walk = Statement<ParamSyntax>("param vector[T] w each t in 2:T ~ normal(w[t - 1], s)");
        Assert.Equal(("t", "2..T"), (walk.Each[0].Name.Text, Shape(walk.Each[0].Range)));
        var latent = Statement<LatentSyntax>("latent array[N] int<lower=1, upper=K> z each t in 1:N ~ categorical(if t == 1 then a else b[z[t - 1]])");
        Assert.Single(latent.Each);
        var observed = Statement<ObserveSyntax>("observe matrix[M, N] y each i in 1:M, j in 1:N ~ normal(i, j)");
        Assert.Equal(["i", "j"], observed.Each.Select(e => e.Name.Text));
        Assert.Null(Statement<ObserveSyntax>("observe log_earn ~ normal(mu, s)").Type);
    }

    [Fact]
    public void Factor_and_require()
    {
        Assert.Null(Statement<FactorSyntax>("factor -x ^ 2").Distribution);
        Assert.NotNull(Statement<FactorSyntax>("factor sum(x) ~ normal(0, 1)").Distribution);
        Assert.Null(Statement<RequireSyntax>("require K <= M").Message);
        Assert.Equal("too many", Statement<RequireSyntax>("require K <= M else \"too many\"").Message!.Value);
    }

    [Fact]
    public void Functions()
    {
        var brief = Statement<FunSyntax>("fun real f() = 1");
        Assert.Empty(brief.Parameters);
        Assert.Empty(brief.Lets);
        var full = Statement<FunSyntax>("fun vector[n] f(matrix[n, m] W, vector[m] z) { let u = W * z; let real c = 2; return c * u; }");
        Assert.Equal(["W", "z"], full.Parameters.Select(p => p.Name.Text));
        Assert.Equal(["u", "c"], full.Lets.Select(l => l.Name.Text));
        Assert.Equal("(c Multiply u)", Shape(full.Result));
    }

    [Fact]
    public void Lets_truths_and_generated_quantities()
    {
        Assert.Null(Statement<LetSyntax>("let x = 1").Type);
        Assert.Equal(TypeKeyword.Vector, Statement<LetSyntax>("let vector[K] x = y").Type!.Keyword);
        var truth = Statement<TruthSyntax>("truth Q { with K = 1; set w[1, 2] = 3; set v = [1]; let s = 2; observe y ~ dirac(s); input x ~ flat() }");
        Assert.Equal(
            ["WithMemberSyntax", "SetMemberSyntax", "SetMemberSyntax", "LetMemberSyntax", "ObserveMemberSyntax", "InputMemberSyntax"],
            truth.Body.Members.Select(m => m.GetType().Name));
        Assert.Equal(2, ((SetMemberSyntax)truth.Body.Members[1]).Indices.Count);
        Assert.Empty(Statement<TruthSyntax>("truth Q { }").Body.Members);
        Assert.False(Statement<GenerateSyntax>("generate real s = 1").IsDraw);
        Assert.True(Statement<GenerateSyntax>("generate real s ~ normal(0, 1)").IsDraw);
        Assert.Equal("Sgd", Statement<TrainSyntax>("train Sgd = sgd(lr = 0.1)").Name.Text);
    }

    [Fact]
    public void Phases()
    {
        Assert.IsType<ConditionRegionSyntax>(Statement<PhaseSyntax>("phase P where max(mu) < 0.3").Region);
        Assert.Equal("Q", Assert.IsType<TruthBallSyntax>(Statement<PhaseSyntax>("phase P at Q radius 0.5").Region).Truth.Text);
        Assert.Single(Assert.IsType<PointBallSyntax>(Statement<PhaseSyntax>("phase P at { set w = 1 } radius 0.5").Region).Centre.Members);
    }

    [Fact]
    public void Attributes_and_documentation_belong_to_the_next_statement()
    {
        var tree = SltParser.Parse(new("t.slt", """
            let a = 1; /// not of the next
            /// First line.
            /// Second line.
            @allow(SLT1006, "why") @singular
            @labels("a", "b")
            model M;
            let b = 2;
            """));
        Assert.Empty(tree.Diagnostics);
        var model = Assert.IsType<ModelSyntax>(tree.Statements[1]);
        Assert.Equal(["allow", "singular", "labels"], model.Attributes.Select(a => a.Name.Text));
        Assert.Equal([2, 0, 2], model.Attributes.Select(a => a.Arguments.Count));
        Assert.Equal("First line.\nSecond line.", model.Documentation);
        Assert.Null(tree.Statements[2].Documentation);
    }

    [Fact]
    public void Comments_and_line_ends_of_any_kind_separate_tokens()
    {
        foreach (var text in (string[])["let/* a\nb */x=1;// c", "let\r\nx\r=\t1\n;", "\uFEFFlet x = 1;"])
        {
            Assert.Equal("x", Assert.IsType<LetSyntax>(Assert.Single(SltParser.Parse(new("t.slt", text)).Statements)).Name.Text);
        }
    }

    [Theory]
    [InlineData("positively")]
    [InlineData("inner")]
    [InlineData("lower")]
    [InlineData("_x1")]
    [InlineData("\u03bb")]
    public void A_name_may_start_like_a_keyword(string name) => Assert.Equal(name, Statement<LetSyntax>($"let {name} = 1").Name.Text);

    [Fact]
    public void Trees_are_equal_by_value()
    {
        var source = ExampleModels.Get("10");
        Assert.Equal(SltParser.Parse(source), SltParser.Parse(new(source.Path, source.Text)));
        Assert.NotEqual(SltParser.Parse(source), SltParser.Parse(new(source.Path, source.Text.Replace("1.2", "1.3"))));
    }
}
