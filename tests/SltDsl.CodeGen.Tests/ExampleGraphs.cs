using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>Models with sizes, shared data and made-up rows.</summary>
internal static class ExampleGraphs
{
    /// <summary>Some for whole vectors, some left over.</summary>
    public const int Rows = 19;

    private static readonly Dictionary<string, Func<Example>> _all = new()
    {
        ["01-coin"] = () => File("01-coin", ("y", 0, 1)),
        ["02-linear-regression"] = () => File("02-linear-regression"),
        ["03-logistic-regression"] = () => File("03-logistic-regression", ("y", 1, 3)),
        ["04-eight-schools"] = () => File("04-eight-schools", ("school", 1, 8), ("se", 5, 15)),
        ["05-gaussian-mixture"] = () => File("05-gaussian-mixture") with { Sizes = new() { ["K"] = 3 } },
        ["06-reduced-rank"] = () => File("06-reduced-rank"),
        ["07-deep-linear"] = () => File("07-deep-linear"),
        ["08-tanh-network"] = () => File("08-tanh-network"),
        ["09-relu-network"] = () => File("09-relu-network"),
        ["10-toy-model-superposition"] = () => File("10-toy-model-superposition"),
        ["11-latent-class"] = () => File("11-latent-class", ("y", 0, 1)),
        ["12-hmm"] = () => File("12-hmm", ("y", 1, 3)),
        ["13-factor-analysis"] = () => File("13-factor-analysis"),
        ["14-autoregression"] = () => File("14-autoregression"),
        ["15-gp-regression"] = () => File("15-gp-regression") with { Shared = new("grid", [new("t", [6], [0, 1, 2, 3, 4, 5], false)]) },
        ["16-modular-addition"] = () => File("16-modular-addition", ("a", 1, 7), ("b", 1, 7), ("c", 1, 7)) with { Sizes = new() { ["D"] = 4 } },
        ["structures"] = () => Text("""
            size K = 3;
            param simplex[K] s ~ dirichlet(rep(2, K));
            param ordered[K] o ~ normal(0, 2);
            param positive_ordered[K] p ~ normal(0, 2);
            param sum_to_zero_vector[K] z ~ normal(0, 1);
            param real<lower=o[1], upper=o[1] + exp(z[1])> b ~ normal(0, 3);
            param real<upper=2> c ~ normal(0, 3);
            param vector<offset=c, multiplier=2>[K] f ~ normal(0, 1);
            param array[2] simplex[K] r ~ dirichlet(rep(1.5, K));
            observe real y ~ normal(b + c + dot(f, s) + dot(o, z) + dot(p, r[1]) + r[2, 1], 1);
            """),
        ["bounded"] = () => Text("""
            size K = 3;
            param simplex[K] s ~ dirichlet(rep(2, K));
            param ordered[K] o ~ normal(0, 2);
            param positive_ordered[2] p ~ normal(0, 2);
            param real<lower=o[1], upper=o[1] + 2> b ~ normal(0, 3);
            param vector<lower=0>[2] c ~ student_t(5, 0, 1);
            param array[2] simplex[K] r ~ dirichlet(rep(1.5, K));
            param real m ~ mixture([0.3, 0.7], k => normal(2 * k - 3, 0.5));
            param vector[4] h each t in 1:4 ~ normal(if t == 1 then m else h[t - 1], 0.5);
            param cov_matrix[2] Sigma ~ inv_wishart(5, identity(2));
            param corr_matrix[3] Omega ~ lkj_corr(2);
            param cholesky_factor_corr[3] L ~ lkj_corr_cholesky(1.5);
            param real<lower=0.5, upper=3> q ~ truncate(normal(1, 1), 0.5, 3);
            observe vector[2] y ~ multi_normal(c, Sigma);
            observe int<lower=1, upper=4> g ~ ordered_logistic(b, o);
            observe real x ~ zero_inflated(s[1], normal(q, p[2]));
            observe array[4] int<lower=0> n ~ poisson_log(h);
            observe array[K] int<lower=0, upper=6> counts ~ multinomial(6, r[1]);
            """, ("g", 1, 4), ("n", 0, 3), ("counts", 2, 2)),
        ["matrices"] = () => Text("""
            size K = 3;
            param cov_matrix[K] Sigma ~ inv_wishart(5, identity(K));
            param corr_matrix[K] R ~ lkj_corr(2);
            param cholesky_factor_corr[K] L ~ lkj_corr_cholesky(1.5);
            param cholesky_factor_cov[K] C ~ normal(0, 1);
            observe vector[K] y ~ multi_normal(C * L * ones(K), Sigma + R);
            """),
        ["counts"] = () => Text("""
            param positive a ~ gamma(2, 1);
            param prob p ~ beta(2, 3);
            input real x;
            observe int<lower=0> n ~ neg_binomial_2_log(a * x, a);
            observe int<lower=0> m ~ zero_inflated(p, poisson(a));
            observe int<lower=0, upper=5> k ~ beta_binomial(5, a, 1 + p);
            observe real<lower=0> t ~ truncate(student_t(3 + a, x, 1), 0, 4);
            observe real<upper=1> u ~ censor(normal(a, 1), , 1);
            """.Replace("truncate(student_t(3 + a, x, 1), 0, 4)", "truncate(normal(x, a), 0, 4)").Replace("censor(normal(a, 1), , 1)", "normal(a, 1 + p)"),
            ("n", 0, 4), ("m", 0, 3), ("k", 0, 5), ("t", 0, 4)),
        ["cut"] = () => Text("""
            param positive a ~ gamma(2, 1);
            param real<lower=0.2, upper=3> g ~ gamma(2, a);
            param real<lower=0> h ~ student_t(3 + a, 0.5, g);
            param real<lower=0.05, upper=0.9> p ~ beta(a, 1 + g);
            input real x;
            observe real<lower=0> t ~ truncate(student_t(3 + a, x, g), 0, 4);
            observe positive w ~ truncate(gamma(a, g), 0.5, 9);
            observe int<lower=1> n ~ truncate(poisson(a), 1, 30);
            observe int<lower=0> k ~ censor(neg_binomial_2(a, h + 0.1), 0, 5);
            observe int<lower=0, upper=9> b ~ truncate(binomial(9, p), 2, 8);
            """,
            ("t", 0, 4), ("w", 1, 5), ("n", 1, 4), ("k", 0, 5), ("b", 2, 8)),
        ["factorised"] = () => Text("""
            size T = 6;
            param real phi ~ normal(0, 1);
            param positive s ~ half_normal(1);
            param vector[T] h each t in 1:T ~ normal(if t == 1 then 0 else phi * h[t - 1], s);
            observe vector[T] y ~ normal(0, exp(h / 2));
            factor -0.5 * sum(h) ^ 2;
            """),
        ["extrema"] = () => Text("""
            size K = 4;
            param vector[K] w ~ normal(0, 1);
            input vector[K] x;
            observe real y ~ normal(max(w .* x) - min(w) + prod(w .* x) + log_sum_exp(w + x), 1);
            """),
    };

