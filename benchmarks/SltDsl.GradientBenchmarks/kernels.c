/* Log posteriors with gradients in unconstrained coordinates, written by hand: column blocks that stay in the first cache,
   link and residual fused, the vector math library by way of gcc -O3 -march=native -ffast-math. Every function adds up what
   the model of the same name in this folder states, without constants, and writes the gradient at g. Columns are those of
   SltDsl's data sets: all rows of the first element, then all of the second. */
#include <math.h>
#include <string.h>

#define BLOCK 512
#define WIDTH 8

typedef double lanes __attribute__((vector_size(64), aligned(8)));

static double total(lanes v) { double s = 0; for (int i = 0; i < WIDTH; i++) s += v[i]; return s; }
static double normal(double x, double scale) { return -0.5 * (x / scale) * (x / scale); }

/* y ~ normal(alpha + x beta, sigma), ten covariates: accumulators of all of them in registers */
double linear(const double *u, const double *x, const double *y, int n, double *g)
{
    enum { P = 10 };
    double sigma = exp(u[P + 1]), square = 0;
    lanes slopes[P] = { 0 }, intercept = { 0 }, squares = { 0 };
    int row = 0;
    for (; row + WIDTH <= n; row += WIDTH)
    {
        lanes r = *(const lanes *)(y + row) - u[0];
        for (int j = 0; j < P; j++) r -= u[1 + j] * *(const lanes *)(x + (long)j * n + row);
        squares += r * r;
        intercept += r;
        for (int j = 0; j < P; j++) slopes[j] += r * *(const lanes *)(x + (long)j * n + row);
    }
    square = total(squares);
    g[0] = total(intercept);
    for (int j = 0; j < P; j++) g[1 + j] = total(slopes[j]);
    for (; row < n; row++)
    {
        double r = y[row] - u[0];
        for (int j = 0; j < P; j++) r -= u[1 + j] * x[(long)j * n + row];
        square += r * r;
        g[0] += r;
        for (int j = 0; j < P; j++) g[1 + j] += r * x[(long)j * n + row];
    }
    double precision = 1 / (sigma * sigma), value = -0.5 * square * precision - n * u[P + 1] + normal(u[0], 10) + normal(sigma, 2) + u[P + 1];
    g[0] = g[0] * precision - u[0] / 100;
    for (int j = 1; j <= P; j++) { value += normal(u[j], 5); g[j] = g[j] * precision - u[j] / 25; }
    g[P + 1] = square * precision - n - sigma * sigma / 4 + 1;
    return value;
}

/* y ~ bernoulli_logit(alpha + x beta) */
double logistic(const double *u, const double *x, const double *y, int n, int p, double *g)
{
    double eta[BLOCK], residual[BLOCK], value = normal(u[0], 10);
    g[0] = -u[0] / 100;
    for (int j = 1; j <= p; j++) { value += normal(u[j], 5); g[j] = -u[j] / 25; }
    for (int start = 0; start < n; start += BLOCK)
    {
        int rows = n - start < BLOCK ? n - start : BLOCK;
        for (int i = 0; i < rows; i++) eta[i] = u[0];
        for (int j = 0; j < p; j += 4)
        {
            const double *a = x + (long)j * n + start;
            int m = p - j < 4 ? p - j : 4;
            if (m == 4)
                for (int i = 0; i < rows; i++) eta[i] += u[1 + j] * a[i] + u[2 + j] * a[i + n] + u[3 + j] * a[i + 2L * n] + u[4 + j] * a[i + 3L * n];
            else
                for (int k = 0; k < m; k++) for (int i = 0; i < rows; i++) eta[i] += u[1 + j + k] * a[i + (long)k * n];
        }
        double sum = 0, intercept = 0;
        for (int i = 0; i < rows; i++)
        {
            double e = exp(-fabs(eta[i])), t = y[start + i];
            sum += t * eta[i] - (eta[i] > 0 ? eta[i] : 0) - log(1 + e);
            residual[i] = t - (eta[i] > 0 ? 1 : e) / (1 + e);
            intercept += residual[i];
        }
        value += sum;
        g[0] += intercept;
        for (int j = 0; j < p; j += 4)
        {
            const double *a = x + (long)j * n + start;
            int m = p - j < 4 ? p - j : 4;
            double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            if (m == 4)
            {
                for (int i = 0; i < rows; i++)
                {
                    s0 += residual[i] * a[i]; s1 += residual[i] * a[i + n]; s2 += residual[i] * a[i + 2L * n]; s3 += residual[i] * a[i + 3L * n];
                }
                g[1 + j] += s0; g[2 + j] += s1; g[3 + j] += s2; g[4 + j] += s3;
            }
            else
                for (int k = 0; k < m; k++) { double s = 0; for (int i = 0; i < rows; i++) s += residual[i] * a[i + (long)k * n]; g[1 + j + k] += s; }
        }
    }
    return value;
}

