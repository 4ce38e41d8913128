namespace SltDsl.Algebra.Tests;

/// <summary>The fast kernels against plain definitions: packed exponents, products, coprimality, linear programs, faces.</summary>
public sealed class KernelTests
{
    [Fact]
    public void Packed_and_wide_exponents_behave_as_vectors()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 2_000; trial++)
        {
            var n = random.Next(1, 20);
            var most = random.Next(2) == 0 ? 5 : 130;
            var (a, b) = (Vector(random, n, most), Vector(random, n, most));
            var (left, right) = (new Monomial(a), new Monomial(b));
            var product = left * right;
            Assert.Equal(a.Zip(b, (x, y) => x + y), product.ToArray());
            Assert.Equal(new Monomial(a.Zip(b, (x, y) => x + y).ToArray()), product);
            Assert.Equal(new Monomial(a.Zip(b, (x, y) => x + y).ToArray()).GetHashCode(), product.GetHashCode());
            Assert.Equal(left, product / right);
            Assert.True(right.Divides(product));
            Assert.Equal(a.Zip(b, (x, y) => x <= y).All(ok => ok), left.Divides(right));
            Assert.Equal(a.Sum(), left.Degree);
            var difference = a.Zip(b, (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0);
            Assert.Equal(Math.Sign(difference), Math.Sign(left.CompareTo(right)));
            var slot = random.Next(n);
            var changed = (int[])a.Clone();
            changed[slot] = b[slot];
            Assert.Equal(new Monomial(changed), left.With(slot, b[slot]));
        }
    }

    [Fact]
    public void Sums_and_products_have_the_values_of_their_parts()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 300; trial++)
        {
            var (p, q) = (Random(random), Random(random));
            Rational[] point = [new(random.Next(-5, 6), 3), random.Next(-4, 5), new(random.Next(1, 9), 7)];
            Assert.Equal(p.Evaluate(point) * q.Evaluate(point), (p * q).Evaluate(point));
            Assert.Equal(p.Evaluate(point) - q.Evaluate(point), (p - q).Evaluate(point));
            var parts = p.CoefficientsIn(1);
            Assert.Equal(p, parts.Select((part, e) => part * Polynomial.Variable(3, 1).Pow(e)).Aggregate((sum, term) => sum + term));
        }
    }

    [Fact]
    public void A_common_factor_is_never_called_none_and_is_found()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 200; trial++)
        {
            var (common, p, q) = (Random(random), Random(random), Random(random));
            if (common.IsConstant || p.IsZero || q.IsZero)
            {
                continue;
            }

            Assert.False(ModularImage.AreCoprime(common * p, common * q));
            var gcd = Divisibility.Gcd(common * p, common * q);
            Assert.NotNull(Divisibility.Quotient(common * p, gcd));
            Assert.NotNull(Divisibility.Quotient(common * q, gcd));
            Assert.NotNull(Divisibility.Quotient(gcd, common.Primitive()));
        }
    }

    [Theory]
    [InlineData("(x + 1000000000000000000000000000007*y)*(x - 1000000000000000000000000000009*y)", 2)]
    [InlineData("x^2 - 1000000000000000000000000000000000000000000000000000003*y^2", 1)]
    public void A_quadratic_with_large_coefficients_is_split_when_its_discriminant_is_a_square(string text, int factors)
    {
        var polynomial = Polynomial.Parse(text, ["x", "y"]);
        Assert.Equal(factors, new Factorisation(new Effort(1_000_000, CancellationToken.None)).Of(polynomial).Count);
    }

    [Fact]
    public void The_two_witnesses_of_a_monomial_ideal_meet_and_agree_on_the_multiplicity()
    {
        var random = new Random(8);
        for (var trial = 0; trial < 300; trial++)
        {
            var n = random.Next(2, 5);
            var points = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Vector(random, n, 4)).Where(v => v.Sum() > 0).ToList();
            if (points.Count == 0)
            {
                continue;
            }

            var kappa = Enumerable.Range(0, n).Select(_ => random.Next(1, 4)).ToArray();
            var result = NewtonPolyhedron.Threshold(points, kappa);
            Assert.Equal(result.Threshold, result.Weight.Zip(kappa, (w, k) => w * k).Aggregate((x, y) => x + y));
            Assert.All(points, point => Assert.True(StrictComplementarity.Dot(point, result.Weight) >= 1));
            Assert.Equal(result.Threshold, result.Multipliers.Aggregate((x, y) => x + y));
            var tight = new List<Rational[]>();
            for (var j = 0; j < result.Points.Count; j++)
            {
                var positive = result.Multipliers[j].Sign > 0;
                Assert.NotEqual(positive, StrictComplementarity.Dot(result.Points[j], result.Weight) > 1);
                if (positive)
                {
                    tight.Add(result.Points[j].Select(x => (Rational)x).ToArray());
                }
            }

            for (var i = 0; i < n; i++)
            {
                var slack = StrictComplementarity.Used(result.Points, result.Multipliers, i) < kappa[i];
                Assert.NotEqual(slack, result.Weight[i].Sign > 0);
                if (slack)
                {
                    tight.Add(Enumerable.Range(0, n).Select(t => t == i ? Rational.One : Rational.Zero).ToArray());
                }
            }

            Assert.Equal(n - StrictComplementarity.Rank(tight, n) + 1, result.Multiplicity);
        }
    }

    [Fact]
    public void The_compact_faces_are_those_that_linear_programs_find()
    {
        var random = new Random(9);
        for (var trial = 0; trial < 60; trial++)
        {
            var n = random.Next(2, 4);
            var points = NewtonPolyhedron.Minimal(Enumerable.Range(0, random.Next(2, 7)).Select(_ => Vector(random, n, 6)).Where(v => v.Sum() > 0));
            if (points.Count == 0)
            {
                continue;
            }

            var expected = new HashSet<string>();
            for (var subset = 1; subset < 1 << points.Count; subset++)
            {
                if (LeastFace(points, Enumerable.Range(0, points.Count).Where(j => (subset >> j & 1) == 1).ToArray()) is { } face)
                {
                    expected.Add(face);
                }
            }

            Assert.Equal(expected.Order(), CompactFaces.Of(points)!.Select(face => string.Join(",", face.Points.Order())).Order());
        }
    }

    /// <summary>
    /// The least compact face through some points: of the weights that are least on them, one with the most strict inequalities; null
    /// when none is positive everywhere.
    /// </summary>
    private static string? LeastFace(List<int[]> points, int[] subset)
    {
        var (n, p) = (points[0].Length, points.Count);
        var rows = new List<(int[] Row, int Bound)>();
        int[] Difference(int j) => points[j].Zip(points[subset[0]], (x, y) => x - y).ToArray();
        void Add(int bound, params (int Column, int Value)[] entries)
        {
            var row = new int[n + p + n];
            foreach (var (column, value) in entries)
            {
                row[column] += value;
            }

            rows.Add((row, bound));
        }

        for (var j = 0; j < p; j++)
        {
            Add(0, [.. Difference(j).Select((d, i) => (i, -d)), (n + j, 1)]);
            Add(1, (n + j, 1));
        }

        foreach (var j in subset)
        {
            Add(0, [.. Difference(j).Select((d, i) => (i, d))]);
        }

        for (var i = 0; i < n; i++)
        {
            Add(0, (i, -1), (n + p + i, 1));
            Add(1, (n + p + i, 1));
        }

        var columns = Enumerable.Range(0, n + p + n).Select(c => rows.Select(row => row.Row[c]).ToArray()).ToList();
        var weights = Enumerable.Range(0, n + p + n).Select(c => c < n ? 0 : 1).ToArray();
        var best = LinearProgram.Maximise(columns, rows.Select(row => row.Bound).ToArray(), weights)!;
        return Enumerable.Range(0, n).All(i => best.Primal[n + p + i] == 1)
            ? string.Join(",", Enumerable.Range(0, p).Where(j => best.Primal[n + j].Sign == 0))
            : null;
    }

    private static int[] Vector(Random random, int n, int most) => Enumerable.Range(0, n).Select(_ => random.Next(most)).ToArray();

    private static Polynomial Random(Random random) => Enumerable.Range(0, random.Next(1, 5)).Aggregate(
        Polynomial.Constant(3, 0), (sum, _) => sum + Polynomial.Term(random.Next(-4, 5), Vector(random, 3, 3)));
}
