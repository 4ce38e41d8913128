using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.CodeGen.Emit;

/// <summary>The public names of a model. A name that C# or the generated code needs itself gets an underscore; two that meet are SLT0902.</summary>
internal static class PublicNames
{
    // What every class or record has.
    private static readonly string[] _members =
    [
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals", "EqualityContract", "PrintMembers",
        "Deconstruct", "Clone",
    ];

    // What the generated class names: types of the base library and the runtime, its own nested types, members of its base.
    private static readonly HashSet<string> _taken =
    [
        "System", "SltDsl", "Math", "MathF", "Array", "Span", "ReadOnlySpan", "MidpointRounding", "NotSupportedException", "ArgumentOutOfRangeException",
        "IReadOnlyList", "IReadOnlyDictionary", "Dictionary", "KeyValuePair", "CompiledModel", "ISltModel", "ISltModelFactory", "ModelFactory", "ModelArguments",
        "ModelEvaluator", "ModelException", "ModelInfo", "ModelFacts", "DataSchema", "DataFile", "DataRole", "DataElement", "DataStructure", "Dataset",
        "Extent", "SizeFormula", "Coordinates", "SltRandom", "SpecialFunctions", "Draw", "Rejection", "Routines", "Truth", "IEnergy", "ILogDensity", "ValueLayout", "Type",
        "Evaluator", "Params", "Row", "Sizes", "Hypers", "Shared", "Truths", "Phase", "For", "Factory", "Info", "Schema", "Facts", "BuildFacts",
        "AddFacts", "CollectFacts", "Precompute", "Parameters", "Derived", "Columns", "Dimension", "UnconstrainedDimension", "SizeValues", "HyperValues",
        "CoordinateCounts", "ValueCount", "CreateEvaluator", "Bounds", "SharedBounds", "CheckShared", "ElementAt", "HasDivergence", "QuadratureNodes", "With", "SizesOf", "AtTruth", "Load", "LogLikelihood", "LogPrior",
        "LogPosterior", "Posterior", "Prior", "Divergence", "ToValues", "ToPoint", "FromValues", "Violation", "DrawPrior", "Derive", "DeriveRows", "DerivedWith", "RowQuantities", "RowQuantity", "Generated", "FromRows", "CheckFromRows", "Fill", "Simulate", "Classify",
        "Data", "Pack", "Unpack", "ValuesOf", "WriteValues", "ReadRow", "WriteRow", "Put", "Take", "PutRow", "TakeRow", "Elements", "LayOut", "Arguments",
        "ILanes", "Lanes256", "Lanes512", "VectorFunctions", "CalledVectorFunctions", "LaneMemory", "LanePlaces", "RowProducts", "MarkovChains", "SufficientStatistics", "MethodImpl", "MethodImplOptions", "MemoryMarshal", "Vector256", "Vector512", .. _members,
    ];

    /// <summary>The name of the model's class.</summary>
    public static string Class(string model)
    {
        var name = Identifiers.Public(model);
        return _taken.Contains(name) ? $"{name}_" : name;
    }

    /// <summary>The names of the members of a nested type, in order.</summary>
    /// <param name="type">The nested type.</param>
    /// <param name="names">Their names in the text, with their places.</param>
    /// <param name="more">Members that the type has besides.</param>
    /// <exception cref="EmitException">Two names are the same in C#.</exception>
    public static IReadOnlyList<string> Members(string type, IEnumerable<(string Name, SourceSpan Span)> names, params string[] more)
    {
        var used = new Dictionary<string, (string Name, SourceSpan Span)>();
        var result = new List<string>();
        foreach (var (name, span) in names)
        {
            var member = Identifiers.Public(name);
            member = member == type || _members.Contains(member) || more.Contains(member) ? $"{member}_" : member;
            if (used.TryGetValue(member, out var other))
            {
                throw new EmitException(
                [
                    new Diagnostic(ToolDiagnostics.NameClash, $"`{name}` and `{other.Name}` have the same C# name, `{member}`", span)
                    {
                        Related = [new RelatedSpan(other.Span, "the other name")],
                        Help = "rename one of them; C# names leave out underscores and start each part with a capital",
                    },
                ]);
            }

            used.Add(member, (name, span));
            result.Add(member);
        }

        return result;
    }
}
