using System.Globalization;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Singularity.Tests;

public class ExampleDiagnosticsTests
{
    private static readonly Lazy<IReadOnlyList<Line>> _expected = new(() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "expected.txt")).Where(l => l.Length > 0 && l[0] != '#').Select(Line.Parse)]);

    public static TheoryData<string> Files => new(_expected.Value.Select(l => l.File).Distinct());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_expected_finding_stands_at_its_place(string file)
    {
        var (facts, found) = Found(file);

        var missing = _expected.Value.Where(l => l.File == file && !found.Any(l.Matches)).ToArray();

        Assert.True(missing.Length == 0, $"missing:\n{string.Join("\n", missing.AsEnumerable())}\nfound:\n{string.Join("\n", found)}\n{string.Join("\n", facts.Truths.Select(t => $"{t.Name}: {t.Rlct} {t.Obstacle}"))}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_other_warning_or_error_is_reported(string file)
    {
        var (_, found) = Found(file);

        var extra = found.Where(f => f.Severity is "W" or "E" && !_expected.Value.Any(l => l.File == file && l.Matches(f)));

        Assert.Empty(extra);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_truth_is_exact_or_bounded_or_regular_or_undecided(string file)
    {
        string[] verdicts = ["SLT2001", "SLT2002", "SLT2004", "SLT2012"];
        var (_, facts) = Models.AnalysedExample(file);

        Assert.All(facts.Truths, t => Assert.Single(facts.Diagnostics, d => d.Span == t.Span && verdicts.Contains(d.Code)));
    }

    private static (SingularityFacts Facts, IReadOnlyList<Line> Found) Found(string file)
    {
        var (model, facts) = Models.AnalysedExample(file);
        Line LineOf(Diagnostic d, string severity)
        {
            var (start, end) = (model.Source.PositionOf(d.Span.Start), model.Source.PositionOf(d.Span.End - 1));
            return new Line(file, d.Code, severity, $"{start.Line}:{start.Column}-{end.Column}", d.Message);
        }

        return (facts, [.. facts.Diagnostics.Select(d => LineOf(d, d.Severity.ToString()[..1])), .. facts.Silenced.Select(s => LineOf(s.Diagnostic, "-"))]);
    }

    private sealed record Line(string File, string Code, string Severity, string Span, string Text)
    {
        public static Line Parse(string line) => line.Split(' ', 5) is [var file, var code, var severity, var span, var text]
            ? new Line(file, code, severity, span, text)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{line}' is no expected finding."));

        public bool Matches(Line found) =>
            (Code, Severity, Span) == (found.Code, found.Severity, found.Span) && found.Text.Contains(Text, StringComparison.Ordinal);
    }
}
