using SltDsl.Language.Diagnostics;

namespace SltDsl.Language.Tests.Binding;

/// <summary>Each code of the binder, provoked at its place; errors are never followed by others.</summary>
public sealed class BindingDiagnosticTests
{
    private const string Observed = "observe real y ~ normal(0, 1);";

    // Each function doubles the tree eight times over.
    private const string Explosive =
        "fun real a(real x) = x + x; fun real b(real x) = a(a(a(a(a(a(a(«a(x)»))))))); fun real c(real x) = b(b(b(x))); param real w ~ normal(0, 1); observe real y ~ normal(c(w), 1);";

    /// <summary>Code, message and model, with the place between « and ».</summary>
    public static TheoryData<string, string, string> Findings => new()
    {
        // Names
        { "SLT0101", "`mue` is not defined; did you mean `mu`?", "param real mu ~ normal(0, 1); observe real y ~ normal(«mue», 1);" },
        { "SLT0101", "there is no function `sofmax`; did you mean `softmax`?", "param vector[2] a ~ normal(0, 1); observe int y ~ categorical(«sofmax»(a));" },
        { "SLT0101", "there is no distribution `nromal`; did you mean `normal`?", "observe real y ~ «nromal»(0, 1);" },
        { "SLT0101", "there is no truth `Fare`; did you mean `Fair`?", "param real m ~ normal(0, 1); observe real y ~ normal(m, 1); truth Fair { set m = 0; } phase P at «Fare» radius 1;" },
        { "SLT0101", "there is no attribute `@singlar`; did you mean `@singular`?", "«@singlar» model M; " + Observed },
        { "SLT0101", "`normal` is not defined as a value; it is a built-in function or family", "observe real y ~ normal(«normal», 1);" },
        { "SLT0102", "`a` is already defined", "param real a ~ normal(0, 1); let «a» = 2; observe real y ~ normal(a, 1);" },
        { "SLT0102", "`Q` is already defined", "param real a ~ normal(0, 1); observe real y ~ normal(a, 1); truth Q { set a = 0; } truth «Q» { set a = 1; }" },
        { "SLT0102", "`y` is already observed", "observe real y ~ normal(0, 1); observe «y» ~ normal(1, 1);" },
        { "SLT0103", "`b` is used before its definition", "observe real y ~ normal(«b», 1); param real b ~ normal(0, 1);" },
        { "SLT0103", "`b` is used in its own definition", "param real b ~ normal(«b», 1); observe real y ~ normal(b, 1);" },
        { "SLT0104", "`c` is never used", "let «c» = 2; " + Observed },
        { "SLT0104", "`f` is never used", "fun real «f»(real x) = x; " + Observed },
        { "SLT0105", "`exp` is a built-in function or family", "fun real «exp»(real x) = x; " + Observed },
        { "SLT0105", "`a__` is reserved: names that end in `__` belong to the tools", "param real «a__» ~ normal(0, 1); observe real y ~ normal(a__, 1);" },
        { "SLT0106", "cannot find `layers.slt`", "import «\"layers.slt\"»; " + Observed },
        { "SLT0107", "function `f` calls itself", "fun real f(real x) = «f(x - 1)»; observe real y ~ normal(0, 1);" },
        { "SLT0107", "function `f` calls itself", "fun int f(vector[«f([1])»] x) = 1; observe real y ~ normal(f([1]), 1);" },

        // Types and levels
        { "SLT0201", "expected `int`, found `real`", "let int n = «2.5»; observe real y ~ normal(n, 1);" },
        { "SLT0201", "expected a distribution after `~`, found `real`", "observe real y ~ «2.5»;" },
        { "SLT0201", "`poisson` has `int` values, found `real`", "observe real y ~ «poisson(2)»;" },
        { "SLT0201", "`sd` of `normal` is a number, found `vector[2]`", "observe real y ~ normal(0, «[1, 2]»);" },
        { "SLT0201", "expected a condition, found `real`", "let a = if «1.5» then 1 else 2; observe real y ~ normal(a, 1);" },
        { "SLT0201", "`m` is not a size", "param real m ~ normal(0, 1); observe real y ~ normal(m, 1); truth Q { with «m» = 2; set m = 1; }" },
        { "SLT0202", "no form of `*` takes `vector[2]` and `vector[2]`", "param vector[2] a ~ normal(0, 1); let b = a «*» a; observe real y ~ normal(sum(b), 1);" },
        { "SLT0202", "no form of `cholesky` takes `(vector[2])`; nearest: `cholesky(A)`", "param vector[2] a ~ normal(0, 1); let b = «cholesky(a)»; observe real y ~ normal(sum(b), 1);" },
        { "SLT0202", "no form of `f` takes `vector[2]` as `x`", "fun real f(real x) = x; param vector[2] a ~ normal(0, 1); observe real y ~ normal(f(«a»), 1);" },
        { "SLT0203", "`normal` takes 2 arguments, found 1", "observe real y ~ «normal(0)»;" },
        { "SLT0203", "`exp` takes 1 argument, found 2", "let a = «exp(1, 2)»; observe real y ~ normal(a, 1);" },
        { "SLT0203", "`normal` has no argument named `sigma`", "observe real y ~ normal(0, «sigma» = 1);" },
        { "SLT0203", "`vector[2]` has 1 axis, found 2 indices", "param vector[2] a ~ normal(0, 1); observe real y ~ normal(«a[1, 2]», 1);" },
        { "SLT0203", "`mixture` is written `mixture(w, k => d)`", "observe real y ~ «mixture(normal(0, 1))»;" },
        { "SLT0203", "`sgd` has no option `learning_rate`", Observed + " train T = sgd(«learning_rate» = 0.1);" },
        { "SLT0204", "expected an index, an integer; found `real`", "param vector[2] a ~ normal(0, 1); observe real y ~ normal(a[«1.0»], 1);" },
        { "SLT0204", "expected a size, an integer; found `real`", "size K = 4; param vector[«K / 2»] a ~ normal(0, 1); observe real y ~ normal(sum(a), 1);" },
        { "SLT0205", "`normal` is a distribution, not a value", "let a = «normal(0, 1)»; observe real y ~ normal(a, 1);" },
        { "SLT0206", "a prior cannot depend on the input `x`", "input real x ~ normal(0, 1); param real a ~ normal(«x», 1); observe real y ~ normal(a, 1);" },
        { "SLT0206", "a size cannot depend on the input `n`", "input int n ~ poisson(3); param vector[«n»] a ~ normal(0, 1); observe real y ~ normal(sum(a), 1);" },
        { "SLT0206", "a phase cannot depend on the input `x`", "input real x ~ normal(0, 1); param real a ~ normal(0, 1); observe real y ~ normal(a * x, 1); phase P where «a > x»;" },
        { "SLT0206", "the choice between distributions cannot depend on the parameter `a`", "param real a ~ normal(0, 1); observe real y ~ if «a > 0» then normal(0, 1) else normal(1, 1);" },
        { "SLT0206", "what is observed cannot depend on the parameter `a`", "param real a ~ normal(0, 1); let b = a + 1; observe «b» ~ normal(0, 1);" },
        { "SLT0206", "`column` may stand only in `data … = …`, `size … = …` and `generate`", "input real x ~ normal(0, 1); observe real y ~ normal(mean(«column(x)»), 1);" },
        { "SLT0206", "the generated `g` is no part of the model", "param real a ~ normal(0, 1); generate real g = a ^ 2; observe real y ~ normal(«g», 1);" },
        { "SLT0207", "comparisons do not chain", "param real a ~ normal(0, 1); observe real y ~ normal(a, 1); phase P where «0 < a < 1»;" },

        // Shapes
        { "SLT0301", "`matrix[N, H] * vector[M]`: inner sizes `H` (= 3) and `M` (= 4) differ", "size N = 2; size H = 3; size M = 4; param matrix[N, H] A ~ normal(0, 1); input vector[M] x ~ normal(0, 1); observe vector[N] y ~ normal(«A * x», 1);" },
        { "SLT0301", "`vector[2] + vector[3]`: sizes `2` and `3` differ", "param vector[2] a ~ normal(0, 1); param vector[3] b ~ normal(0, 1); observe real y ~ normal(sum(«a + b»), 1);" },
        { "SLT0302", "index `3` is beyond the size `2`", "param vector[2] a ~ normal(0, 1); observe real y ~ normal(a[«3»], 1);" },
        { "SLT0302", "index `i - 1` is below 1", "param vector[3] a ~ normal(0, 1); observe real y ~ normal(sum(a[«i - 1»] for i in 1:3), 1);" },
        { "SLT0302", "index `i + 1` is beyond the size `K`", "size K = 2 in 1:4; param vector[K] a ~ normal(0, 1); observe real y ~ normal(sum(a[«i + 1»] for i in 1:K), 1);" },
        { "SLT0302", "index `g` may be 4, beyond the size `3`", "param vector[3] a ~ normal(0, 1); input int<lower=1, upper=4> g ~ discrete_uniform(1, 4); observe real y ~ normal(a[«g»], 1);" },
        { "SLT0302", "index `g` may be 0, below 1", "param vector[3] a ~ normal(0, 1); input int<lower=0, upper=3> g ~ discrete_uniform(0, 3); observe real y ~ normal(a[«g»], 1);" },
        { "SLT0302", "the range of `t` ends beyond the size `3`", "observe vector[3] y each t in «1:4» ~ normal(0, 1);" },
        { "SLT0303", "cannot prove sizes `N` and `M` equal", "size N; size M; param vector[N] a ~ normal(0, 1); input vector[M] x ~ normal(0, 1); observe real y ~ normal(«dot(a, x)», 1);" },
        { "SLT0304", "`max(K, 2)` must be a compile-time constant here", "size K = 2 in 1:4; param vector[«max(K, 2)»] a ~ normal(0, 1); observe real y ~ normal(sum(a), 1);" },
        { "SLT0304", "the power of a matrix must be a constant from 0 to 64", "size K = 2 in 1:4; param matrix[2, 2] a ~ normal(0, 1); observe real y ~ normal(sum(a ^ «K»), 1);" },
        { "SLT0305", "row 2 has 1 elements, row 1 has 2", "let a = [[1, 2], «[3]»]; observe real y ~ normal(sum(a), 1);" },
        { "SLT0306", "a size of 1000000000 exceeds 10_000_000", "size N = «1000000000»; param vector[N] a ~ normal(0, 1); observe real y ~ normal(sum(a), 1);" },
        { "SLT0306", "`vector[1000000000]` exceeds 10_000_000 elements", "let a = «zeros(1000000000)»; observe real y ~ normal(sum(a), 1);" },

        // Distributions
        { "SLT0401", "`sd` of `normal` may be ≤ 0", "param real s ~ normal(0, 1); observe real y ~ normal(0, «s»);" },
        { "SLT0402", "`gamma` has no mass on part of the set of `a`", "param real a ~ «gamma(2, 1)»; observe real y ~ normal(a, 1);" },
        { "SLT0402", "`dirichlet` is a density on `simplex`, not on the set of `a`", "param vector[2] a ~ «dirichlet([1, 1])»; observe int y ~ categorical(a);" },
        { "SLT0402", "`beta` has no mass on the set of `a`", "param real<lower=2> a ~ «beta(1, 1)»; observe real y ~ normal(a, 1);" },
        { "SLT0402", "the prior of `a` is known up to a constant factor on its set", "param simplex[3] a ~ «normal(0, 1)»; observe int y ~ categorical(a);" },
        { "SLT0402", "the prior of `a` is known up to a constant factor on its set", "param real<lower=1> a ~ «skew_normal(2, 1, 3)»; observe real y ~ normal(a, 1);" },
        { "SLT0403", "the prior on `a` is improper", "param real a ~ «flat()»; observe real y ~ normal(a, 1);" },
        { "SLT0404", "the parameter `k` is discrete", "param «int» k ~ poisson(2); observe real y ~ normal(k, 1);" },
        { "SLT0405", "the prior of `p` is zero at truth `Q`", "param prob p ~ beta(2, 1); observe int y ~ bernoulli(p); truth Q { «set p = 0»; }" },
        { "SLT0405", "the prior of `w` is infinite at truth `Q`", "param simplex[2] w ~ dirichlet([0.5, 0.5]); observe int y ~ categorical(w); truth Q { «set w = [1, 0]»; }" },
        { "SLT0406", "`normal` takes a standard deviation, and 0.001 looks like a precision", "param real a ~ normal(0, «0.001»); observe real y ~ normal(a, 1);" },
        { "SLT0407", "summing out needs 2000 states, the limit is 1000", "latent «int<lower=1, upper=2000>» z ~ discrete_uniform(1, 2000); observe real y ~ normal(z, 1);" },
        { "SLT0408", "the latent `z` is continuous", "latent «real» z ~ normal(0, 1); observe real y ~ normal(z, 1);" },
        { "SLT0409", "`round` has no gradient in `a`", "param real a ~ normal(0, 1); observe real y ~ normal(«round(a)», 1);" },
        { "SLT0410", "`categorical` of `softmax(a)` loses precision", "param vector[3] a ~ normal(0, 1); observe int y ~ «categorical(softmax(a))»;" },
        { "SLT0411", "`sd` of `normal` is 10000, far from unit scale", "param real a ~ normal(0, «10000»); observe real y ~ normal(a, 1);" },
        { "SLT0412", "the prior is known up to a constant factor", "param real a ~ normal(0, 1); «factor -a ^ 2»; observe real y ~ normal(a, 1);" },

        // Constraints
        { "SLT0501", "no value lies between 2 and 1", "param real<«lower=2, upper=1»> a ~ uniform(1, 2); observe real y ~ normal(a, 1);" },
        { "SLT0501", "a size of -1 is negative", "size K = «-1»; param vector[K] a ~ normal(0, 1); observe real y ~ normal(sum(a), 1);" },
        { "SLT0502", "the constraint of `s` is not guaranteed", "param real a ~ normal(0, 1); let «positive» s = a; observe real y ~ normal(0, s);" },
        { "SLT0503", "`real<lower=0>` is `positive`", "param «real<lower=0>» a ~ exponential(1); observe real y ~ normal(a, 1);" },

        // Truths, phases, rows
        { "SLT0601", "truth `Q` leaves `b` unset", "param real a ~ normal(0, 1); param real b ~ normal(0, 1); observe real y ~ normal(a + b, 1); truth «Q» { set a = 0; }" },
        { "SLT0601", "truth `Q` leaves `a[2]` unset", "param vector[2] a ~ normal(0, 1); observe real y ~ normal(sum(a), 1); truth Q { «set a[1] = 0»; }" },
        { "SLT0602", "truth `Q` violates the constraint of `s`: -1 is below 0", "param positive s ~ exponential(1); observe real y ~ normal(0, s); truth Q { «set s = -1»; }" },
        { "SLT0602", "truth `Q` violates the constraint of `w`: the elements sum to 0.9, not to 1", "param simplex[2] w ~ dirichlet([1, 1]); observe int y ~ categorical(w); truth Q { «set w = [0.4, 0.5]»; }" },
        { "SLT0602", "truth `Q` violates the constraint of `b`: 0.8 is above 0.5", "param prob a ~ beta(1, 1); param real<lower=0, upper=1 - a> b ~ flat(); observe real y ~ normal(a + b, 1); truth Q { set a = 0.5; «set b = 0.8»; }" },
        { "SLT0603", "phases `A` and `B` overlap at `a = 0.5`", "param real a ~ normal(0, 1); observe real y ~ normal(a, 1); phase A where a < 1; phase «B» where a > 0;" },
        { "SLT0603", "phases `A` and `B` overlap between their centres", "param real a ~ normal(0, 1); observe real y ~ normal(a, 1); phase A at { set a = 0; } radius 1; phase «B» at { set a = 1; } radius 0.5;" },
        { "SLT0604", "phase `P` is empty", "param positive a ~ exponential(1); observe real y ~ normal(a, 1); phase P where «a < -1»;" },
        { "SLT0605", "`each` looks ahead: `y[t + 1]`", "observe vector[5] y each t in 1:4 ~ normal(«y[t + 1]», 1);" },
        { "SLT0605", "`each` looks ahead: all of `y`", "observe vector[5] y each t in 2:5 ~ normal(sum(«y»), 1);" },
        { "SLT0605", "the distribution of `y` reads `y` itself", "param real a ~ normal(0, 1); input vector[3] y; observe y ~ normal(a * mean(«y»), 1);" },
        { "SLT0605", "the distribution of `y` reads `s`, which depends on `y`", "param real a ~ normal(0, 1); input vector[3] y; let s = a * y; observe y each t in 2:3 ~ normal(«s»[t - 1], 1);" },
        { "SLT0606", "nothing is observed", "model «Empty»; param real a ~ normal(0, 1);" },
        { "SLT0607", "input `x` has no q(x): simulation is off", "input real «x»; observe real y ~ normal(x, 1);" },
        { "SLT0608", "a truth cannot change `N`, a size of the row", "size N = 3; param real a ~ normal(0, 1); observe vector[N] y ~ normal(a, 1); truth Q { «with N = 2»; set a = 0; }" },

        // Tool and attributes
        { "SLT0008", "`@allow(SLT0104)` silences nothing", "«@allow(SLT0104, \"kept\")» param real a ~ normal(0, 1); observe real y ~ normal(a, 1);" },
        { "SLT0009", "`@allow(SLT1006)` needs a reason", "«@allow(SLT1006)» param real a ~ normal(0, 1); observe real y ~ normal(a, 1);" },
        { "SLT0904", "an inlined expression of more than 200000 parts is not supported", Explosive },
        { "SLT0904", "a `product` over two indices is not supported", "observe vector[4] y ~ product(«[normal(0, 1) for i in 1:2 for j in 1:2]»);" },
    };

    [Theory]
    [MemberData(nameof(Findings))]
    public void Each_code_is_reported_at_its_place_and_once(string code, string message, string model)
    {
        var marked = Marked.Parse(model);
        var compilation = marked.Compile();
        var found = compilation.Diagnostics.Where(d => d.Code == code && d.Message == message && d.Span == marked.Span).ToArray();
        Assert.True(found.Length == 1, $"expected {code} {message}\n" + Marked.Render(compilation));
        if (compilation.HasErrors)
        {
            Assert.True(compilation.Diagnostics.Count(d => d.Severity == Severity.Error) == 1, Marked.Render(compilation));
        }

        Assert.NotNull(found[0].Help);
        Assert.False(found[0].Message.EndsWith('.'));
    }

    [Fact]
    public void Every_code_of_the_binder_is_provoked()
    {
        var provoked = Findings.Select(row => (string)row[0]).ToHashSet();
        var missing = DiagnosticCatalogue.All.Select(d => d.Code).Where(c => string.CompareOrdinal(c, "SLT0100") > 0 && string.CompareOrdinal(c, "SLT0700") < 0 && !provoked.Contains(c));
        Assert.Empty(missing);
    }
}
