namespace SltDsl.Algebra;

/// <summary>Polynomials without order, compared by value.</summary>
internal sealed class PolynomialSet(IEnumerable<Polynomial> members) : IEquatable<PolynomialSet>
{
    private readonly HashSet<Polynomial> _members = [.. members];

    public bool Equals(PolynomialSet? other) => other is not null && _members.SetEquals(other._members);

    public override bool Equals(object? obj) => Equals(obj as PolynomialSet);

    public override int GetHashCode() => _members.Aggregate(0, (hash, p) => hash ^ p.GetHashCode());
}
