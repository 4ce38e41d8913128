using System.Collections;
using System.Reflection;
using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax;
using SltDsl.Language.Tests.Binding;
using Xunit.Abstractions;

namespace SltDsl.Language.Tests;

/// <summary>
/// The list of what the language has, each with the test that exercises it: every construct of the grammar occurs in a model
/// here that binds without error, and every code from 00xx to 07xx is provoked by a named test.
/// </summary>
public sealed class SummaryTests(ITestOutputHelper output)
{
    private const string Names = "size N = 3; size K = 2; param real a ~ normal(0, 1); param vector[2] v ~ normal(0, 1); param matrix[2, 2] M ~ normal(0, 1); ";
    private const string Observed = " observe real y ~ normal(0, 1);";

    /// <summary>What a model shows, and the model.</summary>
    public static TheoryData<string, string> Constructs => new()
    {
        { "version, name and documentation", "slt 1; /// A model.\nmodel Named;" + Observed },
        { "import", "import \"lib.slt\";" + Observed },
        { "sizes: constant, run-time, swept, derived", "size A = 3; size B; size C = 2 in 1:8; size D = A * C + 1;" + Observed },
        { "hyperparameters", "hyper real h = 1 in [0.5, 2]; hyper positive g = 2; observe real y ~ normal(h, g);" },
        { "data", "size G; data vector[G] t; data real m = mean(t); observe real y ~ normal(m, 1);" },
        { "column", "input real x ~ normal(0, 1); data real m = mean(column(x)); observe real y ~ normal(x - m, 1);" },
        { "inputs", "input real u; input real x ~ normal(0, 1); observe real y ~ normal(u + x, 1);" },
        { "parameters, factorised", "param vector[3] b each k in 2:3 ~ normal(b[k - 1], 1); observe real y ~ normal(sum(b), 1);" },
        { "latent variables", "latent int<lower=1, upper=2> z ~ categorical([0.5, 0.5]); observe real y ~ normal(z, 1);" },
        { "latent chains", "latent array[4] int<lower=1, upper=2> z each t in 1:4 ~ categorical(if t == 1 then [0.5, 0.5] else [[0.9, 0.1], [0.2, 0.8]][z[t - 1]]); observe vector[4] y each t in 1:4 ~ normal(z[t], 1);" },
        { "observations: declared, again, factorised", "input positive x; let u = log(x); observe u ~ normal(0, 1); observe matrix[2, 3] y each i in 1:2, t in 2:3 ~ normal(y[i, t - 1], 1);" },
        { "factors", Names + "factor -a ^ 2; factor a ~ normal(0, 2);" + Observed },
        { "requirements", Names + "require N == K + 1 else \"one more\"; require N > 1;" + Observed },
        { "functions, short and long", "fun real twice(real x) = 2 * x; fun vector[n] layer(matrix[n, m] W, vector[m] z) { let u = W * z; return tanh(u); } " + Names + "let h = layer(z = v, W = M) * twice(a); observe vector[2] y ~ normal(h, 1);" },
        { "truths: with, set, elements, let", "size H = 2 in 1:4; param vector[H] b ~ normal(0, 1);" + " observe real y ~ normal(sum(b), 1); truth Q { with H = 1; let c = 3; set b = [c]; } truth E { set b[1] = 0; set b[2] = 1; }" },
        { "truths, explicit", "input real x ~ normal(0, 1); param real b ~ normal(0, 1); observe real y ~ normal(b * x, 1); truth Q { input x ~ uniform(0, 1); observe y ~ normal(x ^ 2, 1); }" },
        { "phases", Names + Observed + " truth Q { set a = 0; set v = zeros(2); set M = zeros(2, 2); } phase P where a > 1; phase B at Q radius 0.5; phase C at { set a = 9; } radius 1;" },
        { "training", Names + Observed + " train S = sgd(lr = 0.1, steps = 10, init = normal(0, 1));" },
        { "generated quantities", Names + "generate real g = a ^ 2; generate real d ~ normal(a, 1);" + Observed },
        { "attributes", "@singular\n@allow(SLT0403, \"bounded by the data\")\nmodel M; @labels(\"a\", \"b\") size K = 2; @column(\"in\") input vector[K] x ~ normal(0, 1); @missing(-9) observe real y ~ normal(sum(x), 1);" },
        {
            "types", """
            param real r ~ normal(0, 1); input int n ~ poisson(3); input bool c ~ bernoulli(0.5); param positive s ~ exponential(1); param prob p ~ beta(1, 1);
            param vector[2] b ~ normal(0, 1); param matrix[2, 3] A ~ normal(0, 1); param simplex[3] w ~ dirichlet([1, 1, 1]); param ordered[2] o ~ normal(0, 1);
            param positive_ordered[2] q ~ normal(0, 1); param unit_vector[2] u ~ flat(); param cov_matrix[2] S ~ wishart(3, identity(2)); param corr_matrix[2] R ~ lkj_corr(1);
            param cholesky_factor_corr[2] L ~ lkj_corr_cholesky(1); param row_stochastic_matrix[2, 2] T ~ dirichlet([1, 1]);
            @allow(SLT0402, "a factor is enough here") param sum_to_zero_vector[3] z ~ normal(0, 1);
            @allow(SLT0402, "a factor is enough here") param cholesky_factor_cov[2] F ~ normal(0, 1);
            param array[2, 2] vector[3] g ~ normal(0, 1);
            observe real y ~ normal(r + n + c, s);
            """
        },
        { "bounds, also by parameters", "param prob a ~ flat(); param real<lower=0, upper=1 - a> b ~ flat(); param real<offset=5, multiplier=2> c ~ normal(5, 2); param vector<lower=[0, 1]>[2] d ~ normal(1, 1); observe real y ~ normal(a + b + c + sum(d), 1);" },
        { "operators", Names + "let e = (a + 1 - 2 * 3 / 4) ^ 2 + -a + +a; let f = v .* v ./ (v .^ 2); let g = 7 % 4; let c = a < 1 && a <= 2 || !(a > 3) && a >= 4 || N == 3 && N != 4; observe real y ~ normal(e + sum(f) + g + c, 1);" },
        { "matrices", Names + "let e = M' * M * v; let f = v' * v; observe vector[2] y ~ normal(e * f, 1);" },
        { "lists and comprehensions", Names + "let e = [1, 2.5]; let f = [[i * j for j in 1:2] for i in 1:2]; let g = [i + j for i in 1:2 for j in 1:2]; observe real y ~ normal(sum(e) + sum(f) + sum(g) + sum(v[i] for i in 1:2), 1);" },
        { "indices, slices and gathers", Names + "let e = M[1] + M[:, 2] + M[2, 1:2] + v[[2, 1]] + v[1:] + v[:2]; observe real y ~ normal(sum(e), 1);" },
        { "choices, literals and parentheses", Names + "let e = if true then 1e-3 else (2.5); observe real y ~ normal(e, 1);" },
        { "recurrences", Names + "let e = fold(a, (s, i) => s * v[i], 1:2); let f = scan(a, (s, x) => s + x, v); observe real y ~ normal(e + sum(f), 1);" },
        { "mixtures and chains", Names + "param simplex[2] w ~ dirichlet([1, 1]); observe vector[3] y ~ mixture(w, k => normal(v[k], 1)); observe vector[3] z ~ hmm(w, [w, w], (k) => normal(v[k], 1));" },
        { "enumerate, zero inflation, products", Names + "observe real y ~ enumerate(z in 1:2, 0.5, normal(v[z], 1)); observe int c ~ zero_inflated(0.3, poisson(2)); observe vector[2] d ~ product([normal(0, 1), normal(a, 1)]); observe vector[2] e ~ product([normal(v[i], 1) for i in 1:2]);" },
        { "truncation, censoring, affine, axis", Names + "input vector[2] x ~ axis(2, uniform(0, 1)); observe real y ~ truncate(normal(a, 1), 0, 9); observe real c ~ censor(normal(sum(x), 1), hi = 5); observe real d ~ affine(student_t(3, 0, 1), a, 2);" },
        { "named arguments and choices between distributions", "input bool c ~ bernoulli(p = 0.5); observe real y ~ if c then normal(sd = 1, mu = 0) else cauchy(0, 1);" },
    };

