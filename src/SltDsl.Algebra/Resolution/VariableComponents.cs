namespace SltDsl.Algebra;

/// <summary>Generators grouped by the variables that they share; polynomials that do not vanish, and relations, link their variables as well.</summary>
internal static class VariableComponents
{
    public static List<List<Polynomial>> Of(Germ germ)
    {
        var components = new List<(HashSet<int> Variables, List<Polynomial> Members)>();
        var linked = germ.Generators.Select(f => (Polynomial: f, IsGenerator: true)).Concat(germ.Nonzero.Concat(germ.Relations.Select(r => r.Equation)).Select(p => (Polynomial: p, IsGenerator: false)));
        foreach (var (polynomial, isGenerator) in linked)
        {
            var merged = (Variables: new HashSet<int>(Enumerable.Range(0, germ.Count).Where(polynomial.Contains)), Members: new List<Polynomial>());
            if (isGenerator)
            {
                merged.Members.Add(polynomial);
            }

            foreach (var component in components.Where(c => c.Variables.Overlaps(merged.Variables)).ToList())
            {
                components.Remove(component);
                merged.Variables.UnionWith(component.Variables);
                merged.Members.AddRange(component.Members);
            }

            components.Add(merged);
        }

        return components.Select(c => c.Members).Where(members => members.Count > 0).ToList();
    }
}
