using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>Rebuilds the strata that cover the zeros of a polynomial in the torus parameters.</summary>
internal sealed class ZeroSetReplay(LemmaCheck lemmas, Func<Proof, Stratum, Bounds> verify)
{
    public Bounds Verify(Stratum stratum, Polynomial h, ZeroSet zeros) => zeros switch
    {
        SolvedZeros solved => Solved(stratum, h, solved),
        LineZeros line => Line(stratum, h, line),
        SmoothZeros smooth => Smooth(stratum, h, smooth),
        AlgebraicZeros roots => Roots(stratum, h, roots),
        _ => throw new CertificateException("a zero set of an unknown kind"),
    };

    private Bounds Solved(Stratum stratum, Polynomial h, SolvedZeros zeros)
    {
        var slot = zeros.Slot;
        var parts = h.CoefficientsIn(slot);
        Require(stratum.IsFreeParameter(slot) && parts.Length == 2, "a polynomial is not linear in its torus parameter");
        var (slope, offset) = (parts[1], parts[0]);
        var uncertain = lemmas.Uncertain(slope, stratum);
        var bounds = Bounds.Infinity;
        if (new EmptySystemCheck(lemmas).NonzeroAfter([.. stratum.Nonzero, offset, .. uncertain], slot, -offset, slope, stratum.Relations) is { } known)
        {
            Require(zeros.Main is not null, "the zeros of a polynomial are left out");
            var coordinate = Polynomial.Variable(stratum.Count, slot) - offset;
            var main = stratum.With(stratum.Generators.Select(f => f.SubstituteFraction(slot, coordinate, slope)));
            main.MakeCoordinate(slot);
            main.Nonzero = known;
            main.IsReal &= known.All(p => lemmas.IsGenericallyNonzero(p, main));
            bounds = verify(zeros.Main!.Proof, main);
        }

        return Bounds.Min(bounds, All(stratum, uncertain, zeros.SlopeZeros));
    }

    private Bounds Line(Stratum stratum, Polynomial h, LineZeros zeros)
    {
        var (variables, matrix) = (zeros.Change.Variables, zeros.Change.Matrix);
        Require(variables.Distinct().Count() == variables.Count && variables.All(stratum.IsFreeParameter), "a torus change uses other variables");
        Require(IsUnimodular(matrix), "a torus change is not invertible");
        var changed = stratum.With(stratum.Generators.Select(zeros.Change.Apply));
        changed.Nonzero = [.. stratum.Nonzero.Select(p => zeros.Change.Apply(p).Primitive())];
        return All(changed, lemmas.Uncertain(zeros.Change.Apply(h), changed), zeros.Factors);
    }

    private Bounds All(Stratum stratum, IEnumerable<Polynomial> factors, IReadOnlyList<(Polynomial Factor, ZeroSet Zeros)> proofs)
    {
        var bounds = Bounds.Infinity;
        foreach (var factor in factors)
        {
            var proof = proofs.FirstOrDefault(p => p.Factor.Equals(factor)).Zeros;
            Require(proof is not null, "the zeros of a factor are left out");
            bounds = Bounds.Min(bounds, Verify(stratum, factor, proof!));
        }

        return bounds;
    }

    private Bounds Smooth(Stratum stratum, Polynomial h, SmoothZeros zeros)
    {
        var variables = Enumerable.Range(0, stratum.Count).Where(h.Contains).ToArray();
        Require(variables.All(stratum.IsFreeParameter) && variables.Contains(zeros.Slot), "a hypersurface uses other variables");
        Require(stratum.ConstantPart(zeros.Coordinate).Primitive().Equals(h.Primitive()), "a coordinate does not restrict to the hypersurface");
        RequireSmooth(h, variables, zeros.Smoothness);
        Require(stratum.Nonzero.All(p => !variables.Any(p.Contains) || IsUnitOn(h, p, variables, zeros) || lemmas.HasNoZero(p)), "a condition may fail on a hypersurface");
        var generators = stratum.Generators.Select(f =>
        {
            var (rest, power) = (f, 0);
            while (Divisibility.Quotient(rest, zeros.Coordinate) is { } quotient)
            {
                (rest, power) = (quotient, power + 1);
            }

            var one = Polynomial.Constant(stratum.Count, 1);
            rest = IsUnitOn(h, stratum.ConstantPart(rest), variables, zeros) ? one
                : !variables.Any(rest.Contains) ? rest
                : lemmas.Powers(rest).Where(g => !IsUnitOn(h, stratum.ConstantPart(g.Factor), variables, zeros)).Aggregate(one, (p, g) => p * g.Factor.Pow(g.Power));
            return variables.Any(rest.Contains) ? null : rest.Times(Monomial.One(stratum.Count).With(zeros.Slot, power));
        }).ToList();
        generators = generators.FirstOrDefault(f => f is { IsConstant: true }) is { } unit ? [unit] : generators;
        Require(!generators.Contains(null), "a generator is not a power of the hypersurface's coordinate");
        var main = stratum.With(generators.Select(f => f!));
        main.MakeCoordinate(zeros.Slot);
        main.IsReal &= HasRealPoints(h);
        main.Nonzero = [.. stratum.Nonzero.Where(p => !variables.Any(p.Contains))];
        return verify(zeros.Main.Proof, main);
    }