    [Theory]
    [MemberData(nameof(Constructs))]
    public void A_model_of_each_construct_binds(string shows, string model)
    {
        var compilation = Compile(model);
        Assert.True(compilation.Model is not null, shows + "\n" + Marked.Render(compilation));
    }

    [Fact]
    public void Every_node_and_operator_of_the_grammar_occurs_in_one_of_them()
    {
        var shownBy = new Dictionary<string, string>();
        foreach (var row in Constructs)
        {
            foreach (var statement in Compile((string)row[1]).Tree.Statements)
            {
                Collect(statement, (string)row[0], shownBy);
            }
        }

        foreach (var (construct, shows) in shownBy.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{construct}: {shows}");
        }

        // What cannot be read is the subject of SyntaxErrorTests; a string stands in statements that hold it as such.
        var nodes = typeof(SyntaxNode).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(SyntaxNode)) && !t.IsAbstract && t != typeof(MalformedStatementSyntax)).Select(t => t.Name);
        var members = new[] { typeof(BinaryOperator), typeof(UnaryOperator), typeof(TypeKeyword), typeof(BoundKeyword), typeof(ArgumentForm) }.SelectMany(e => Enum.GetNames(e).Select(n => $"{e.Name}.{n}"));
        Assert.Equal([], nodes.Concat(members).Except(shownBy.Keys));
    }

    /// <summary>For each code the test file, below tests/, that provokes it, and the test.</summary>
    public static TheoryData<string, string, string> Codes
    {
        get
        {
            const string Errors = "SltDsl.Language.Tests/Syntax/SyntaxErrorTests.cs";
            const string Bound = "SltDsl.Language.Tests/Binding/BindingDiagnosticTests.cs";
            const string Schema = "SltDsl.Runtime.Tests/Data/DataSchemaTests.cs";
            var codes = new TheoryData<string, string, string>();
            foreach (var code in new[] { "SLT0001", "SLT0003", "SLT0004", "SLT0005", "SLT0006" })
            {
                codes.Add(code, Errors, nameof(Syntax.SyntaxErrorTests.Names_the_place_and_the_right_form));
            }

            codes.Add("SLT0002", Errors, nameof(Syntax.SyntaxErrorTests.Lesser_findings_leave_the_statement_whole));
            codes.Add("SLT0007", Errors, nameof(Syntax.SyntaxErrorTests.Lesser_findings_leave_the_statement_whole));
            codes.Add("SLT0010", "SltDsl.Language.Tests/Syntax/HostileInputTests.cs", nameof(Syntax.HostileInputTests.Binary_input_is_one_error));
            codes.Add("SLT0011", "SltDsl.Language.Tests/Syntax/HostileInputTests.cs", nameof(Syntax.HostileInputTests.Ten_thousand_levels_are_one_error_on_a_small_stack));
            foreach (var code in BindingDiagnosticTests.Findings.Select(row => (string)row[0]).Distinct().Where(c => string.CompareOrdinal(c, "SLT0700") < 0))
            {
                codes.Add(code, Bound, nameof(BindingDiagnosticTests.Each_code_is_reported_at_its_place_and_once));
            }

            codes.Add("SLT0701", Schema, "A_mixture_of_ranks_names_both_readings");
            codes.Add("SLT0702", Schema, "A_missing_column_names_what_was_meant");
            codes.Add("SLT0703", Schema, "A_given_size_must_fit_the_data");
            codes.Add("SLT0704", Schema, "Elements_have_their_declared_kind");
            codes.Add("SLT0705", Schema, "A_missing_value_may_only_be_an_observation");
            codes.Add("SLT0706", Schema, "Bounds_may_depend_on_what_was_read_before");
            codes.Add("SLT0707", "SltDsl.Files.Tests/DataReaderTests.cs", "An_empty_file_is_refused");
            return codes;
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_has_a_test(string code, string file, string test)
    {
        // The code stands in the test itself, or in the data of a test of this project, which says that it is reported.
        var text = File.ReadAllText(Path.Combine(TestsFolder(), file));
        var start = text.IndexOf($"public void {test}(", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{file} has no test {test}");
        var end = text.IndexOf("    public ", start + 1, StringComparison.Ordinal);
        var body = text[start..(end < 0 ? text.Length : end)];
        var data = typeof(SummaryTests).Assembly.GetTypes().Where(t => file.EndsWith($"/{t.Name}.cs", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethod(test)?.GetCustomAttributes<MemberDataAttribute>().Select(a => (IEnumerable<object[]>)t.GetProperty(a.MemberName)!.GetValue(null)!) ?? [])
            .SelectMany(rows => rows);
        Assert.True(
            body.Contains($"\"{code}\"", StringComparison.Ordinal) || data.Any(row => row.Contains(code)) || InlineData(text, start).Contains($"\"{code}\"", StringComparison.Ordinal),
            $"{test} of {file} does not provoke {code}");
    }

    // The attributes of a test stand between the end of the method before and its own name.
    private static string InlineData(string text, int start) => text[(text.LastIndexOf("    }\n", start, StringComparison.Ordinal) is >= 0 and var end ? end : 0)..start];

    [Fact]
    public void No_code_from_00_to_07_is_left_out()
    {
        var listed = Codes.Select(row => (string)row[0]).ToHashSet();
        Assert.Equal([], DiagnosticCatalogue.All.Select(d => d.Code).Where(c => string.CompareOrdinal(c, "SLT0800") < 0).Except(listed));
    }

    private static SltCompilation Compile(string text) => SltCompilation.Compile(
        new("Model.slt", text), new BindingOptions { Import = _ => new("lib.slt", "size W = 4; fun real half(real x) = x / 2;") });

    private static void Collect(object? value, string shows, Dictionary<string, string> shownBy)
    {
        switch (value)
        {
            case SyntaxNode node:
                shownBy.TryAdd(node.GetType().Name, shows);
                foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
                {
                    Collect(property.GetValue(node), shows, shownBy);
                }

                break;
            case Enum member:
                shownBy.TryAdd($"{member.GetType().Name}.{member}", shows);
                break;
            case IEnumerable items and not string:
                foreach (var item in items)
                {
                    Collect(item, shows, shownBy);
                }

                break;
        }
    }

    private static string TestsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SltDsl.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "tests");
    }
}