/* y ~ normal(a tanh(W x + b) + c, 1): W (h by p), b, a, c */
double network(const double *u, const double *x, const double *y, int n, int p, int h, double *g)
{
    enum { ROWS = 64, UNITS = 32 };
    static double z[UNITS][ROWS];
    double f[ROWS], residual[ROWS], value = 0;
    const double *W = u, *b = u + h * p, *a = b + h, c = a[h];
    int d = h * p + 2 * h + 1;
    for (int i = 0; i < d; i++) { value -= 0.5 * u[i] * u[i]; g[i] = -u[i]; }
    double *gW = g, *gb = g + h * p, *ga = gb + h, *gc = ga + h;
    for (int start = 0; start < n; start += ROWS)
    {
        int rows = n - start < ROWS ? n - start : ROWS;
        for (int i = 0; i < ROWS; i++) f[i] = c;
        for (int k = 0; k < h; k++)
        {
            double *restrict zk = z[k];
            const double *w = W + k * p;
            for (int i = 0; i < rows; i++)
            {
                double s = b[k];
                for (int j = 0; j < p; j++) s += w[j] * x[(long)j * n + start + i];
                zk[i] = s;
            }
            for (int i = 0; i < rows; i++) { double e = exp(-2 * fabs(zk[i])); zk[i] = copysign((1 - e) / (1 + e), zk[i]); f[i] += a[k] * zk[i]; }
        }
        double sum = 0, bias = 0;
        for (int i = 0; i < rows; i++) { residual[i] = y[start + i] - f[i]; sum += residual[i] * residual[i]; bias += residual[i]; }
        value -= 0.5 * sum;
        *gc += bias;
        for (int k = 0; k < h; k++)
        {
            double *restrict zk = z[k];
            double sa = 0, sb = 0, delta[ROWS];
            for (int i = 0; i < rows; i++) { sa += residual[i] * zk[i]; delta[i] = residual[i] * a[k] * (1 - zk[i] * zk[i]); sb += delta[i]; }
            ga[k] += sa;
            gb[k] += sb;
            for (int j = 0; j < p; j++)
            {
                double s = 0;
                const double *xj = x + (long)j * n + start;
                for (int i = 0; i < rows; i++) s += delta[i] * xj[i];
                gW[k * p + j] += s;
            }
        }
    }
    return value;
}

/* log density of a simplex of three in stick-breaking coordinates of logits against the logarithm of what is left, and back */
static double stick(const double *u, double *w, int k)
{
    double left = 1, jacobian = 0;
    for (int i = 0; i < k - 1; i++)
    {
        double t = 1 / (1 + exp(-(u[i] - log(k - 1 - i))));
        jacobian += log(left) + log(t) + log1p(-t);
        w[i] = left * t;
        left *= 1 - t;
    }
    w[k - 1] = left;
    return jacobian;
}

/* gw: gradient by w; the Jacobian's own gradient is added */
static void unstick(const double *u, const double *w, const double *gw, double *g, int k)
{
    double later = 0, left[16];
    left[0] = 1;
    for (int i = 0; i + 1 < k; i++) left[i + 1] = left[i] - w[i];
    later = gw[k - 1] * w[k - 1];
    for (int i = k - 2; i >= 0; i--)
    {
        double t = w[i] / left[i];
        /* w_i = left t, all later ones carry the factor 1 - t */
        g[i] = gw[i] * w[i] * (1 - t) - later * t + (1 - 2 * t) - (k - 2 - i) * t;
        later += gw[i] * w[i];
    }
}