    private Bounds Roots(Stratum stratum, Polynomial h, AlgebraicZeros zeros)
    {
        var slot = zeros.Slot;
        Require(stratum.IsFreeParameter(slot) && h.DegreeIn(slot) > 1, "an algebraic parameter takes the place of another");
        Require(lemmas.IsUnit(h.CoefficientsIn(slot)[h.DegreeIn(slot)], stratum), "a root may be infinite");
        new EmptySystemCheck(lemmas).Verify(zeros.Simplicity, [h, h.Derivative(slot), .. stratum.Relations.Select(r => r.Equation)], stratum.Nonzero);
        var main = stratum.Extended();
        var (root, variable) = (Polynomial.Variable(main.Count, stratum.Count), Polynomial.Variable(main.Count, slot));
        main.Generators = [.. main.Generators.Select(f => f.Contains(slot) ? f.Substitute(slot, root + variable) : f)];
        main.Nonzero = [.. main.Nonzero.Select(p => p.Contains(slot) ? p.Substitute(slot, root) : p)];
        main.MakeCoordinate(slot);
        main.Kinds[stratum.Count] = SlotKind.Algebraic;
        main.Relations.Add(new AlgebraicRelation(stratum.Count, h.Extended().Substitute(slot, root)));
        main.IsReal &= (stratum.Relations.Count == 0 ? HasRealPoints(h) : zeros.RealBox is { } box && RealTower.Holds(main.Relations, box))
            && main.Nonzero.All(p => lemmas.IsGenericallyNonzero(p, main));
        return verify(zeros.Main.Proof, main);
    }

    private static bool HasRealPoints(Polynomial h) =>
        Enumerable.Range(0, h.VariableCount).Count(h.Contains) == 1 ? SturmCount.OfRoots(h) > 0 : RealZeros.ChangesSign(h);

    private void RequireSmooth(Polynomial h, int[] variables, EmptySystem? proof)
    {
        if (variables.Length == 1)
        {
            Require(Divisibility.AreCoprimeIn(h, h.Derivative(variables[0]), variables[0]), "a hypersurface is not smooth");
            return;
        }

        Require(proof is not null, "a hypersurface is not proved smooth");
        new EmptySystemCheck(lemmas).Verify(proof!, [h, .. variables.Select(h.Derivative)], []);
    }

    private bool IsUnitOn(Polynomial h, Polynomial polynomial, int[] variables, SmoothZeros zeros)
    {
        if (polynomial.IsZero || polynomial.IsConstant || SmoothHypersurface.IsCoprime(h, polynomial, variables))
        {
            return !polynomial.IsZero;
        }

        if (zeros.Units.FirstOrDefault(unit => unit.Unit.Equals(polynomial)).Emptiness is not { } emptiness)
        {
            return false;
        }

        new EmptySystemCheck(lemmas).Verify(emptiness, [polynomial, h], []);
        return true;
    }

    /// <summary>Whether the determinant of an integer matrix is ±1.</summary>
    private static bool IsUnimodular(int[,] matrix)
    {
        var n = matrix.GetLength(0);
        var rows = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => (Rational)matrix[i, j]).ToArray()).ToArray();
        var determinant = Rational.One;
        for (var c = 0; c < n; c++)
        {
            var pivot = Array.FindIndex(rows, c, row => row[c].Sign != 0);
            if (pivot < 0)
            {
                return false;
            }

            (rows[c], rows[pivot]) = (rows[pivot], rows[c]);
            determinant *= rows[c][c];
            for (var i = c + 1; i < n; i++)
            {
                var factor = rows[i][c] / rows[c][c];
                for (var j = c; j < n; j++)
                {
                    rows[i][j] -= factor * rows[c][j];
                }
            }
        }

        return determinant == 1 || determinant == -1;
    }
}
