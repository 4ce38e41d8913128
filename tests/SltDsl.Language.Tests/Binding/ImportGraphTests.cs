using SltDsl.Language.Binding;
using SltDsl.Language.Text;

namespace SltDsl.Language.Tests.Binding;

/// <summary>Paths of imports are read from the folder of the file that writes them.</summary>
public sealed class ImportGraphTests
{
    [Theory]
    [InlineData("model.slt", "lib.slt", "lib.slt")]
    [InlineData("models/model.slt", "lib.slt", "models/lib.slt")]
    [InlineData("/p/models/model.slt", "../shared/lib.slt", "/p/shared/lib.slt")]
    [InlineData("/p/models/model.slt", "./a/../lib.slt", "/p/models/lib.slt")]
    [InlineData("../models/model.slt", "../../lib.slt", "../../lib.slt")]
    [InlineData("/p/model.slt", "/q/lib.slt", "/q/lib.slt")]
    [InlineData(@"C:\p\models\model.slt", "../shared/lib.slt", @"C:\p\shared\lib.slt")]
    [InlineData("C:/p/model.slt", "lib.slt", "C:/p/lib.slt")]
    public void A_path_is_read_from_the_folder_of_its_file(string importer, string path, string expected) => Assert.Equal(expected, ImportGraph.Resolve(importer, path));

    [Fact]
    public void All_files_are_found_once_whichever_way_leads_to_them()
    {
        var files = new Dictionary<string, string>
        {
            ["/p/m/model.slt"] = "import \"../a/one.slt\"; import \"../b/two.slt\";",
            ["/p/a/one.slt"] = "import \"inner/three.slt\"; fun real one(real x) = three(x);",
            ["/p/a/inner/three.slt"] = "import \"../../b/two.slt\"; fun real three(real x) = two(x);",
            ["/p/b/two.slt"] = "import \"../m/model.slt\"; fun real two(real x) = x;",
        };
        SourceText? Find(string path) => files.TryGetValue(path, out var text) ? new(path, text) : null;

        var found = ImportGraph.Closure(Find("/p/m/model.slt")!, Find);

        Assert.Equal(["/p/a/one.slt", "/p/b/two.slt", "/p/a/inner/three.slt"], found.Select(f => f.Path));
    }

    [Fact]
    public void An_import_inside_an_imported_file_is_read_from_that_file()
    {
        SourceText? Find(string path) => path switch
        {
            "shared/scales.slt" => new(path, "import \"deep/base.slt\";\nfun real scale(real s) = s + base(s);\n"),
            "shared/deep/base.slt" => new(path, "fun real base(real s) = 2 * s;\n"),
            _ => null,
        };

        var compilation = SltCompilation.Compile(
            new("Model.slt", "import \"shared/scales.slt\";\nparam real mu ~ normal(0, scale(2));\nobserve real y ~ normal(mu, 1);"), new BindingOptions { Import = Find });

        Assert.True(compilation.Model is not null, Marked.Render(compilation));
    }

    [Fact]
    public void A_file_that_is_missing_two_imports_away_is_named_with_the_file_that_asks_for_it()
    {
        var compilation = SltCompilation.Compile(
            new("Model.slt", "import \"shared/scales.slt\";\nparam real mu ~ normal(0, 1);\nobserve real y ~ normal(mu, 1);"),
            new BindingOptions { Import = path => path == "shared/scales.slt" ? new(path, "import \"base.slt\";") : null });

        var error = Assert.Single(compilation.Diagnostics, d => d.Code == "SLT0106");
        Assert.Equal("cannot find `base.slt`", error.Message);
        Assert.Contains("`shared/scales.slt`", error.Help, StringComparison.Ordinal);
    }
}
