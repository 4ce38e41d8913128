namespace SltDsl.Algebra;

/// <summary>The Newton polyhedron of a germ, and the blow-up where it is degenerate.</summary>
internal sealed partial class Resolver
{
    /// <summary>The coordinates of a blow-up: its strata are their subsets.</summary>
    private const int LargestBlowup = 14;

    /// <summary>The coordinates of a blow-up whose charts are all looked at even after the budget has ended.</summary>
    private const int LargestUnfinished = 6;

    /// <summary>A coordinate that is adapted again and again follows a series, which is better taken at once.</summary>
    private const int MostTranslations = 3;

    /// <summary>The Newton polyhedron: an upper bound always, the value when nondegenerate; otherwise a blow-up.</summary>
    private Proof Newton(Germ germ, Key best, int depth)
    {
        var (signature, order) = GermSignature.Of(germ);
        if (_memo.TryGetValue(signature, out var known) && (known.Proof.Claim.IsExact || known.Proof.Claim.Lower.CompareTo(best) >= 0))
        {
            return new Reused(known.Proof.Claim, known.Proof, GermSignature.Renaming(known.Order, order, germ.Count));
        }

        var polyhedron = new GermPolyhedron(germ);
        foreach (var vertex in polyhedron.Vertices)
        {
            var coefficients = polyhedron.CoefficientsAt(vertex);
            var uncertain = coefficients.Select(c => _units.UncertainFactors(c, germ)).OrderBy(f => f.Count).First();
            if (uncertain.Count > 0)
            {
                return Branch(germ, uncertain, best, depth);
            }
        }

        _effort.Spend(polyhedron.Vertices.Count * (long)polyhedron.Slots.Length * (polyhedron.Vertices.Count + polyhedron.Slots.Length) / 10);
        var upper = polyhedron.Threshold(polyhedron.Vertices);
        var lower = polyhedron.MonomialGenerators() is { Count: > 0 } monomials ? polyhedron.Threshold(monomials) : null;
        _effort.Spend(20L * polyhedron.Vertices.Count * polyhedron.Slots.Length);
        if (lower is not null && (lower.Key == upper.Key || lower.Key.CompareTo(best) >= 0))
        {
            return new NewtonBounds(Known(germ, upper.Key) with { Lower = lower.Key }, upper.Weight, lower.Lower, null);
        }

        var proof = Degenerate(germ, polyhedron, upper, best, depth);
        _memo[signature] = (proof, order);
        return proof;
    }

    private Proof Degenerate(Germ germ, GermPolyhedron polyhedron, PolyhedronThreshold upper, Key best, int depth)
    {
        var faces = CompactFaces.Of(polyhedron.Vertices);
        _effort.Spend(50L * (faces?.Count ?? 2_000));
        var proofs = new List<FaceProof>();
        var degenerate = faces?.Where(face => !IsNondegenerate(germ, polyhedron, face, proofs)).ToList();
        if (degenerate is { Count: 0 })
        {
            return new NewtonBounds(Known(germ, upper.Key), upper.Weight, upper.Lower, proofs);
        }

        if (_effort.IsSpent || depth >= DeepestBlowup)
        {
            return CutOff(germ);
        }

        if (degenerate is not null && germ.Translations < MostTranslations && Adapt(germ, polyhedron, degenerate) is { } adapted)
        {
            adapted.Translations = germ.Translations + 1;
            var proof = Solve(adapted, best, depth + 1);
            return new Rewritten(proof.Claim, adapted.Moves.ToArray(), proof);
        }

        if (BySeries(germ, best, depth) is { } bySeries)
        {
            return bySeries;
        }

        return polyhedron.BlowupWeight(degenerate) is { } weight && weight.Count(w => w > 0) <= LargestBlowup
            ? BlowUp(germ, weight, upper, best, depth)
            : CutOff(germ);
    }

