using SltDsl.Graph;
using SltDsl.Graph.Distributions;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>The derivatives of every family of the table, in its value where that is continuous and in its parameters, against differences.</summary>
public sealed class FamilyGradientTests
{
    private const string Text = """
        param real r ~ normal(0, 1); param real x ~ normal(0, 1); param positive s ~ exponential(1); param positive k ~ exponential(1); param positive z ~ exponential(1);
        param prob u ~ beta(2, 2); param prob q ~ beta(2, 2); param vector[3] v ~ normal(0, 1); param vector[3] m ~ normal(0, 1); param simplex[3] w ~ dirichlet([2, 2, 2]);
        param ordered[2] c ~ normal(0, 1); param cov_matrix[3] Sigma ~ inv_wishart(6, identity(3)); param corr_matrix[3] Omega ~ lkj_corr(s); param cholesky_factor_corr[3] Factor ~ lkj_corr_cholesky(k);
        param matrix[2, 3] Panel ~ normal(0, 1); param cov_matrix[2] Rows ~ wishart(4 + k, identity(2)); param real b ~ flat();
        let a = [s, k, s + k];
        factor x ~ normal(r, s); factor x ~ student_t(k, r, s); factor x ~ cauchy(r, s); factor x ~ laplace(r, s); factor x ~ logistic(r, s); factor x ~ gumbel(r, s);
        factor x ~ skew_normal(r, s, k); factor x ~ von_mises(r, s); factor b ~ normal(x, 1);
        factor z ~ half_normal(s); factor z ~ half_cauchy(s); factor z ~ half_student_t(k, s); factor z ~ lognormal(r, s); factor z ~ exponential(s); factor z ~ gamma(k, s);
        factor z ~ inv_gamma(k, s); factor z ~ chi_square(s); factor z ~ inv_chi_square(s); factor z ~ weibull(k, s); factor z ~ frechet(k, s); factor z ~ rayleigh(s);
        factor 9 + z ~ pareto(1 + q, k); factor u ~ uniform(r - 9, r + 9); factor u ~ beta(s, k); factor u ~ beta_mean(q, s);
        factor w ~ dirichlet(a); factor v ~ multi_normal(m, Sigma); factor v ~ multi_normal_chol(m, Factor); factor v ~ multi_normal_prec(m, Sigma); factor v ~ multi_student_t(k, m, Sigma);
        factor Panel ~ matrix_normal(zeros(2, 3) + r, Rows, Sigma); factor Rows ~ inv_wishart(4 + s, identity(2)); factor Sigma ~ wishart(4 + k, Omega);
        observe int<lower=0, upper=1> y1 ~ bernoulli(q); observe int<lower=0, upper=1> y2 ~ bernoulli_logit(r); observe int<lower=0, upper=9> y3 ~ binomial(9, q);
        observe int<lower=0, upper=9> y4 ~ binomial_logit(9, r); observe int<lower=0, upper=9> y5 ~ beta_binomial(9, s, k); observe int<lower=0> y6 ~ poisson(s);
        observe int<lower=0> y7 ~ poisson_log(r); observe int<lower=0> y8 ~ neg_binomial_2(s, k); observe int<lower=0> y9 ~ neg_binomial_2_log(r, k);
        observe int<lower=0> y10 ~ geometric(q); observe int<lower=0, upper=4> y11 ~ hypergeometric(9, 5, 4); observe int<lower=1, upper=3> y12 ~ discrete_uniform(1, 3);
        observe int<lower=1, upper=3> y13 ~ categorical(w); observe int<lower=1, upper=3> y14 ~ categorical_logit(v); observe int<lower=1, upper=3> y15 ~ ordered_logistic(r, c);
        observe array[3] int<lower=0> y16 ~ multinomial(6, w); observe array[3] int<lower=0> y17 ~ dirichlet_multinomial(6, a); observe real y18 ~ dirac(1);
        """;

    [Fact]
    public void The_derivatives_of_every_family_agree_with_differences()
    {
        Assert.Equal([], FamilyTable.Families.Keys.Where(f => !Text.Contains($"~ {f}(")));
        var compilation = SltCompilation.Compile(new("families.slt", Text), new BindingOptions());
        Assert.True(compilation.Model is not null, string.Join("\n", compilation.Diagnostics.Where(d => d.Severity == Language.Diagnostics.Severity.Error).Select(d => $"{d.Code} {d.Message}")));
        var model = Compiled.Factory(GraphBuilder.Build(compilation.Model!)).Create();

        // Values at the ends of the supports and between.
        double[][] rows =
        [
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 6, 0, 0, 0, 0, 6, 1],
            [1, 1, 4, 5, 3, 2, 3, 7, 2, 3, 2, 2, 2, 2, 2, 1, 2, 3, 4, 1, 1, 1],
            [1, 0, 9, 9, 9, 30, 12, 25, 40, 9, 4, 3, 3, 3, 3, 0, 6, 0, 2, 2, 2, 1],
        ];
        var columns = model.Columns.Select(c => Enumerable.Range(c.Offset, c.Count).SelectMany(i => rows.Select(r => r[i])).ToArray()).ToArray();
        var density = model.Posterior(new Dataset(rows.Length, columns));
        var random = new Random(31);
        for (var n = 0; n < 8; n++)
        {
            var point = Enumerable.Range(0, density.Dimension).Select(_ => (2 * random.NextDouble()) - 1).ToArray();
            var gradient = new double[point.Length];
            Assert.True(double.IsFinite(density.LogDensityAndGradient(point, gradient)));
            var expected = Differences.Gradient(u => density.LogDensity(u), point);
            var scale = Math.Max(1, gradient.Max(Math.Abs));
            Assert.Equal(expected, gradient, (a, b) => Math.Abs(a - b) <= 1e-7 * scale);
        }
    }
}
