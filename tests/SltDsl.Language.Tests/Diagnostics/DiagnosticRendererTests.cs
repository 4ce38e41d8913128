using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Language.Tests.Diagnostics;

public sealed class DiagnosticRendererTests
{
    // The example of the design's tooling page, §1.
    [Fact]
    public void Writes_the_excerpt_with_labels_notes_and_help()
    {
        var source = ExampleModels.Get("06");
        SourceSpan At(int line, int column, int length) => new(source.OffsetOf(line, column), length);
        var diagnostic = new Diagnostic(IdentifiabilityDiagnostics.GeneralLinear, "`A` and `B` are seen only through `B * A`", At(13, 30, 5))
        {
            Label = "same for A → G·A, B → B·G⁻¹, any invertible 2×2 G",
            Related = [new(At(10, 20, 1), "enters here"), new(At(11, 20, 1), "and here")],
            Notes = [new("effect", "4 of 14 directions carry no information"), new("SLT", "λ = 3 (m 2) at `Rank0`")],
            Help = "fix a 2×2 block of `A` to the identity",
        };
        Assert.Equal(
            """
            warning[SLT1004]: `A` and `B` are seen only through `B * A`
              --> 06-reduced-rank.slt:13:30
               |
            10 | param matrix[H, M] A ~ normal(0, 1);
               |                    - enters here
            11 | param matrix[N, H] B ~ normal(0, 1);
               |                    - and here
            13 | observe vector[N] y ~ normal(B * A * x, 1);
               |                              ^^^^^ same for A → G·A, B → B·G⁻¹, any invertible 2×2 G
               |
               = effect: 4 of 14 directions carry no information
               = SLT: λ = 3 (m 2) at `Rank0`
               = help: fix a 2×2 block of `A` to the identity

            """.ReplaceLineEndings("\n"),
            new DiagnosticRenderer().Render(diagnostic, source));
    }

    [Fact]
    public void Keeps_tabs_so_that_marks_stand_under_their_text()
    {
        var source = new SourceText("t.slt", "\tlet x = ;");
        var text = new DiagnosticRenderer().Render(new(SyntaxDiagnostics.UnexpectedToken, "m", new(9, 1)), source);
        Assert.Contains(" | \tlet x = ;\n  | \t        ^\n", text);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(3, 2)]
    public void Any_span_of_any_text_can_be_shown(int start, int length)
    {
        var text = new DiagnosticRenderer().Render(new(SyntaxDiagnostics.UnexpectedToken, "m", new(start, length)), new("t.slt", "let x"));
        Assert.Contains("^", text);
    }

    [Fact]
    public void Paints_every_role_through_the_seam()
    {
        var renderer = new DiagnosticRenderer((text, role) => $"<{role}>{text}</>");
        var text = renderer.Render(new(SyntaxDiagnostics.UnexpectedToken, "m", new(0, 3)) { Help = "h" }, new("t.slt", "let x"));
        Assert.StartsWith("<Error>error[SLT0001]</>: m\n", text);
        Assert.Contains("<Help>help</>: h", text);
        Assert.Contains("<Path>t.slt:1:1</>", text);
    }
}