/* three normal components, each with its own scale */
double mixture(const double *u, const double *y, int n, double *g)
{
    enum { K = 3 };
    double w[K], sigma[K], gw[K], value = stick(u, w, K), logw[K], precision[K];
    const double *mu = u + K - 1, *rho = mu + K;
    double *gmu = g + K - 1, *grho = gmu + K;
    for (int k = 0; k < K; k++)
    {
        sigma[k] = exp(rho[k]);
        precision[k] = 1 / sigma[k];
        logw[k] = log(w[k]) - rho[k];
        value += log(w[k]) + normal(mu[k], 5) + normal(sigma[k], 2) + rho[k];
    }
    double s0 = 0, s1 = 0, s2 = 0, m0 = 0, m1 = 0, m2 = 0, q0 = 0, q1 = 0, q2 = 0, sum = 0;
    for (int i = 0; i < n; i++)
    {
        double z0 = (y[i] - mu[0]) * precision[0], z1 = (y[i] - mu[1]) * precision[1], z2 = (y[i] - mu[2]) * precision[2];
        double a = logw[0] - 0.5 * z0 * z0, b = logw[1] - 0.5 * z1 * z1, c = logw[2] - 0.5 * z2 * z2;
        double top = a > b ? a : b;
        top = top > c ? top : c;
        double ea = exp(a - top), eb = exp(b - top), ec = exp(c - top), all = ea + eb + ec, inverse = 1 / all;
        sum += top + log(all);
        double ra = ea * inverse, rb = eb * inverse, rc = ec * inverse;
        s0 += ra; s1 += rb; s2 += rc;
        m0 += ra * z0; m1 += rb * z1; m2 += rc * z2;
        q0 += ra * z0 * z0; q1 += rb * z1 * z1; q2 += rc * z2 * z2;
    }
    value += sum;
    double s[K] = { s0, s1, s2 }, m[K] = { m0, m1, m2 }, q[K] = { q0, q1, q2 };
    for (int k = 0; k < K; k++)
    {
        gw[k] = (s[k] + 1) / w[k];
        gmu[k] = m[k] * precision[k] - mu[k] / 25;
        grho[k] = q[k] - s[k] - sigma[k] * sigma[k] / 4 + 1;
    }
    unstick(u, w, gw, g, K);
    return value;
}

/* eight schools, non-centred: mu, tau, trans */
double schools(const double *u, const double *sigma, const double *y, int j, double *g)
{
    double tau = exp(u[1]), value = normal(u[0], 5) - log1p(tau * tau / 25) + u[1], gmu = 0, gtau = 0;
    for (int i = 0; i < j; i++)
    {
        double t = u[2 + i], r = (y[i] - u[0] - tau * t) / sigma[i], d = r / sigma[i];
        value -= 0.5 * (r * r + t * t);
        gmu += d;
        gtau += d * t;
        g[2 + i] = d * tau - t;
    }
    g[0] = gmu - u[0] / 25;
    g[1] = gtau * tau - 2 * tau * tau / (25 + tau * tau) + 1;
    return value;
}

/* autoregression of order five: c, phi, log sigma */
double autoregression(const double *u, const double *y, int T, double *g)
{
    enum { K = 5 };
    double sigma = exp(u[K + 1]), precision = 1 / (sigma * sigma), square = 0, bias = 0, s[K] = { 0 };
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0;
    for (int t = K; t < T; t++)
    {
        double r = y[t] - u[0] - u[1] * y[t - 1] - u[2] * y[t - 2] - u[3] * y[t - 3] - u[4] * y[t - 4] - u[5] * y[t - 5];
        square += r * r;
        bias += r;
        s0 += r * y[t - 1]; s1 += r * y[t - 2]; s2 += r * y[t - 3]; s3 += r * y[t - 4]; s4 += r * y[t - 5];
    }
    s[0] = s0; s[1] = s1; s[2] = s2; s[3] = s3; s[4] = s4;
    double value = -0.5 * square * precision - (T - K) * u[K + 1] + normal(u[0], 1) + normal(sigma, 1) + u[K + 1];
    g[0] = bias * precision - u[0];
    for (int k = 0; k < K; k++) { value += normal(u[1 + k], 0.5); g[1 + k] = s[k] * precision - 4 * u[1 + k]; }
    g[K + 1] = square * precision - (T - K) - sigma * sigma + 1;
    return value;
}

