using SltDsl.Graph.Expressions;
using SltDsl.Language;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>Where the members of latent arrays are read, directly or in definitions on the way.</summary>
internal sealed class LatentReads(Workshop workshop)
{
    private readonly Dictionary<Tensor, LatentVariable> _arrays = [];
    private readonly Dictionary<Tensor, EquatableArray<Tensor>> _reached = [];

    /// <summary>States that a variable may be read.</summary>
    public void Add(LatentVariable variable)
    {
        if (variable.Array is { } leaf)
        {
            _arrays.Add(leaf, variable);
        }
    }

    /// <summary>The latent array that a tensor holds, if it is one.</summary>
    public LatentVariable? VariableOf(Tensor tensor) => _arrays.TryGetValue(tensor, out var variable) ? variable : null;

    /// <summary>The latent arrays that a tensor depends on.</summary>
    public EquatableArray<Tensor> ReachedBy(Tensor tensor)
    {
        if (!_reached.TryGetValue(tensor, out var found))
        {
            found = new[] { tensor }.InOrder().Where(_arrays.ContainsKey).ToEquatableArray();
            _reached.Add(tensor, found);
        }

        return found;
    }

    /// <summary>The latent arrays that scalars depend on.</summary>
    public IEnumerable<LatentVariable> ReachedBy(IEnumerable<Scalar> scalars) =>
        scalars.SelectMany(s => s.Elements()).SelectMany(e => ReachedBy(e.Tensor)).Distinct().Select(t => _arrays[t]);

    /// <summary>The members that a law reads: the array, and the positions in terms of the law's indices.</summary>
    public IEnumerable<(LatentVariable Variable, EquatableArray<Scalar> Positions)> Of(Law law)
    {
        var seen = new HashSet<Element>();
        var found = new List<(LatentVariable, EquatableArray<Scalar>)>();
        foreach (var scalar in law.Scalars(argument => workshop.Value(argument.Extents, i => argument[[.. i]]).Body))
        {
            Visit(scalar);
        }

        return found;

        void Visit(Scalar scalar)
        {
            foreach (var element in scalar.Elements().Where(seen.Add))
            {
                if (VariableOf(element.Tensor) is { } variable)
                {
                    found.Add((variable, element.Indices));
                }
                else if (element.Tensor is Definition definition && ReachedBy(definition).Count > 0)
                {
                    // A recurrence is followed from one element only: its members are read at positions that step with it.
                    Visit(definition.BodyAt(definition.IsRecurrence ? definition.Indices.ToArray<Scalar>() : element.Indices));
                }
            }
        }
    }

    /// <summary>What reads stand for, applied to laws and scalars.</summary>
    /// <param name="variables">The arrays whose reads are replaced.</param>
    /// <param name="read">The member at positions.</param>
    /// <param name="simplify">What is known besides, applied to conditions; null for nothing.</param>
    public LatentReplacement Replacing(IEnumerable<LatentVariable> variables, Func<LatentVariable, EquatableArray<Scalar>, Scalar> read, Func<Scalar, Scalar>? simplify = null) =>
        new(workshop, this, new HashSet<LatentVariable>(variables.Where(v => v.Array is not null)), read, simplify ?? (s => s));
}
