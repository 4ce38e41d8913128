using SltDsl.CodeGen.Emit;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen;

/// <summary>Emits the C# of a model.</summary>
public static class ModelEmitter
{
    /// <summary>One C# file with the model's class, documented, and without warnings in any project with nullable references.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="options">How to emit it.</param>
    /// <exception cref="EmitException">Two names meet (SLT0902), or a construct has no code yet (SLT0904).</exception>
    public static string Emit(ModelGraph graph, EmitOptions options)
    {
        try
        {
            return new ModelClass(graph, options).Emit();
        }
        catch (UnsupportedConstructException unsupported)
        {
            throw new EmitException([unsupported.Diagnostic]);
        }
    }
}
