namespace SltDsl.Algebra;

/// <summary>Counts elementary operations, so that the same input stops at the same place on any machine.</summary>
internal sealed class Effort(long budget, CancellationToken cancellation)
{
    private long _left = budget;

    public bool IsSpent => _left <= 0 || cancellation.IsCancellationRequested;

    /// <summary>A share of what is left, counted apart.</summary>
    public Effort Share(int parts) => new(_left / parts, cancellation);

    public void Spend(long operations) => _left -= operations;
}
