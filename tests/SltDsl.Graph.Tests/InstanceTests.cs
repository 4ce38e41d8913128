using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.Graph.Tests;

public class InstanceTests
{
    [Fact]
    public void A_graph_evaluates_over_a_finite_field()
    {
        // B A u modulo 7, with B and A of sizes that the graph does not know.
        var (a, b) = (Parameter("A", SltType.Matrix(Size("H"), Size(2))), Parameter("B", SltType.Matrix(Size(2), Size("H"))));
        var product = Call(Function.MatrixMultiply, SltType.Matrix(Size(2), Size(2)), b.Ref(), a.Ref());
        var value = Call(Function.MatrixMultiply, SltType.Vector(Size(2)), product, Vector(3, 5));
        var graph = GraphBuilder.Build(Model(
            Size(SizeSymbol("H"), null), Declare(a, Family("flat")), Declare(b, Family("flat")),
            new LetDeclaration(Symbol("v", SymbolKind.Let, value.Type, Level.Parameter), value, default)));

        var instance = new Instance<long>(new ModuloSeven(), new Dictionary<string, long> { ["H"] = 3 }, (leaf, at) => leaf.Name == "A" ? at[0] + at[1] : at[0] + 2);

        // A = ((0, 1), (1, 2), (2, 3)), A u = (5, 13, 21), B = ((2, 2, 2), (3, 3, 3)): 78 and 117.
        Assert.Equal([1L, 5L], instance.Elements(graph.Lets[0].Tensor));
    }

    [Fact]
    public void Long_recurrences_do_not_exhaust_the_stack()
    {
        const int Length = 20_000;
        var i = Index("i");
        var ones = Call(Function.CumulativeSum, SltType.Vector(Size(Length)), Int(1).For(SltType.Vector(Size(Length)), Over(i, Int(1), Int(Length))));
        var graph = GraphBuilder.Build(Model(new LetDeclaration(Symbol("c", SymbolKind.Let, ones.Type, Level.Constant), ones, default)));
        var instance = new Instance<double>(DoubleField.Instance, new Dictionary<string, long>(), (_, _) => 0);
        Assert.Equal(Length, instance.At(graph.Lets[0].Tensor, Length - 1));
    }

    [Fact]
    public void An_element_that_is_not_there_is_named_from_one()
    {
        var u = Parameter("u", SltType.Vector(Size(3)));
        var graph = GraphBuilder.Build(Model(Declare(u, Family("flat"))));
        var instance = new Instance<double>(DoubleField.Instance, new Dictionary<string, long>(), (_, _) => 0);
        var error = Assert.Throws<NotInstantiableException>(() => instance.At(graph.Parameters[0].Leaf, 3));
        Assert.Equal("'u' has no element [4].", error.Message);
    }

    private sealed class ModuloSeven : IScalarField<long>
    {
        public long Number(double value) => Integer((long)value);

        public long Integer(long value) => ((value % 7) + 7) % 7;

        public long Apply(Primitive primitive, IReadOnlyList<long> arguments) => primitive switch
        {
            Primitive.Add => Integer(arguments[0] + arguments[1]),
            Primitive.Multiply => Integer(arguments[0] * arguments[1]),
            _ => throw new NotInstantiableException($"{primitive} has no meaning here."),
        };

        public long Reduce(ReduceKind kind, IReadOnlyList<long> values) => Integer(values.Sum());

        public long ToInteger(long value) => value;
    }
}
