using System.Runtime.CompilerServices;

namespace SltDsl.Runtime;

/// <summary>
/// The elementary functions of <see cref="VectorFunctions"/> as calls, for kernels with many of them: the just-in-time
/// compiler inlines only so much into one method, and then calls even for a sum.
/// </summary>
public static class CalledVectorFunctions
{
    private const MethodImplOptions Call = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>exp(x).</summary>
    [MethodImpl(Call)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T> => VectorFunctions.Exp(x);

    /// <summary>exp(x) − 1.</summary>
    [MethodImpl(Call)]
    public static T Expm1<T>(T x)
        where T : struct, ILanes<T> => VectorFunctions.Expm1(x);

    /// <summary>log(x).</summary>
    [MethodImpl(Call)]
    public static T Log<T>(T x)
        where T : struct, ILanes<T> => VectorFunctions.Log(x);

    /// <summary>log(1 + x).</summary>
    [MethodImpl(Call)]
    public static T Log1p<T>(T x)
        where T : struct, ILanes<T> => VectorFunctions.Log1p(x);

    /// <summary>tanh(x).</summary>
    [MethodImpl(Call)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T> => VectorFunctions.Tanh(x);

    /// <summary>1 / (1 + exp(−x)).</summary>
    [MethodImpl(Call)]
    public static T Logistic<T>(T x)
        where T : struct, ILanes<T> => VectorFunctions.Logistic(x);

    /// <summary>log(1 + exp(x)).</summary>
    [MethodImpl(Call)]
    public static T Softplus<T>(T x)
        where T : struct, ILanes<T> => VectorFunctions.Softplus(x);
}
