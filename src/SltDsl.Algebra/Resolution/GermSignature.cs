using System.Text;

namespace SltDsl.Algebra;

/// <summary>A text that determines a germ up to the names of its variables, with the order of the variables in it.</summary>
internal static class GermSignature
{
    public static (string Text, int[] Order) Of(Germ germ)
    {
        var used = Enumerable.Range(0, germ.Count)
            .Where(i => germ.Kinds[i] != SlotKind.Dropped || germ.Generators.Any(f => f.Contains(i)) || germ.Nonzero.Any(p => p.Contains(i)))
            .ToArray();
        var order = used.OrderBy(i => Profile(germ, i), StringComparer.Ordinal).ThenBy(i => i).ToArray();
        var text = new StringBuilder();
        foreach (var i in order)
        {
            text.Append((int)germ.Kinds[i]).Append(',').Append(germ.Orders[i]).Append(',').Append(germ.Priors[i]).Append(';');
        }

        text.Append(germ.HasRealPoints).Append(germ.Count);
        foreach (var list in new[] { germ.Generators, germ.Nonzero, germ.Relations.ConvertAll(r => r.Equation) })
        {
            text.Append('|').Append(string.Join("&", list.Select(p => Write(p, order)).OrderBy(s => s, StringComparer.Ordinal)));
        }

        return (text.ToString(), order);
    }

    /// <summary>For germs of the same signature, the slot of the second for each slot of the first; −1 where unused.</summary>
    public static int[] Renaming(int[] first, int[] second, int count)
    {
        var renaming = Enumerable.Repeat(-1, count).ToArray();
        for (var t = 0; t < first.Length; t++)
        {
            renaming[first[t]] = second[t];
        }

        return renaming;
    }

    private static string Profile(Germ germ, int slot)
    {
        var terms = germ.Generators.Where(f => f.Contains(slot)).Select(f =>
            string.Join(",", f.Monomials.Where(m => m[slot] > 0).Select(m => $"{m[slot]}:{m.Degree}").OrderBy(s => s, StringComparer.Ordinal)));
        return $"{(int)germ.Kinds[slot]},{germ.Orders[slot]},{germ.Priors[slot]},{string.Join(";", terms.OrderBy(s => s, StringComparer.Ordinal))}";
    }

    private static string Write(Polynomial polynomial, int[] order) => string.Join("+", Enumerable.Range(0, polynomial.TermCount)
        .Select(t => $"{polynomial.Coefficients[t]}*{string.Join(",", order.Select(i => polynomial.Monomials[t][i]))}")
        .OrderBy(s => s, StringComparer.Ordinal));
}
