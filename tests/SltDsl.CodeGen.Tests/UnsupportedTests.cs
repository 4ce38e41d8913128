using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Binding;

namespace SltDsl.CodeGen.Tests;

public sealed class UnsupportedTests
{
    [Theory]
    [InlineData("data real centre = mean(column(x));", "")]
    [InlineData("", "generate real spread = sd(column(x));")]
    public void A_column_over_all_rows_is_refused_at_its_statement(string data, string generate)
    {
        var text = $"input real x ~ normal(0, 1); {data} param real a ~ normal(0, 1); observe real y ~ normal(a * x{(data.Length > 0 ? " - centre" : "")}, 1); {generate}";
        var model = SltCompilation.Compile(new("Model.slt", text), new BindingOptions()).Model!;
        var thrown = Assert.Throws<EmitException>(() => ModelEmitter.Emit(GraphBuilder.Build(model), new EmitOptions("A", "a.slt")));
        var diagnostic = Assert.Single(thrown.Diagnostics);
        Assert.Equal("SLT0904", diagnostic.Code);
        Assert.Equal((data + generate).TrimEnd(';'), text.Substring(diagnostic.Span.Start, diagnostic.Span.Length));
    }
}