    public static IReadOnlyCollection<string> Names => _all.Keys;

    public static Example Of(string name) => _all[name]();

    private static Example File(string name, params (string Name, int Low, int High)[] columns) =>
        Text(System.IO.File.ReadAllText(Path.Combine(Root(), "examples", "models", $"{name}.slt")), columns) with { Path = $"{name}.slt" };

    private static Example Text(string text, params (string Name, int Low, int High)[] columns) => new(text, columns);

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "SltDsl.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}

/// <summary>A model in text, with what it takes to make and to evaluate it.</summary>
internal sealed record Example(string Text, (string Name, int Low, int High)[] Ranges)
{
    private static readonly Dictionary<string, ISltModelFactory> _factories = [];

    public string Path { get; init; } = "model.slt";

    public Dictionary<string, long> Sizes { get; init; } = [];

    public DataFile? Shared { get; init; }

    public bool IsPiecewise => Text.Contains("relu") || Text.Contains("max(w");

    public ModelGraph Graph()
    {
        var compilation = SltCompilation.Compile(new SourceText(Path, Text), new BindingOptions());
        Assert.True(compilation.Model is not null, string.Join("\n", compilation.Diagnostics.Select(d => $"{d.Code} {d.Message}")));
        return GraphBuilder.Build(compilation.Model);
    }

    public ISltModel Model()
    {
        lock (_factories)
        {
            if (!_factories.TryGetValue(Text, out var factory))
            {
                _factories.Add(Text, factory = Compiled.Factory(Graph()));
            }

            return factory.Create(Shared, Sizes);
        }
    }

    /// <summary>Rows with integers of the stated ranges, and standard normal numbers elsewhere.</summary>
    public Dataset Data(ISltModel model)
    {
        var random = new SltRandom(7);
        var columns = new List<double[]>();
        foreach (var column in model.Columns)
        {
            var range = Ranges.FirstOrDefault(r => r.Name == column.Name);
            var values = new double[column.Count * ExampleGraphs.Rows];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = range.Name is null ? random.NextNormal() : range.Low + random.NextInteger(range.High - range.Low + 1);
            }

            columns.Add(values);
        }

        return new Dataset(ExampleGraphs.Rows, columns);
    }
}
