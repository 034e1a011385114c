using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Server.CommandLine;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Reviewing.Output;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Reviewing;

/// <summary>R14: every output tells the same review, each in its own words, columns and fingerprints.</summary>
public sealed class OutputTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task R14_text()
    {
        using var text = new StringWriter { NewLine = "\n" };
        TextReport.Write(await ExampleReview.RunAsync(), Terminal.On(text, isTerminal: false));

        Verify("review.txt", text.ToString());
    }

    [Fact]
    public async Task R14_markdown() => Verify("review.markdown.txt", MarkdownReport.Write(await ExampleReview.RunAsync()));

    [Fact]
    public async Task R14_json() =>
        Verify("review.json", JsonSerializer.Serialize(ReviewReport.Of(await ExampleReview.RunAsync()), CommandLineJsonContext.Default.ReviewReport));

    [Fact]
    public async Task R14_sarif() => Verify("review.sarif", SarifReport.Write(await ExampleReview.RunAsync(), "1.2.3").ToJsonString(_indented));

    [Fact]
    public async Task R14_rdjson() => Verify("review.rdjson", RdjsonReport.Write(await ExampleReview.RunAsync()).ToJsonString(_indented));

    [Fact]
    public async Task R14_annotations_of_github() => Verify("review.github.txt", string.Join('\n', GitHubReport.Write(await ExampleReview.RunAsync())));

    [Fact]
    public async Task R14_code_quality_of_gitlab() => Verify("review.gitlab.json", GitLabReport.Write(await ExampleReview.RunAsync()).ToJsonString(_indented));

    [Fact]
    public async Task R14_columns_count_utf16_units_in_sarif_and_utf8_bytes_in_rdjson()
    {
        var result = await ExampleReview.RunAsync();

        var sarif = SarifReport.Write(result, "1.2.3")["runs"]![0]!["results"]!.AsArray().Single(entry => Rule(entry!, "ruleId") is "self-assignment")!;
        var rdjson = RdjsonReport.Write(result)["diagnostics"]!.AsArray().Single(entry => entry!["code"]!["value"]!.GetValue<string>() is "self-assignment")!;

        // Before it stands one character of two UTF-16 units and four bytes.
        Assert.Equal(32, sarif["locations"]![0]!["physicalLocation"]!["region"]!["startColumn"]!.GetValue<int>());
        Assert.Equal(34, rdjson["location"]!["range"]!["start"]!["column"]!.GetValue<int>());
    }

    [Fact]
    public async Task R14_the_same_identity_stands_in_every_output_that_has_one()
    {
        var result = await ExampleReview.RunAsync();
        var id = result.Findings.Single(finding => finding.Rule.Id is "self-assignment").Id;

        Assert.Contains(id, SarifReport.Write(result, "1.2.3").ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(id, GitLabReport.Write(result).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(ReviewReport.Of(result).Findings, finding => string.Equals(finding.Id, id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exit_codes_tell_findings_gaps_and_failure_apart()
    {
        var result = await ExampleReview.RunAsync();
        var clean = result with { Findings = [], Comparison = result.Comparison with { Carried = [] }, Coverage = [new FileCoverage("a.cs", CoverageState.Reviewed, [])] };

        Assert.Equal(ReviewExit.Findings, ReviewExit.Of(result, FailLevel.Warning));
        Assert.Equal(ReviewExit.Partial, ReviewExit.Of(result, FailLevel.Never));
        Assert.Equal(ReviewExit.Clean, ReviewExit.Of(clean, FailLevel.Note));
        Assert.Equal(ReviewExit.Failed, ReviewExit.Of(clean with { Coverage = [new FileCoverage("a.cs", CoverageState.Failed, ["It broke."])] }, FailLevel.Note));
    }

    private static string Rule(JsonNode result, string name) => result[name]!.GetValue<string>();

    private static void Verify(string name, string actual) => Golden.Verify($"tests/CodeAssist.Server.Tests/Reviewing/Golden/{name}", actual.TrimEnd('\n') + "\n");
}
