namespace SltDsl.Singularity.Tests;

/// <summary>
/// Models whose rank, symmetries and λ are derived by hand in the comment beside them. l stands for 2λ; a regular coordinate has l = 1,
/// a monomial x^a y^b has l = min(1/a, 1/b), separate variables add.
/// </summary>
internal static class DerivedModels
{
    private const string Line = "input real x ~ normal(0, 1);\n";

    public static IReadOnlyList<DerivedModel> All { get; } =
    [
        // The ideal is (a b): l = 1, twice at the crossing.
        new("product at its crossing", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * b * x, 1);\ntruth Q { set a = 0; set b = 0; }", 2, 1, "SLT1001", "1/2", 2),

        // a b = 1 is smooth.
        new("product away from its crossing", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * b * x, 1);\ntruth Q { set a = 2; set b = 0.5; }", 2, 1, "SLT1001", "1/2", 1),

        // (a b c): l = 1, three times.
        new("product of three", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nparam real c ~ normal(0, 1);\nobserve real y ~ normal(a * b * c * x, 1);\ntruth Q { set a = 0; set b = 0; set c = 0; }", 3, 1, "SLT1001", "1/2", 3),

        // (a²): l = 1/2; the sign of a is not seen.
        new("square", Line + "param real a ~ normal(0, 1);\nobserve real y ~ normal(a ^ 2 * x, 1);\ntruth Q { set a = 0; }", 1, 1, "SLT1015", "1/4", 1),

        // a + b is regular, the other direction is not seen.
        new("sum", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal((a + b) * x, 1);\ntruth Q { set a = 1; set b = 1; }", 2, 1, "SLT1002", "1/2", 1),

        // Coefficients of x and x² are separate.
        new("quadratic regression", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * x + b * x ^ 2, 1);\ntruth Q { set a = 0; set b = 0; }", 2, 2, "", "1", 1),

        // (a, a b) = (a).
        new("factor that drops out", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * x + a * b * x ^ 2, 1);\ntruth Q { set a = 0; set b = 0; }", 2, 2, "SLT1014", "1/2", 1),

        // (a b, a c): a = 0 has l = 1, b = c = 0 has l = 2.
        new("one factor for two", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nparam real c ~ normal(0, 1);\nobserve real y ~ normal(a * (b * x + c * x ^ 2), 1);\ntruth Q { set a = 0; set b = 0; set c = 0; }", 3, 2, "SLT1001", "1/2", 1),

        // (a³): l = 1/3.
        new("cube", Line + "param real a ~ normal(0, 1);\nobserve real y ~ normal(a ^ 3 * x, 1);\ntruth Q { set a = 0; }", 1, 1, "SLT1011", "1/6", 1),

        // (a² b): l = min(1/2, 1).
        new("square times line", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a ^ 2 * b * x, 1);\ntruth Q { set a = 0; set b = 0; }", 2, 1, "SLT1001", "1/4", 1),

        // (a², b³) in separate coefficients: 1/2 + 1/3.
        new("square and cube apart", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a ^ 2 * x + b ^ 3 * x ^ 2, 1);\ntruth Q { set a = 0; set b = 0; }", 2, 2, "SLT1011 SLT1015", "5/12", 1),

        // The cusp a² − b³: blow-up with weights (3, 2) gives l = 5/6.
        new("cusp", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal((a ^ 2 - b ^ 3) * x, 1);\ntruth Q { set a = 0; set b = 0; }", 2, 1, "SLT1010 SLT1011 SLT1015", "5/12", 1),

        // u·v vanishes on a quadric cone of 6 variables: l = min(6/2, 1).
        new("inner product", Line + "size n = 3;\nparam vector[n] u ~ normal(0, 1);\nparam vector[n] v ~ normal(0, 1);\nobserve real y ~ normal(dot(u, v) * x, 1);\ntruth Q { set u = zeros(n); set v = zeros(n); }", 6, 1, "SLT1004", "1/2", 1),

        // Aoyagi and Watanabe 2005, balanced case with M = N = H = 2, r = 0: 12/8.
        new("two by two reduced rank", "input vector[2] x ~ normal(0, 1);\nparam matrix[2, 2] A ~ normal(0, 1);\nparam matrix[2, 2] B ~ normal(0, 1);\nobserve vector[2] y ~ normal(B * A * x, 1);\ntruth Q { set A = zeros(2, 2); set B = zeros(2, 2); }", 8, 4, "SLT1004", "3/2", 1),

        // A vector times a covector, at zero: (u_i v_j), two components of codimension 2 in 4 variables that meet: l = 2, m = 2.
        new("outer product", "input vector[2] x ~ normal(0, 1);\nparam vector[2] u ~ normal(0, 1);\nparam vector[2] v ~ normal(0, 1);\nobserve vector[2] y ~ normal(u * (v' * x), 1);\ntruth Q { set u = zeros(2); set v = zeros(2); }", 4, 3, "SLT1001", "1", 2),

        // Aoyagi and Watanabe 2005 for tanh: i = ⌊√3⌋ = 1, (3 + 1 + 1)/6.
        new("three tanh units at zero", "input real x ~ uniform(-1, 1);\nparam vector[3] a ~ normal(0, 1);\nparam vector[3] b ~ normal(0, 1);\nobserve real y ~ normal(dot(a, tanh(b * x)), 1);\ntruth Q { set a = zeros(3); set b = zeros(3); }", 6, 6, "SLT1005 SLT1006", "5/6", 1),

        // One sine: (a b).
        new("one sine", "input real x ~ uniform(-1, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * sin(b * x), 1);\ntruth Q { set a = 0; set b = 0; }", 2, 2, "SLT1005", "1/2", 2),

        // a e^{bx} at a = 0: the first power sum a generates all.
        new("one exponential", "input real x ~ uniform(-1, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * exp(b * x), 1);\ntruth Q { set a = 0; set b = 0; }", 2, 2, "SLT1014", "1/2", 1),

        // Means 0 and 0 with weights 1/2: m1 + m2 regular, then m1²: 1 + 1/2.
        new("mixture with known weights", "param vector[2] mu ~ normal(0, 3);\nobserve real y ~ mixture([0.5, 0.5], k => normal(mu[k], 1));\ntruth Q { set mu = [0, 0]; }", 2, 2, "SLT1006", "3/4", 1),

        // One regular mean, then (w1 m1², w2 m2²) with non-negative weights: 1 + 1/2 + 1/2.
        new("three components at one", "size K = 3 in 1:4;\nparam simplex[K] w ~ dirichlet(rep(1, K));\nparam vector[K] mu ~ normal(0, 3);\nobserve real y ~ mixture(w, k => normal(mu[k], 1));\ntruth Q { with K = 1; set w = [1]; set mu = [0]; }", 5, 5, "SLT1006 SLT1013", "1", 1),

        // Factorial moments of a Poisson mixture are power sums: as for normal means.
        new("Poisson mixture at one", "size K = 2 in 1:4;\nparam simplex[K] w ~ dirichlet(rep(1, K));\nparam vector<lower=0>[K] m ~ exponential(1);\nobserve int<lower=0> y ~ mixture(w, k => poisson(m[k]));\ntruth Q { with K = 1; set w = [1]; set m = [2]; }", 3, 3, "SLT1006 SLT1013", "3/4", 1),

        // Two trials show the first two moments of p, enough for the mean and the spread.
        new("binomial mixture at one", "size K = 2 in 1:4;\nparam simplex[K] w ~ dirichlet(rep(1, K));\nparam vector<lower=0, upper=1>[K] p ~ beta(1, 1);\nobserve int<lower=0, upper=2> y ~ mixture(w, k => binomial(2, p[k]));\ntruth Q { with K = 1; set w = [1]; set p = [0.5]; }", 3, 2, "SLT1006 SLT1010 SLT1013 SLT1016", "3/4", 1),

        // One trial shows the mean only.
        new("mixture of coins", "size K = 2 in 1:4;\nparam simplex[K] w ~ dirichlet(rep(1, K));\nparam vector<lower=0, upper=1>[K] p ~ beta(1, 1);\nobserve int<lower=0, upper=1> y ~ mixture(w, k => bernoulli(p[k]));\ntruth Q { with K = 1; set w = [1]; set p = [0.5]; }", 3, 1, "SLT1006 SLT1010 SLT1013 SLT1016", "1/2", 1),

        // Rusakov and Geiger 2005, n = 3 at independence: (n + 1)/2.
        new("latent class of three items", "size K = 2 in 1:3;\nparam simplex[K] w ~ dirichlet(rep(1, K));\nparam matrix<lower=0, upper=1>[K, 3] theta ~ beta(1, 1);\nlatent int<lower=1, upper=K> z ~ categorical(w);\nobserve array[3] int<lower=0, upper=1> y ~ bernoulli(theta[z]);\ntruth Q { with K = 1; set w = [1]; set theta = [[0.5, 0.5, 0.5]]; }", 7, 7, "SLT1006 SLT1013", "2", 1),

        // Two items: the means are regular, the covariance is w (1 − w) d1 d2: 2 + 1, three factors.
        new("latent class of two items", "size K = 2 in 1:3;\nparam simplex[K] w ~ dirichlet(rep(1, K));\nparam matrix<lower=0, upper=1>[K, 2] theta ~ beta(1, 1);\nlatent int<lower=1, upper=K> z ~ categorical(w);\nobserve array[2] int<lower=0, upper=1> y ~ bernoulli(theta[z]);\ntruth Q { with K = 1; set w = [1]; set theta = [[0.5, 0.5]]; }", 5, 3, "SLT1006 SLT1010 SLT1013 SLT1016", "3/2", 3),

        // p = a b = 1/4 is smooth inside the square.
        new("coin of two factors", "param prob a ~ beta(1, 1);\nparam prob b ~ beta(1, 1);\nobserve int<lower=0, upper=1> y ~ bernoulli(a * b);\ntruth Q { set a = 0.5; set b = 0.5; }", 2, 1, "SLT1001", "1/2", 1),

        // K is linear in θ at 0 and the prior is θ: λ = 2.
        new("coin that never shows heads", "param prob theta ~ beta(2, 3);\nobserve int<lower=0, upper=1> y ~ bernoulli(theta);\ntruth Q { set theta = 0; }", 1, 1, "SLT1012", "2", 1),

        // K is quadratic in θ at 0 and the prior is θ²: (2 + 1)/2.
        new("mean on the edge of a gamma prior", "param real<lower=0> theta ~ gamma(3, 1);\nobserve real y ~ normal(theta, 1);\ntruth Q { set theta = 0; }", 1, 1, "SLT1012", "3/2", 1),

        // K is of order θ⁴ and the prior is θ: 2/4.
        new("square on the edge of a gamma prior", "param real<lower=0> theta ~ gamma(2, 1);\nobserve real y ~ normal(theta ^ 2, 1);\ntruth Q { set theta = 0; }", 1, 1, "SLT1012", "1/2", 1),

        // Off-diagonal products of three loadings, order 2 in 3 variables: 3 + 3/2.
        new("one factor, none true", "size F = 1 in 0:2;\nparam matrix[3, F] L ~ normal(0, 1);\nparam vector<lower=0>[3] psi ~ inv_gamma(3, 2);\nobserve vector[3] y ~ multi_normal(zeros(3), L * L' + diag(psi));\ntruth Q { with F = 0; set psi = ones(3); }", 6, 6, "SLT1013 SLT1015", "9/4", 1),

        // Two variables: (l1 l2) twice over, beside two variances.
        new("one factor of two variables", "size F = 1 in 0:2;\nparam matrix[2, F] L ~ normal(0, 1);\nparam vector<lower=0>[2] psi ~ inv_gamma(3, 2);\nobserve vector[2] y ~ multi_normal(zeros(2), L * L' + diag(psi));\ntruth Q { with F = 0; set psi = ones(2); }", 4, 3, "SLT1010 SLT1013 SLT1015", "3/2", 2),

        // The scale is regular, the coefficient is a product.
        new("autoregression with a product", "size T = 30;\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nparam positive sigma ~ half_normal(1);\nobserve vector[T] y each t in 2 : T ~ normal(a * b * y[t - 1], sigma);\ntruth Q { set a = 0; set b = 0; set sigma = 1; }", 3, 2, "SLT1001", "1", 2),

        // AR(1): two coefficients and a scale.
        new("first order autoregression", "size T = 30;\nparam real c ~ normal(0, 1);\nparam real phi ~ normal(0, 1);\nparam positive sigma ~ half_normal(1);\nobserve vector[T] y each t in 2 : T ~ normal(c + phi * y[t - 1], sigma);\ntruth Q { set c = 0; set phi = 0.5; set sigma = 1; }", 3, 3, "", "3/2", 1),

        // Three schools that agree: μ regular, τ squared times two differences.
        new("three equal schools", "input int<lower=1, upper=3> school ~ discrete_uniform(1, 3);\nparam real mu ~ normal(0, 5);\nparam positive tau ~ half_cauchy(5);\nparam vector[3] eta ~ normal(0, 1);\nobserve real y ~ normal(mu + tau * eta[school], 10);\ntruth Q { set mu = 4; set tau = 0; set eta = zeros(3); }", 5, 3, "SLT1001 SLT1002 SLT1012 SLT1014", "1", 1),

        // Logistic regression is regular.
        new("logistic regression", Line + "param real alpha ~ normal(0, 2);\nparam real beta ~ normal(0, 2);\nobserve int<lower=0, upper=1> y ~ bernoulli_logit(alpha + beta * x);\ntruth Q { set alpha = 0; set beta = 1; }", 2, 2, "", "1", 1),

        // The exponential is seen through its argument: (a b).
        new("Poisson regression with a product", Line + "param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve int<lower=0> y ~ poisson(exp(a * b * x));\ntruth Q { set a = 0; set b = 0; }", 2, 1, "SLT1001", "1/2", 2),

        // Three logits up to a common shift.
        new("softmax of three logits", "param vector[3] b ~ normal(0, 2);\nobserve int<lower=1, upper=3> y ~ categorical_logit(b);\ntruth Q { set b = zeros(3); }", 3, 2, "SLT1002", "1", 1),

        // Cut points and an intercept shift together.
        new("ordered logit with an intercept", "param real alpha ~ normal(0, 2);\nparam ordered[2] cut ~ normal(0, 3);\nobserve int<lower=1, upper=3> y ~ ordered_logistic(alpha, cut);\ntruth Q { set alpha = 0; set cut = [-1, 1]; }", 3, 2, "SLT1002", "1", 1),

        // The logarithm of the scale is regular.
        new("normal with a log scale", "param real mu ~ normal(0, 1);\nparam real s ~ normal(0, 1);\nobserve real y ~ normal(mu, exp(s));\ntruth Q { set mu = 0; set s = 0; }", 2, 2, "", "1", 1),

        // So is the precision.
        new("normal with a precision", "param real mu ~ normal(0, 1);\nparam positive tau ~ gamma(2, 1);\nobserve real y ~ normal(mu, 1 / sqrt(tau));\ntruth Q { set mu = 0; set tau = 4; }", 2, 2, "", "1", 1),

        // Two variances that only enter as a sum: a circle, smooth everywhere.
        new("sum of variances", "param positive s ~ half_normal(1);\nparam positive t ~ half_normal(1);\nobserve vector[2] y ~ multi_normal(zeros(2), diag(rep(s ^ 2 + t ^ 2, 2)));\ntruth Q { set s = 0.6; set t = 0.8; }", 2, 1, "SLT1010", "1/2", 1),

        // A categorical law is its own parameter.
        new("categorical", "param simplex[4] p ~ dirichlet(rep(1, 4));\nobserve int<lower=1, upper=4> y ~ categorical(p);\ntruth Q { set p = [0.25, 0.25, 0.25, 0.25]; }", 3, 3, "", "3/2", 1),

        // Two coins in one product of rates: a (1 − b) and b are seen, so both are.
        new("two dependent coins", "param prob a ~ beta(1, 1);\nparam prob b ~ beta(1, 1);\nobserve array[2] int<lower=0, upper=1> y ~ product([bernoulli(a * (1 - b)), bernoulli(b)]);\ntruth Q { set a = 0.5; set b = 0.5; }", 2, 2, "", "1", 1),

        // Six free entries and three means.
        new("covariance matrix", "param cov_matrix[3] S ~ wishart(5, identity(3));\nparam vector[3] mu ~ normal(0, 1);\nobserve vector[3] y ~ multi_normal(mu, S);\ntruth Q { set S = identity(3); set mu = zeros(3); }", 9, 9, "", "9/2", 1),

        // The order keeps one of the two labellings of distinct means: regular.
        new("ordered means apart", "param ordered[2] mu ~ normal(0, 3);\nobserve real y ~ mixture([0.25, 0.75], k => normal(mu[k], 1));\ntruth Q { set mu = [-1, 1]; }", 2, 2, "", "1", 1),

        // Two inputs: the power sums of degree 1 are a b1 and a b2, so a b = 0: a = 0 has l = 1, b = 0 has l = 2.
        new("one tanh unit of two inputs", "input vector[2] x ~ uniform(-1, 1);\nparam real a ~ normal(0, 1);\nparam vector[2] b ~ normal(0, 1);\nobserve real y ~ normal(a * tanh(dot(b, x)), 1);\ntruth Q { set a = 0; set b = zeros(2); }", 3, 3, "SLT1005", "1/2", 1),

        // Naive Bayes with the class observed: one weight, and an item's rate in each class.
        new("naive Bayes", "param prob w ~ beta(1, 1);\nparam matrix<lower=0, upper=1>[2, 3] theta ~ beta(1, 1);\nobserve int<lower=1, upper=2> z ~ categorical([w, 1 - w]);\nobserve array[3] int<lower=0, upper=1> y ~ bernoulli(theta[z]);\ntruth Q { set w = 0.25; set theta = [[0.5, 0.25, 0.75], [0.25, 0.5, 0.5]]; }", 7, 7, "", "7/2", 1),

        // AR(2) with a common factor a: (a b, a c), and a scale: 1/2 + 1/2.
        new("autoregression with a common factor", "size T = 30;\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nparam real c ~ normal(0, 1);\nparam positive sigma ~ half_normal(1);\nobserve vector[T] y each t in 3 : T ~ normal(a * (b * y[t - 1] + c * y[t - 2]), sigma);\ntruth Q { set a = 0; set b = 0; set c = 0; set sigma = 1; }", 4, 3, "SLT1001", "1", 1),

        // A parameter that is not used leaves λ at that of the other.
        new("unused parameter", "param real mu ~ normal(0, 1);\nparam real nu ~ normal(0, 1);\nobserve real y ~ normal(mu, 1);\ntruth Q { set mu = 0; set nu = 0; }", 2, 1, "SLT1007", "1/2", 1),
    ];
}

/// <summary>A model with what was derived for it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">The statements after <c>slt 1</c>.</param>
/// <param name="Dimension">d.</param>
/// <param name="Rank">The generic rank of the Jacobian.</param>
/// <param name="Codes">The identifiability codes that must appear, in order, apart from SLT1014.</param>
/// <param name="Lambda">λ at the truth Q.</param>
/// <param name="Multiplicity">m there.</param>
internal sealed record DerivedModel(string Name, string Text, int Dimension, int Rank, string Codes, string Lambda, int Multiplicity);
