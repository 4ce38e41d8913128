namespace SltDsl.Algebra;

/// <summary>A certificate as indented lines for people, a line for each stratum, with an arrow at those that decide.</summary>
internal sealed class CertificateText(Certificate certificate)
{
    /// <summary>Algebraic parameters, in the slots behind the problem's variables.</summary>
    private static readonly string[] Roots = ["α", "β", "γ", "δ"];

    private readonly List<string> _lines = [];
    private readonly IReadOnlyList<string> _names = [.. certificate.Problem.Variables, .. Roots.Select(root => certificate.Problem.Variables.Contains(root) ? root + "′" : root)];
    private int _limit;
    private int _omitted;

    public IReadOnlyList<string> Lines(int limit)
    {
        _lines.Clear();
        (_limit, _omitted) = (limit, 0);
        switch (certificate.Proof)
        {
            case LocalProof local:
                Write(local.Proof, 0, "at the centre", decides: true);
                break;
            case GlobalProof global:
                WriteGlobal(global);
                break;
        }

        return _omitted == 0 ? _lines : [.. _lines, $"… and {_omitted} more strata"];
    }

    private void WriteGlobal(GlobalProof proof)
    {
        foreach (var point in proof.Points)
        {
            var place = string.Join(", ", point.Point.Select((x, i) => $"{_names[i]} = {x}"));
            Write(point.Proof, 0, $"at {place}", decides: point.Claim.Upper == proof.Claim.Upper);
        }

        foreach (var (covering, stratum) in proof.Coverings.SelectMany(c => c.Strata.Select(s => (c, s))))
        {
            var nonzero = string.Join(", ", ScalingSymmetry.Fixed(covering.Scaling).Where((_, b) => (stratum.Mask >> b & 1) == 1).Select(i => _names[i]));
            Write(stratum.Proof, 0, nonzero == "" ? $"where all are zero{(covering.Scaling.Any(w => w.Sign > 0) ? $", to which x → t^w x with w = ({string.Join(", ", covering.Scaling)}) moves all points" : "")}" : $"where exactly {nonzero} are nonzero", decides: stratum.Proof.Claim.Lower == covering.Claim.Lower);
        }
    }

    /// <summary>Writes a step; the child that decides is the first whose bounds are those of the whole.</summary>
    private void Write(Proof proof, int depth, string place, bool decides)
    {
        switch (proof)
        {
            case Rewritten rewritten:
                var moves = string.Join("; ", rewritten.Moves.Select(Describe).Where(text => text != ""));
                Write(rewritten.Rest, depth, moves == "" ? place : $"{place}: {moves}", decides);
                break;
            case UnitIdeal unit:
                Line(depth, decides, $"{place}: {Short(unit.Generator)} is invertible, {Show(proof.Claim)}");
                break;
            case ZeroIdeal:
                Line(depth, decides, $"{place}: no generators are left, {Show(proof.Claim)}");
                break;
            case AbsentCoordinates absent:
                Write(absent.Rest, depth, place, decides);
                break;
            case SeparateVariables separate:
                Line(depth, decides, $"{place}: the sum of {separate.Parts.Count} ideals in separate variables, {Show(proof.Claim)}");
                foreach (var part in separate.Parts)
                {
                    Write(part.Proof, depth + 1, $"⟨{string.Join(", ", part.Generators.Take(3).Select(Short))}⟩", decides);
                }

                break;
            case NewtonBounds newton:
                Line(depth, decides, $"{place}: {Describe(newton)}, {Show(proof.Claim)}");
                break;
            case Blowup blowup:
                WriteBlowup(blowup, depth, place, decides);
                break;
            case Cut cut:
                WriteCut(cut, depth, place, decides);
                break;
            case Unfinished:
                Line(depth, decides, $"{place}: left without a bound");
                break;
            case Reused:
                Line(depth, decides, $"{place}: a stratum as before, {Show(proof.Claim)}");
                break;
        }
    }

    private void WriteBlowup(Blowup blowup, int depth, string place, bool decides)
    {
        var weights = string.Join(", ", blowup.Weights.Select((w, i) => (w, i)).Where(x => x.w > 0).Select(x => $"{_names[x.i]}:{x.w}"));
        var open = decides;
        Line(depth, decides, $"{place}: blow up with weights {weights}, {Show(blowup.Claim)}");
        foreach (var chart in blowup.Charts)
        {
            var first = open && chart.Proof.Claim.Lower == blowup.Claim.Lower;
            open &= !first;
            var others = string.Join(", ", chart.Subset.Where(i => i != chart.Pivot).Select(i => _names[i]));
            var power = blowup.Weights[chart.Pivot] == 1 ? "" : $"^{blowup.Weights[chart.Pivot]}";
            Write(chart.Proof, depth + 1, $"{_names[chart.Pivot]} = {(chart.Sign < 0 ? "−" : "")}u{power}{(others == "" ? "" : $", {others} ≠ 0")}", first);
        }
    }

