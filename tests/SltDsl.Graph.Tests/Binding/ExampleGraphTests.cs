namespace SltDsl.Graph.Tests.Binding;

public sealed class ExampleGraphTests
{
    public static TheoryData<string> Names => new(Source.Examples.Select(f => Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_example_has_a_graph(string name)
    {
        var model = Source.Example(name);
        var graph = GraphBuilder.Build(model);
        Assert.Equal(model.Parameters.Count(), graph.Parameters.Count);
        Assert.Equal(model.Observations.Count(), graph.Observations.Count);
        Assert.Equal(model.Truths.Count(), graph.Truths.Count);
        Assert.Equal(model.Phases.Count(), graph.Phases.Count);
    }
}
