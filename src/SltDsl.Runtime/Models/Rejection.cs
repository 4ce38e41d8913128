namespace SltDsl.Runtime;

/// <summary>Ends rejection sampling that does not end by itself.</summary>
public static class Rejection
{
    private const int MostAttempts = 10_000_000;

    /// <summary>Throws when there have been too many attempts.</summary>
    /// <param name="attempt">How many there have been.</param>
    /// <param name="name">What is drawn.</param>
    /// <exception cref="NotSupportedException">There have been 10⁷ attempts.</exception>
    public static void Check(int attempt, string name)
    {
        if (attempt >= MostAttempts)
        {
            throw new NotSupportedException($"Cannot draw: {MostAttempts} draws of `{name}` fell outside its declared set or bounds.");
        }
    }
}
