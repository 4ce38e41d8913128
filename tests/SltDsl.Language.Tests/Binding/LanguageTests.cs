using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Tests.Binding;

/// <summary>What models mean: types, levels, sizes, inlining, imports.</summary>
public sealed class LanguageTests
{
    private const string Observed = "\nobserve real y ~ normal(0, 1);";

    public static TheoryData<string, string> Types => new()
    {
        { "a * 2", "vector[N]" },
        { "A * a", "vector[M]" },
        { "a' * a", "real" },
        { "a * a'", "matrix[N, N]" },
        { "a' * A'", "vector[M]'" },
        { "A'", "matrix[N, M]" },
        { "A[1]", "vector[N]" },
        { "A[1, :]", "vector[N]" },
        { "A[:, 2]", "vector[M]" },
        { "A[1, 2]", "real" },
        { "A[1:2]", "matrix[2, N]" },
        { "a[2:]", "vector[N - 1]" },
        { "a[[1, 1, 2, 2]]", "vector[4]" },
        { "[a, a]", "matrix[2, N]" },
        { "[i * a for i in 1:M]", "matrix[M, N]" },
        { "[1 for i in 1:M for j in 1:N]", "vector[M * N]" },
        { "append_row(a, 1)", "vector[N + 1]" },
        { "kron(A, A)", "matrix[M * M, N * N]" },
        { "scan(0, (s, v) => s + v, a)", "vector[N]" },
        { "fold(a, (s, i) => s * i, 1:M)", "vector[N]" },
        { "scan(a, (s, i) => s * i, 1:M)", "matrix[M, N]" },
        { "1 / 2", "real" },
        { "div(7, 2)", "int" },
        { "7 % 2", "int" },
        { "2 ^ 3", "int" },
        { "a == 2", "vector[N]" },
        { "2 * (1 == 2)", "int" },
        { "if 1 < 2 then 1 else 2.5", "real" },
        { "all(a[i] > 0 for i in 1:N)", "bool" },
        { "diag(a) * A'", "matrix[N, M]" },
        { "solve(identity(N), a)", "vector[N]" },
        { "singular_values([[1, 2, 3], [4, 5, 6]])", "vector[2]" },
        { "to_vector(A)", "vector[M * N]" },
        { "softmax(A)", "matrix[M, N]" },
        { "rep(a, 3)", "matrix[3, N]" },
        { "max(a)", "real" },
        { "max(1, 2)", "int" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Expressions_have_types_with_symbolic_shapes(string expression, string type)
    {
        var compilation = Compile($"size N = 4;\nsize M = 3;\nparam vector[N] a ~ normal(0, 1);\nparam matrix[M, N] A ~ normal(0, 1);\nlet value = {expression};{Observed}");
        Assert.True(!compilation.HasErrors, Marked.Render(compilation));
        Assert.Equal(type, compilation.Model!.Declarations.OfType<LetDeclaration>().Single().Symbol.Type.ToString());
    }

    [Theory]
    [InlineData("1 + 2", Level.Constant)]
    [InlineData("N + 1", Level.Size)]
    [InlineData("h * N", Level.Data)]
    [InlineData("d + 1", Level.Data)]
    [InlineData("a * h", Level.Parameter)]
    [InlineData("a * x", Level.Row)]
    public void A_value_has_the_highest_level_that_it_touches(string expression, Level level)
    {
        var model = Model($"size N;\nhyper real h = 1;\ndata real d;\ninput real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nlet value = {expression};{Observed}");
        Assert.Equal(level, model.Declarations.OfType<LetDeclaration>().Single().Symbol.Level);
    }

    [Fact]
    public void Sizes_are_constant_run_time_swept_or_derived()
    {
        var model = Model("size A = 3;\nsize B;\nsize C = 2 in 1:8;\nsize D = 2 * C + A;\nsize E = 2 * A;" + Observed);
        var sizes = model.Sizes.ToDictionary(s => s.Symbol.Name);
        Assert.True(sizes["A"] is { IsConstant: true, Value: 3, Definition: null });
        Assert.True(sizes["B"] is { IsConstant: false, Value: null, AnalysedValue: 3 });
        Assert.True(sizes["C"] is { IsConstant: false, Value: 2, Sweep: (1, 8) });
        Assert.True(sizes["D"] is { IsConstant: false, AnalysedValue: 7, Definition: not null });
        Assert.True(sizes["E"] is { IsConstant: true, Value: 6 });
    }

    [Fact]
    public void A_size_that_the_build_fixes_takes_the_place_of_the_written_one()
    {
        var source = new Text.SourceText("Model.slt", "size K = 3;\nsize L = 2 * K;" + Observed);
        var model = SltCompilation.Compile(source, new BindingOptions { Sizes = new Dictionary<string, long> { ["K"] = 5 } }).Model!;
        Assert.Equal([5L, 10L], model.Sizes.Select(s => s.AnalysedValue));
    }

    [Fact]
    public void A_requirement_proves_sizes_equal()
    {
        var compilation = Compile("size N;\nsize M;\nrequire N == M;\nparam vector[N] a ~ normal(0, 1);\nparam vector[M] b ~ normal(0, 1);\nobserve real y ~ normal(dot(a, b), 1);");
        Assert.DoesNotContain(compilation.Diagnostics, d => d.Code is "SLT0303" or "SLT0301");
    }

    [Fact]
    public void A_requirement_bounds_a_lag_from_below()
    {
        const string Lagged = "size L;\nREQUIRE\nobserve vector[9] y each t in 5:9 ~ normal(y[t - L], 1);";
        Assert.Contains(Compile(Lagged.Replace("REQUIRE", "")).Diagnostics, d => d.Code == "SLT0605");
        Assert.DoesNotContain(Compile(Lagged.Replace("REQUIRE", "require L >= 1 && L < 5;")).Diagnostics, d => d.Severity == Severity.Error);
    }

    [Fact]
    public void A_truth_is_typed_at_its_own_sizes_and_so_are_sizes_that_follow()
    {
        var model = Model(
            "size K = 2 in 1:4;\nsize L = K + 1;\nparam vector[K] a ~ normal(0, 1);\nparam vector[L] b ~ normal(0, 1);\n" +
            "observe real y ~ normal(sum(a) + sum(b), 1);\ntruth One { with K = 1; set a = [5]; set b = [1, 2]; }\ntruth Own { set a = zeros(K); set b[1] = 0; set b[2] = 1; set b[3] = 2; }");
        var one = model.Truths.First();
        Assert.Equal([("K", 1L), ("L", 2L)], one.Sizes.Select(s => (s.Size.Name, s.Value)));
        Assert.IsType<Bracket>(model.Truths.Last().Parameters[1].Value);
    }

    [Fact]
    public void Functions_are_inlined_for_the_sizes_of_their_arguments()
    {
        var model = Model(
            "fun vector[n] layer(matrix[n, m] W, vector[m] z) { let u = W * z; return tanh(u) / n; }\n" +
            "param matrix[3, 2] A ~ normal(0, 1);\nparam matrix[1, 3] B ~ normal(0, 1);\ninput vector[2] x ~ normal(0, 1);\n" +
            "let out = layer(W = B, z = layer(A, x));\nobserve real y ~ normal(out[1], 1);");
        Assert.Equal("vector[1]", model.Declarations.OfType<LetDeclaration>().Single().Symbol.Type.ToString());
    }

    [Fact]
    public void Imports_bring_functions_and_constant_sizes()
    {
        var library = new Text.SourceText("lib.slt", "size WIDTH = 4;\nfun real twice(real x) = 2 * x;\n");
        var compilation = SltCompilation.Compile(
            new("Model.slt", "import \"lib.slt\";\nparam vector[WIDTH] a ~ normal(0, 1);\nobserve real y ~ normal(twice(sum(a)), 1);"),
            new BindingOptions { Import = path => path == "lib.slt" ? library : null });
        Assert.True(compilation.Model is not null, Marked.Render(compilation));
        Assert.Equal("WIDTH", compilation.Model.Sizes.Single().Symbol.Name);
    }

    [Theory]
    [InlineData("import \"other.slt\";", "the import of `lib.slt` is cyclic")]
    [InlineData("param real a ~ normal(0, 1);", "`lib.slt` holds more than functions and constant sizes")]
    [InlineData("fun real f(", "`lib.slt` has an error at 1:11")]
    public void An_import_that_cannot_be_used_is_reported_at_its_place(string library, string message)
    {
        Text.SourceText? Import(string path) => path switch
        {
            "lib.slt" => new(path, library),
            "other.slt" => new(path, "import \"lib.slt\";"),
            _ => null,
        };
        var marked = Marked.Parse("import «\"lib.slt\"»;" + Observed);
        var error = marked.Compile(Import).Diagnostics.First(d => d.Severity == Severity.Error);
        Assert.Equal(("SLT0106", marked.Span), (error.Code, error.Span));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_statement_defines_its_name_so_that_nothing_follows()
    {
        var compilation = Compile("param vector[nowhere] a ~ normal(0, 1);\nlet b = a[1] + missing;\nlet c = b * 2;\nobserve real y ~ normal(c + a[2], 1);\ntruth Q { set a = [1, 2]; }");
        Assert.Equal(["`nowhere` is not defined", "`missing` is not defined"], compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Message));
        Assert.Null(compilation.Model);
    }

    [Fact]
    public void An_allowance_silences_its_code_in_its_statement_or_in_the_file()
    {
        const string Improper = "param real a ~ flat();\nobserve real y ~ normal(a, 1);";
        Assert.Contains(Compile(Improper).Diagnostics, d => d.Code == "SLT0403");
        Assert.DoesNotContain(Compile("@allow(SLT0403, \"it is bounded by the data\")\n" + Improper).Diagnostics, d => d.Code is "SLT0403" or "SLT0008");
        var model = Model("@allow(SLT0403, \"it is bounded by the data\")\n@singular\n/// A model.\nmodel Named;\n" + Improper);
        Assert.True(model is { Name: "Named", IsSingular: true, Documentation: "A model.", Allowances.Count: 1 });
    }

    [Fact]
    public void Attributes_name_columns_labels_and_missing_values()
    {
        var model = Model("@labels(\"low\", \"high\")\nsize K = 2;\n@column(\"in.1\")\ninput vector[K] x ~ normal(0, 1);\n@column(\"out\")\n@missing(-9)\nobserve real y ~ normal(sum(x), 1);");
        Assert.Equal(["low", "high"], model.Sizes.Single().Labels);
        Assert.Equal("in.1", model.Inputs.Single().Column);
        Assert.True(model.Observations.Single() is { Column: "out", MissingCode: -9 });
    }

    [Fact]
    public void Training_runs_have_options_and_initial_weights()
    {
        var model = Model("param real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\nphase P at { set a = 1; } radius 0.5;\ntrain S = sgd(lr = 0.01, steps = 100, init = near(P, 0.1));\ntrain H = adam(lr = 1e-3, init = he());");
        var runs = model.Declarations.OfType<TrainDeclaration>().ToArray();
        Assert.Equal(("sgd", "P", 2), (runs[0].Method, runs[0].InitialPhase, runs[0].Options.Count));
        Assert.True(runs[1] is { Method: "adam", InitialPhase: null, Initial: FamilyDistribution { Family: "he" } });
    }

    [Theory]
    [InlineData("normal(mu[z], 1)", true)]
    [InlineData("normal(sum(mu[z]), 1)", false)]
    [InlineData("normal(sum(mu[z[i]] for i in 1:N), 1)", false)]
    public void Members_of_a_latent_array_are_summed_one_by_one_unless_they_meet(string distribution, bool isLegal)
    {
        var compilation = Compile($"size N = 40;\nparam vector[2] mu ~ normal(0, 1);\nlatent array[N] int<lower=1, upper=2> z ~ categorical([0.5, 0.5]);\nobserve vector[N] y ~ {distribution};");
        Assert.Equal(isLegal, compilation.Diagnostics.All(d => d.Code != "SLT0407"));
        Assert.Equal(isLegal, !compilation.HasErrors);
    }

    [Fact]
    public void Equal_texts_give_equal_models()
    {
        const string Text = "size K = 2 in 1:4;\nparam simplex[K] w ~ dirichlet(rep(1, K));\nobserve real y ~ mixture(w, k => normal(k, 1));";
        Assert.Equal(Compile(Text), Compile(Text));
        Assert.NotEqual(Compile(Text), Compile(Text.Replace("1:4", "1:5")));
    }

    [Fact]
    public void The_model_of_a_file_without_name_has_the_given_one() =>
        Assert.Equal("Fallback", SltCompilation.Compile(new("a.slt", Observed), new BindingOptions { DefaultModelName = "Fallback" }).Model!.Name);

    private static SltCompilation Compile(string text) => SltCompilation.Compile(new("Model.slt", text), new BindingOptions());

    private static BoundModel Model(string text)
    {
        var compilation = Compile(text);
        return compilation.Model ?? throw new InvalidOperationException(Marked.Render(compilation));
    }
}