    private bool IsNondegenerate(Germ germ, GermPolyhedron polyhedron, CompactFace face, List<FaceProof> proofs)
    {
        var forms = polyhedron.FaceForms(face);
        _effort.Spend(forms.Sum(f => f.Form.TermCount));
        if (forms.Any(f => f.Coefficient is { } single && _units.IsUnit(single, germ)))
        {
            return true;
        }

        if (_systems.Refute([.. forms.Select(f => f.Form), .. germ.Relations.Select(r => r.Equation)], germ.Nonzero) is not { } emptiness)
        {
            return false;
        }

        proofs.Add(new FaceProof(face.Points.Select(p => polyhedron.Vertices[p]).ToArray(), emptiness));
        return true;
    }

    /// <summary>A factor c z_i + g of a degenerate face form becomes the coordinate z_i when the Newton threshold falls.</summary>
    private Germ? Adapt(Germ germ, GermPolyhedron polyhedron, List<CompactFace> degenerate)
    {
        var tried = new HashSet<Polynomial>();
        var (lowest, best) = (polyhedron.ThresholdValue(), (Germ?)null);
        foreach (var form in degenerate.OrderBy(face => face.Points.Count).SelectMany(polyhedron.FaceForms).Select(f => f.Form).Where(f => f.TermCount is > 1 and <= 60))
        {
            foreach (var factor in _units.Factorisation.Of(form.Primitive()).Select(f => f.Factor).Where(f => f.TermCount > 1 && tried.Add(f)))
            {
                foreach (var i in germ.ZeroSlots.Where(i => germ.IsFree(i) && factor.DegreeIn(i) == 1))
                {
                    if (Translate(germ, factor, i) is { } changed && new GermPolyhedron(changed).ThresholdValue() is var threshold && threshold < lowest)
                    {
                        (lowest, best) = (threshold, changed);
                    }
                }
            }
        }

        return best;
    }

    /// <summary>The germ in the coordinate z_i + g/c for a factor c z_i + g with an invertible c in the torus parameters.</summary>
    private Germ? Translate(Germ germ, Polynomial factor, int slot)
    {
        var parts = factor.CoefficientsIn(slot);
        var (slope, offset) = (parts[1], parts[0]);
        if (offset.IsZero || !germ.ConstantPart(slope).Equals(slope) || !germ.ConstantPart(offset).IsZero || !_units.IsUnit(slope, germ))
        {
            return null;
        }

        var numerator = (Polynomial.Variable(germ.Count, slot) * slope) - offset;
        var limit = 200 + (4 * germ.Generators.Sum(f => f.TermCount));
        var images = germ.Generators.ConvertAll(f => f.TrySubstituteFraction(slot, numerator, slope, limit));
        _effort.Spend(images.Sum(f => f?.TermCount ?? limit));
        if (images.Contains(null))
        {
            return null;
        }

        var changed = germ.With(images.ConvertAll(f => f!));
        changed.Moves.Add(new Translated(slot, slope, offset));
        return changed;
    }

    /// <summary>The charts of a blow-up. When the budget ends those that are left keep what is known of them without a search.</summary>
    private Proof BlowUp(Germ germ, int[] weight, PolyhedronThreshold upper, Key best, int depth)
    {
        var bounds = new Bounds(upper.Key, germ.HasRealPoints ? upper.Key : Key.Infinity);
        var charts = new List<ChartProof>();
        foreach (var chart in new WeightedBlowup(germ, weight).Charts())
        {
            if (_effort.IsSpent && weight.Count(w => w > 0) > LargestUnfinished)
            {
                return new Blowup(bounds with { Lower = CrudeBound.Of(germ, _units) }, weight, upper.Weight, charts, IsComplete: false);
            }

            var proof = Solve(chart.Germ, Key.Min(best, bounds.Upper), depth + 1);
            bounds = Bounds.Min(bounds, proof.Claim);
            charts.Add(new ChartProof(chart.Subset, chart.Pivot, chart.Sign, proof));
        }

        return new Blowup(bounds.IsExact ? bounds : bounds.OrAtLeast(CrudeBound.Of(germ, _units)), weight, upper.Weight, charts, IsComplete: true);
    }
}
