using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>A compact face: the points on it and the facet normals (w, order) through it.</summary>
internal sealed record CompactFace(IReadOnlyList<int> Points, IReadOnlyList<long[]> Normals);

/// <summary>The compact faces of a Newton polyhedron by the double description method (Motzkin, Raiffa, Thompson and Thrall 1953).</summary>
internal static class CompactFaces
{
    private const int LargestCount = 1_500;

    /// <summary>The pairs of rays that one point may combine; each is compared with all rays.</summary>
    private const int LargestPairs = 20_000;

    /// <summary>The faces, or null beyond the limit.</summary>
    /// <param name="points">The vertices' candidates; none divides another.</param>
    public static IReadOnlyList<CompactFace>? Of(IReadOnlyList<int[]> points)
    {
        if (points.Count > 60 || points.Any(point => point.Any(x => x > 1_000)) || Rays(points) is not { } rays)
        {
            return null;
        }

        var n = points[0].Length;
        var incidence = rays.Select(ray => Incident(ray, points)).ToArray();
        var faces = new HashSet<ulong>(incidence.Where(set => set != 0));
        var queue = new Queue<ulong>(faces);
        var distinct = incidence.Distinct().ToArray();
        while (queue.Count > 0)
        {
            var face = queue.Dequeue();
            foreach (var facet in distinct)
            {
                if ((face & facet) is var meet and not 0 && faces.Add(meet))
                {
                    queue.Enqueue(meet);
                    if (faces.Count > LargestCount)
                    {
                        return null;
                    }
                }
            }
        }

        var compact = new List<CompactFace>();
        foreach (var face in faces)
        {
            var normals = rays.Where((_, r) => (face & incidence[r]) == face).ToArray();
            if (Enumerable.Range(0, n).All(i => normals.Any(normal => normal[i] > 0)))
            {
                compact.Add(new CompactFace(Enumerable.Range(0, points.Count).Where(p => (face >> p & 1) == 1).ToArray(), normals));
            }
        }

        return compact;
    }

    private static ulong Incident(long[] ray, IReadOnlyList<int[]> points)
    {
        var set = 0UL;
        for (var p = 0; p < points.Count; p++)
        {
            set |= Slack(ray, points[p]) == 0 ? 1UL << p : 0;
        }

        return set;
    }

    private static long Slack(long[] ray, int[] point)
    {
        var sum = -ray[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            sum += ray[i] * point[i];
        }

        return sum;
    }

    /// <summary>The extreme rays (w, t) of {w ≥ 0, t ≥ 0, w·α ≥ t for all points}.</summary>
    private static List<long[]>? Rays(IReadOnlyList<int[]> points)
    {
        var n = points[0].Length;
        var rays = new List<(long[] Ray, BigInteger Zeros)>();
        for (var i = 0; i <= n; i++)
        {
            var unit = new long[n + 1];
            unit[i] = 1;
            rays.Add((unit, (BigInteger.One << (n + 1)) - 1 - (BigInteger.One << i)));
        }

        for (var p = 0; p < points.Count; p++)
        {
            var bit = BigInteger.One << (n + 1 + p);
            var valued = rays.Select(ray => (ray.Ray, ray.Zeros, Value: Slack(ray.Ray, points[p]))).ToArray();
            if ((long)valued.Count(v => v.Value > 0) * valued.Count(v => v.Value < 0) > LargestPairs)
            {
                return null;
            }

            var next = valued.Where(v => v.Value >= 0).Select(v => (v.Ray, v.Value == 0 ? v.Zeros | bit : v.Zeros)).ToList();
            foreach (var up in valued.Where(v => v.Value > 0))
            {
                foreach (var down in valued.Where(v => v.Value < 0))
                {
                    var common = up.Zeros & down.Zeros;
                    if (valued.Count(v => (v.Zeros & common) == common) > 2)
                    {
                        continue;
                    }

                    var ray = new long[n + 1];
                    var divisor = BigInteger.Zero;
                    for (var i = 0; i <= n; i++)
                    {
                        ray[i] = checked((up.Value * down.Ray[i]) - (down.Value * up.Ray[i]));
                        divisor = BigInteger.GreatestCommonDivisor(divisor, ray[i]);
                    }

                    next.Add((Array.ConvertAll(ray, x => x / (long)divisor), common | bit));
                }
            }

            rays = next;
            if (rays.Count > LargestCount)
            {
                return null;
            }
        }

        return rays.ConvertAll(ray => ray.Ray);
    }
}