    private void WriteCut(Cut cut, int depth, string place, bool decides)
    {
        var open = decides;
        Line(depth, decides, $"{place}: cut by {string.Join(", ", cut.Cuts.Select(c => Short(c.Factor)))}, {Show(cut.Claim)}");
        foreach (var factor in cut.Cuts)
        {
            foreach (var leaf in factor.Zeros?.Leaves ?? [])
            {
                var first = open && leaf.Proof.Claim.Lower == cut.Claim.Lower;
                open &= !first;
                Write(leaf.Proof, depth + 1, $"{Short(factor.Factor)} = 0{(factor.Zeros is AlgebraicZeros roots ? $", {_names[roots.Slot]} = {_names[factor.Factor.VariableCount]} + {_names[roots.Slot]}" : "")}", first);
            }

            if (factor.Zeros is null)
            {
                Line(depth + 1, false, $"{Short(factor.Factor)} = 0: left at a crude bound");
            }
        }

        Write(cut.Rest, depth + 1, "elsewhere", open);
    }

    private string Describe(Move move) => move switch
    {
        UnitsDropped dropped => $"{Short(dropped.Generator)} → {Short(dropped.Kept)} up to units",
        ClosureDropped dropped => $"drop {dropped.Witnesses.Keys.Count(m => !dropped.Kept.Contains(m))} monomials in the integral closure of ({string.Join(", ", dropped.Kept.Take(4).Select(Short))}{(dropped.Kept.Count > 4 ? ", …" : "")})",
        Subtracted subtracted => $"{Short(subtracted.Target)} less {Short(Polynomial.Constant(subtracted.Other.VariableCount, subtracted.Scale).Times(subtracted.Shift))} times {Short(subtracted.Other)}",
        Eliminated eliminated => $"{_names[eliminated.Slot]} := {Short(eliminated.Generator)}",
        RegularSplit split => $"split off {_names[split.Slot]}, which adds 1/2 to λ",
        CoordinateReplaced replaced => $"{_names[replaced.Slot]} := {Short(replaced.Coordinate)}",
        PowersReplaced replaced => $"{_names[replaced.Slot]} := {Short(replaced.Coordinate)}",
        Translated translated => $"{_names[translated.Slot]} → {_names[translated.Slot]} − ({Short(translated.Offset)})/({Short(translated.Slope)})",
        SeriesReplaced replaced => $"{_names[replaced.Slot]} := {Short(replaced.Coordinate)}, with {_names[replaced.Slot]} = {Short(replaced.Series)} up to a tail",
        TailDropped => "the tail is in the integral closure",
        _ => "",
    };

    private string Describe(NewtonBounds newton)
    {
        var weight = newton.Weight is null ? "" : $" with weight ({string.Join(", ", newton.Weight)})";
        return newton.Faces is not null ? $"Newton polyhedron{weight}, nondegenerate on every compact face"
            : newton.Multipliers is not null && newton.Claim.IsExact ? $"monomial generators fill the Newton polyhedron{weight}"
            : $"bounds of the Newton polyhedron{weight}";
    }

    /// <summary>λ and m, where l = 2λ.</summary>
    private static string Show(Bounds claim) => claim.IsExact
        ? Show(claim.Lower)
        : $"between {Show(claim.Lower)} and {Show(claim.Upper)}";

    private static string Show(Key key) => key.IsFinite ? $"λ = {key.Threshold / 2}, m = {key.Multiplicity}" : "λ = ∞";

    private string Short(Polynomial polynomial) => polynomial.TermCount > 6 ? $"({polynomial.TermCount} terms)" : polynomial.ToString(_names);

    private string Short(Monomial monomial) => Short(Polynomial.Constant(monomial.Count, 1).Times(monomial));

    private void Line(int depth, bool decides, string text)
    {
        if (_lines.Count < _limit)
        {
            _lines.Add($"{new string(' ', 2 * depth)}{(decides ? "→ " : "")}{text}");
        }
        else
        {
            _omitted++;
        }
    }
}
