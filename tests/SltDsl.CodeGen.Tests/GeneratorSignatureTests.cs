using SltDsl.Graph.Distributions;
using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

public class GeneratorSignatureTests
{
    public static TheoryData<string> Families => [.. FamilyTable.Families.Values.Where(f => f.Generator != "None").Select(f => f.Name)];

    /// <summary>Generated code calls the runtime by the table's name, with the table's parameters: numbers, or spans for vectors and matrices.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Every_family_has_a_generator_with_its_parameters(string name)
    {
        var family = FamilyTable.Families[name];
        var method = typeof(Draw).GetMethod(family.Generator);
        Assert.NotNull(method);
        var parameters = method.GetParameters();
        Assert.Equal(typeof(SltRandom).MakeByRefType(), parameters[0].ParameterType);
        Assert.Equal(
            [.. family.Parameters.Select(p => (p.Name, p.Rank > 0)), .. family.ValueRank > 0 ? [("value", true)] : Array.Empty<(string, bool)>()],
            parameters.Skip(1).Select(p => (p.Name!, p.ParameterType == typeof(ReadOnlySpan<double>) || p.ParameterType == typeof(Span<double>))));
        Assert.Equal(family.ValueRank > 0 ? typeof(void) : family.IsDiscrete ? typeof(long) : typeof(double), method.ReturnType);
    }
}