/* two states, normal emissions of variance 1: forward probabilities kept, backward probabilities give the gradient */
double markov(const double *u, const double *y, int T, double *g)
{
    static double e[4096][2], f[4096][2], scale[4096];
    double start[2], a[2][2], value = stick(u, start, 2) + stick(u + 1, a[0], 2) + stick(u + 2, a[1], 2);
    const double *mu = u + 3;
    for (int i = 0; i < 2; i++) value += normal(mu[i], 5) + log(a[i][0]) + log(a[i][1]);
    double offset = 0;
    for (int t = 0; t < T; t++)
    {
        double p = -0.5 * (y[t] - mu[0]) * (y[t] - mu[0]), q = -0.5 * (y[t] - mu[1]) * (y[t] - mu[1]), top = p > q ? p : q;
        e[t][0] = exp(p - top);
        e[t][1] = exp(q - top);
        offset += top;
    }
    double product = 1, logs = 0;
    for (int t = 0; t < T; t++)
    {
        double p = t ? f[t - 1][0] * a[0][0] + f[t - 1][1] * a[1][0] : start[0], q = t ? f[t - 1][0] * a[0][1] + f[t - 1][1] * a[1][1] : start[1];
        p *= e[t][0];
        q *= e[t][1];
        double sum = p + q, inverse = 1 / sum;
        f[t][0] = p * inverse;
        f[t][1] = q * inverse;
        scale[t] = inverse;
        product *= sum;
        if ((t & 15) == 15) { logs += log(product); product = 1; }
    }
    value += logs + log(product) + offset;
    double b[2] = { 1, 1 }, ga[2][2] = { { 0 } }, gmu[2] = { 0 };
    for (int t = T - 1; t >= 0; t--)
    {
        gmu[0] += f[t][0] * b[0] * (y[t] - mu[0]);
        gmu[1] += f[t][1] * b[1] * (y[t] - mu[1]);
        double p = e[t][0] * b[0] * scale[t], q = e[t][1] * b[1] * scale[t];
        if (t)
        {
            ga[0][0] += f[t - 1][0] * p; ga[0][1] += f[t - 1][0] * q;
            ga[1][0] += f[t - 1][1] * p; ga[1][1] += f[t - 1][1] * q;
            b[0] = a[0][0] * p + a[0][1] * q;
            b[1] = a[1][0] * p + a[1][1] * q;
        }
        else { b[0] = p; b[1] = q; }
    }
    for (int i = 0; i < 2; i++) { g[3 + i] = gmu[i] - mu[i] / 25; for (int j = 0; j < 2; j++) ga[i][j] += 1 / a[i][j]; }
    unstick(u, start, b, g, 2);
    unstick(u + 1, a[0], ga[0], g + 1, 2);
    unstick(u + 2, a[1], ga[1], g + 2, 2);
    return value;
}

/* varying intercepts: mu, log tau, alpha, beta, log sigma; counties from 1 */
double radon(const double *u, const double *county, const double *floor_, const double *y, int n, int j, double *g)
{
    double mu = u[0], tau = exp(u[1]), beta = u[2 + j], sigma = exp(u[3 + j]), precision = 1 / (sigma * sigma), square = 0, slope = 0;
    const double *alpha = u + 2;
    double *ga = g + 2;
    memset(ga, 0, sizeof(double) * j);
    for (int i = 0; i < n; i++)
    {
        int c = (int)county[i] - 1;
        double r = y[i] - alpha[c] - beta * floor_[i];
        square += r * r;
        slope += r * floor_[i];
        ga[c] += r;
    }
    double spread = 0, pull = 0, weight = 1 / (tau * tau);
    for (int c = 0; c < j; c++)
    {
        double d = alpha[c] - mu;
        spread += d * d;
        pull += d;
        ga[c] = ga[c] * precision - d * weight;
    }
    g[0] = pull * weight - mu / 25;
    g[1] = spread * weight - j - tau * tau / 4 + 1;
    g[2 + j] = slope * precision - beta / 25;
    g[3 + j] = square * precision - n - sigma * sigma / 4 + 1;
    return -0.5 * square * precision - n * u[3 + j] - 0.5 * spread * weight - j * u[1] + normal(mu, 5) + normal(tau, 2) + u[1] + normal(beta, 5) + normal(sigma, 2) + u[3 + j];
}

