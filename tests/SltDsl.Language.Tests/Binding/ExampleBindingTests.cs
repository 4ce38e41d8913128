using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Language.Tests.Binding;

public sealed class ExampleBindingTests
{
    public static TheoryData<string> Names => ExampleModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_example_binds_without_error_or_warning(string name)
    {
        var source = ExampleModels.Get(name);
        var compilation = SltCompilation.Compile(source, new BindingOptions());
        var renderer = new DiagnosticRenderer();
        var bad = compilation.Diagnostics.Where(d => d.Severity >= Severity.Warning).Select(d => renderer.Render(d, source));
        Assert.True(!bad.Any() && compilation.Model is not null, string.Join("\n", bad));
    }
}