/* y ~ normal(B A x, 1), A (h by m), B (k by h), all in lanes of rows */
double rank(const double *u, const double *x, const double *y, int n, double *g)
{
    enum { M = 6, H = 3, N = 6 };
    const double *A = u, *B = u + H * M;
    double C[N][M];
    for (int i = 0; i < N; i++) for (int j = 0; j < M; j++) { C[i][j] = 0; for (int h = 0; h < H; h++) C[i][j] += B[i * H + h] * A[h * M + j]; }
    double value = 0, gC[N][M] = { { 0 } }, square = 0;
    for (int i = 0; i < H * M + N * H; i++) value -= 0.5 * u[i] * u[i];
    for (int i = 0; i < N; i++)
    {
        lanes s[M] = { 0 }, q = { 0 };
        int row = 0;
        for (; row + WIDTH <= n; row += WIDTH)
        {
            lanes r = *(const lanes *)(y + (long)i * n + row);
            for (int j = 0; j < M; j++) r -= C[i][j] * *(const lanes *)(x + (long)j * n + row);
            q += r * r;
            for (int j = 0; j < M; j++) s[j] += r * *(const lanes *)(x + (long)j * n + row);
        }
        square += total(q);
        for (int j = 0; j < M; j++) gC[i][j] = total(s[j]);
        for (; row < n; row++)
        {
            double r = y[(long)i * n + row];
            for (int j = 0; j < M; j++) r -= C[i][j] * x[(long)j * n + row];
            square += r * r;
            for (int j = 0; j < M; j++) gC[i][j] += r * x[(long)j * n + row];
        }
    }
    for (int h = 0; h < H; h++) for (int j = 0; j < M; j++) { double s = 0; for (int i = 0; i < N; i++) s += B[i * H + h] * gC[i][j]; g[h * M + j] = s - A[h * M + j]; }
    for (int i = 0; i < N; i++) for (int h = 0; h < H; h++) { double s = 0; for (int j = 0; j < M; j++) s += gC[i][j] * A[h * M + j]; g[H * M + i * H + h] = s - B[i * H + h]; }
    return value - 0.5 * square;
}

/* y ~ categorical_logit(W x + b): W (k by p), b; labels from 1; rows in blocks, four rows of products at once */
double softmax(const double *u, const double *x, const double *y, int n, int p, double *g)
{
    enum { K = 10, ROWS = 64 };
    static double eta[K][ROWS] __attribute__((aligned(64)));
    const double *b = u + K * p;
    double value = 0;
    for (int i = 0; i < K * p + K; i++) { value -= 0.5 * u[i] * u[i]; g[i] = -u[i]; }
    for (int start = 0; start < n; start += ROWS)
    {
        int rows = n - start < ROWS ? n - start : ROWS;
        int whole = rows / WIDTH * WIDTH;
        for (int row = 0; row < whole; row += WIDTH)
        {
            lanes s[K];
            for (int k = 0; k < K; k++) s[k] = (lanes){ 0 } + b[k];
            for (int j = 0; j < p; j++)
            {
                lanes v = *(const lanes *)(x + (long)j * n + start + row);
                for (int k = 0; k < K; k++) s[k] += u[k * p + j] * v;
            }
            for (int k = 0; k < K; k++) *(lanes *)(eta[k] + row) = s[k];
        }
        for (int row = whole; row < rows; row++)
            for (int k = 0; k < K; k++)
            {
                double s = b[k];
                for (int j = 0; j < p; j++) s += u[k * p + j] * x[(long)j * n + start + row];
                eta[k][row] = s;
            }
        double sum = 0;
        for (int i = 0; i < rows; i++)
        {
            int label = (int)y[start + i] - 1;
            double top = eta[0][i];
            for (int k = 1; k < K; k++) top = eta[k][i] > top ? eta[k][i] : top;
            sum += eta[label][i] - top;
            double all = 0;
            for (int k = 0; k < K; k++) { eta[k][i] = exp(eta[k][i] - top); all += eta[k][i]; }
            sum -= log(all);
            for (int k = 0; k < K; k++) eta[k][i] = (k == label) - eta[k][i] / all;
        }
        value += sum;
        for (int k = 0; k < K; k++) { double s = 0; for (int i = 0; i < rows; i++) s += eta[k][i]; g[K * p + k] += s; }
        for (int i = rows; i < ROWS; i++) for (int k = 0; k < K; k++) eta[k][i] = 0;
        for (int j = 0; j < p; j++)
        {
            lanes s[K] = { 0 };
            const double *xj = x + (long)j * n + start;
            for (int row = 0; row < whole; row += WIDTH)
            {
                lanes v = *(const lanes *)(xj + row);
                for (int k = 0; k < K; k++) s[k] += v * *(lanes *)(eta[k] + row);
            }
            for (int k = 0; k < K; k++)
            {
                double t = total(s[k]);
                for (int row = whole; row < rows; row++) t += xj[row] * eta[k][row];
                g[k * p + j] += t;
            }
        }
    }
    return value;
}
