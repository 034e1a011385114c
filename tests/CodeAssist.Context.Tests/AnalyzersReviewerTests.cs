using CodeAssist.Context.Fixes;
using CodeAssist.Context.Sarif;
using CodeAssist.Context.Tests.CSharp.Analyzers;
using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Tests;

/// <summary>R10: reports that the project already produces.</summary>
public sealed class AnalyzersReviewerTests : IDisposable
{
    private const string Code = "one();\ntwo();\n  three();\nfour('𐐀', x);\n";

    // Than anything that a test writes.
    private static readonly DateTimeOffset _later = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RestoredFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task R10_a_result_on_a_changed_line_becomes_a_claim_with_its_tool_as_evidence()
    {
        _folder.Change("src/a.js", "one();\n", Code);
        var claim = Assert.Single(await _folder.ClaimsAsync(Report(Result("src/a.js", "\"startLine\": 2, \"startColumn\": 1, \"endColumn\": 4"))));

        Assert.Equal(("no-two", Severity.Warning, "Two is too much."), (claim.Rule.Id, claim.Rule.Severity, claim.Message));
        Assert.Equal("1:0-1:3", ((ClaimedPlace.At)claim.Place).Range.ToString());
        Assert.Equal([new Evidence("ESLint: no-two", "Two is too much.")], claim.Evidence);
    }

    [Theory]
    [InlineData("src/a.js", "\"startLine\": 1")]
    [InlineData("src/b.js", "\"startLine\": 2")]
    [InlineData("/elsewhere/src/a.js", "\"startLine\": 2")]
    [InlineData("https://example.org/src/a.js", "\"startLine\": 2")]
    public async Task A_result_that_is_not_about_the_change_is_left_out(string uri, string region)
    {
        _folder.Change("src/a.js", "one();\n", Code);
        var answers = await _folder.AnswersAsync(Report(Result(uri, region)));

        Assert.All(answers, answer => Assert.Empty(answer.Claims));
        Assert.All(answers, answer => Assert.Empty(answer.Gaps));
    }

    [Theory]
    [InlineData(", \"suppressions\": [{ \"kind\": \"inSource\" }]")]
    [InlineData(", \"suppressions\": [{ \"kind\": \"external\", \"status\": \"accepted\" }]")]
    [InlineData(", \"kind\": \"pass\"")]
    [InlineData(", \"kind\": \"informational\"")]
    [InlineData(", \"level\": \"none\"")]
    [InlineData(", \"baselineState\": \"absent\"")]
    public async Task R10_a_result_that_is_suppressed_or_no_fault_is_left_out(string more)
    {
        _folder.Change("src/a.js", "one();\n", Code);

        Assert.Empty(await _folder.ClaimsAsync(Report(Result("src/a.js", "\"startLine\": 2", more))));
    }

    [Fact]
    public async Task A_suppression_that_was_rejected_suppresses_nothing()
    {
        _folder.Change("src/a.js", "one();\n", Code);

        Assert.Single(await _folder.ClaimsAsync(Report(Result("src/a.js", "\"startLine\": 2", ", \"suppressions\": [{ \"kind\": \"external\", \"status\": \"rejected\" }]"))));
    }

    [Theory]
    [InlineData("two(); // codeassist:ignore no-two why", "a.js")]
    [InlineData("#pragma warning disable no_two\ntwo();", "a.cs")]
    public async Task R10_what_the_text_excuses_stays_silent(string line, string path)
    {
        _folder.Change(path, "one();\n", $"one();\n{line}\n");
        var report = Report(Result(path, $"\"startLine\": {line.Count(character => character == '\n') + 2}").Replace("no-two", path.EndsWith(".cs", StringComparison.Ordinal) ? "no_two" : "no-two", StringComparison.Ordinal));

        Assert.Empty(await _folder.ClaimsAsync(report));
    }

    [Theory]
    [InlineData("\"startLine\": 3", "2:2-2:10")]
    [InlineData("\"startLine\": 2, \"endLine\": 3", "1:0-2:10")]
    [InlineData("\"startLine\": 3, \"startColumn\": 3", "2:2-2:10")]
    [InlineData("\"startLine\": 4, \"startColumn\": 12, \"endColumn\": 13", "3:11-3:12")]
    [InlineData("\"startLine\": 3, \"startColumn\": 3, \"endLine\": 4, \"endColumn\": 1", "2:2-3:0")]
    public async Task A_region_is_a_place_of_the_text(string region, string range)
    {
        _folder.Change("src/a.js", null, Code);

        Assert.Equal(range, ((ClaimedPlace.At)Assert.Single(await _folder.ClaimsAsync(Report(Result("src/a.js", region)))).Place).Range.ToString());
    }

    [Fact]
    public async Task Columns_that_count_code_points_are_told_from_those_that_count_units()
    {
        _folder.Change("src/a.js", null, Code);
        var report = Report(Result("src/a.js", "\"startLine\": 4, \"startColumn\": 11, \"endColumn\": 12"), "\"columnKind\": \"unicodeCodePoints\", ");

        Assert.Equal("3:11-3:12", ((ClaimedPlace.At)Assert.Single(await _folder.ClaimsAsync(report)).Place).Range.ToString());
    }

    [Theory]
    [InlineData("src/a%20b.js", "")]
    [InlineData("./src/../src/a%20b.js", "")]
    [InlineData("file://ROOT/src/a%20b.js", "")]
    [InlineData("a%20b.js", "\"uriBaseId\": \"SRC\"")]
    [InlineData("src/a%20b.js", "\"uriBaseId\": \"UNKNOWN\"")]
    public async Task An_address_is_followed_to_the_file(string uri, string location)
    {
        _folder.Change("src/a b.js", null, Code);
        var result = Result(uri.Replace("ROOT", _folder.Root, StringComparison.Ordinal), "\"startLine\": 2").Replace("\"uri\": ", $"{location}{(location.Length > 0 ? ", " : "")}\"uri\": ", StringComparison.Ordinal);
        var bases = $"\"originalUriBaseIds\": {{ \"TOP\": {{ \"uri\": \"file://{_folder.Root}/\" }}, \"SRC\": {{ \"uri\": \"src/\", \"uriBaseId\": \"TOP\" }} }}, ";

        Assert.Single(await _folder.ClaimsAsync(Report(result, bases)));
    }

    [Fact]
    public async Task Bases_that_go_round_in_circles_end()
    {
        _folder.Change("src/a.js", null, Code);
        var result = Result("src/a.js", "\"startLine\": 2").Replace("\"uri\": ", "\"uriBaseId\": \"A\", \"uri\": ", StringComparison.Ordinal);

        Assert.NotNull(await _folder.ClaimsAsync(Report(result, "\"originalUriBaseIds\": { \"A\": { \"uri\": \"b/\", \"uriBaseId\": \"B\" }, \"B\": { \"uri\": \"a/\", \"uriBaseId\": \"A\" } }, ")));
    }

    [Fact]
    public async Task The_rules_own_words_and_level_are_used_where_a_result_has_none()
    {
        _folder.Change("src/a.js", null, Code);
        const string Json = """
            { "version": "2.1.0", "runs": [{
              "tool": { "driver": { "name": "Tool", "rules": [
                { "id": "other" },
                { "id": "no-three", "shortDescription": { "text": "No three." }, "helpUri": "https://example.org/3", "defaultConfiguration": { "level": "error" },
                  "messageStrings": { "default": { "text": "'{0}' is one of three." } }, "properties": { "category": "Security" } }] } },
              "artifacts": [{ "location": { "uri": "src/a.js" } }],
              "results": [{ "ruleIndex": 1, "message": { "id": "default", "arguments": ["x"] },
                "locations": [{ "physicalLocation": { "artifactLocation": { "index": 0 }, "region": { "startLine": 3 } } }] }] }] }
            """;
        var claim = Assert.Single(await _folder.ClaimsAsync(_folder.Report(Json)));

        Assert.Equal(("no-three", "No three", Severity.Error, FindingCategory.Security, "'x' is one of three."), (claim.Rule.Id, claim.Rule.Title, claim.Rule.Severity, claim.Rule.Category, claim.Message));
    }

    [Fact]
    public async Task Results_that_do_not_fit_the_text_are_counted_in_one_gap()
    {
        _folder.Change("src/a.js", null, Code);
        var report = Report(string.Join(", ", Result("src/a.js", "\"startLine\": 99"), Result("src/a.js", "\"startLine\": 2, \"startColumn\": 40"), Result("src/a.js", "\"startLine\": 2, \"snippet\": { \"text\": \"zwei();\" }"), Result("src/a.js", "\"startLine\": 2, \"snippet\": { \"text\": \"two()\" }")));
        var answers = await _folder.AnswersAsync(report);

        Assert.Single(answers.SelectMany(answer => answer.Claims));
        Assert.Equal(["3 results of build.sarif do not fit the text; the report is older than it."], answers.SelectMany(answer => answer.Gaps), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("\"startLine\": 2", -60, true)]
    [InlineData("\"startLine\": 2", 60, false)]
    [InlineData("\"startLine\": 2, \"snippet\": { \"text\": \"two();\" }", 60, true)]
    public async Task R2_a_result_of_an_earlier_text_is_about_the_file_and_no_line(string region, int secondsLater, bool isCertain)
    {
        _folder.Change("src/a.js", "one();\n", Code);
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Root, "src/a.js"), _later.AddSeconds(secondsLater).UtcDateTime);

        await ExpectAsync(Report(Result("src/a.js", region)) with { Written = _later }, isCertain);
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", false)]
    [InlineData("2099-01-01T00:00:00.5Z", true)]
    public async Task R2_when_the_tool_began_counts_before_when_its_report_was_written(string began, bool isCertain)
    {
        _folder.Change("src/a.js", "one();\n", Code);

        await ExpectAsync(Report(Result("src/a.js", "\"startLine\": 2"), $"\"invocations\": [{{ \"startTimeUtc\": \"{began}\", \"executionSuccessful\": true }}], ") with { Written = _later }, isCertain);
    }

    [Theory]
    [InlineData(Code, true)]
    [InlineData("\uFEFF" + Code, true)]
    [InlineData(Code + " ", false)]
    public async Task R2_the_hash_of_the_file_counts_before_any_time(string read, bool isCertain)
    {
        _folder.Change("src/a.js", "one();\n", Code);
        var hash = Core.Integrity.Sha256.HexOf(System.Text.Encoding.UTF8.GetBytes(read)).ToUpperInvariant();
        var artifacts = $"\"artifacts\": [{{ \"location\": {{ \"uri\": \"src/a.js\" }}, \"hashes\": {{ \"sha-256\": \"{hash}\" }} }}], ";

        await ExpectAsync(Report(Result("src/a.js", "\"startLine\": 2"), artifacts) with { Written = isCertain ? DateTimeOffset.UnixEpoch : _later }, isCertain);
    }

    [Fact]
    public async Task R2_a_report_cannot_know_a_text_that_is_not_on_the_disk()
    {
        _folder.Change("src/a.js", "one();\n", Code);
        _folder.Write("src/a.js", "one();\n");

        await ExpectAsync(Report(Result("src/a.js", "\"startLine\": 2")) with { Written = _later }, isCertain: false);
    }

    private async Task ExpectAsync(SarifReportFile report, bool isCertain)
    {
        var answers = await _folder.AnswersAsync(report);

        Assert.Equal(isCertain, Assert.Single(answers.SelectMany(answer => answer.Claims)).Place is ClaimedPlace.At);
        Assert.Equal(
            isCertain ? [] : ["build.sarif is of an earlier text, so that the lines of 1 of its results are not certain; let its tool run again."],
            answers.SelectMany(answer => answer.Gaps),
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("{ \"version\": \"2.0.0\", \"runs\": [] }", "build.sarif is not of SARIF 2.1.0 but of 2.0.0;")]
    [InlineData("{ \"version\": \"2.1.0\", ", "build.sarif is no SARIF report:")]
    [InlineData("[]", "build.sarif is no SARIF report:")]
    [InlineData("null", "build.sarif is not of SARIF 2.1.0;")]
    public async Task A_report_that_cannot_be_understood_is_a_gap(string json, string gap)
    {
        _folder.Change("src/a.js", null, Code);

        Assert.StartsWith(gap, Assert.Single((await _folder.AnswersAsync(_folder.Report(json))).SelectMany(answer => answer.Gaps)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_is_a_gap()
    {
        var reports = await SarifReports.ReadAsync([Path.Combine(_folder.Root, "gone.sarif"), _folder.Root, "relative.sarif"], TestContext.Current.CancellationToken);
        var gaps = (await _folder.AnswersAsync([.. reports])).SelectMany(answer => answer.Gaps).ToList();

        Assert.Equal(3, gaps.Count);
        Assert.Equal($"There is no file '{Path.Combine(_folder.Root, "gone.sarif")}'.", gaps[0]);
    }

    [Fact]
    public async Task A_report_is_read_from_the_disk_with_its_byte_order_mark()
    {
        var path = Path.Combine(_folder.Root, "build.sarif");
        await File.WriteAllTextAsync(path, Report(Result("src/a.js", "\"startLine\": 2")).Text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), TestContext.Current.CancellationToken);
        _folder.Change("src/a.js", null, Code);

        Assert.Single(await _folder.ClaimsAsync([.. await SarifReports.ReadAsync([path], TestContext.Current.CancellationToken)]));
    }

    [Theory]
    [InlineData("{ \"version\": \"2.1.0\" }")]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [null, {}, { \"results\": [null, {}, { \"locations\": [] }, { \"locations\": [{}] }, { \"ruleId\": \"x\", \"locations\": [{ \"physicalLocation\": { \"region\": {} } }] }] }] }")]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [{ \"results\": [{ \"ruleId\": \"x\", \"ruleIndex\": -4, \"message\": {}, \"locations\": [{ \"physicalLocation\": { \"artifactLocation\": { \"uri\": \"%00\" }, \"region\": { \"startLine\": 2 } } }] }] }] }")]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [{ \"results\": [{ \"ruleId\": \"x\", \"message\": {}, \"locations\": [{ \"physicalLocation\": { \"artifactLocation\": { \"uri\": \"src/a.js\" }, \"region\": { \"startLine\": -2147483648, \"endColumn\": -5 } } }] }] }] }")]
    public async Task A_strange_report_is_no_accident(string json)
    {
        _folder.Change("src/a.js", null, Code);

        Assert.All(await _folder.AnswersAsync(_folder.Report(json)), answer => Assert.Empty(answer.Claims));
    }

    [Fact]
    public async Task R10_what_the_compiler_says_here_and_in_a_report_is_one_claim()
    {
        const string Before = "namespace A;\n\npublic class C\n{\n    public int M(string? text) => 0;\n}\n";
        _folder.Project("A");
        _folder.Change("A/C.cs", Before, Before.Replace("0;", "text.Length;", StringComparison.Ordinal));
        var report = Report(Result("A/C.cs", "\"startLine\": 5").Replace("no-two", "CS8602", StringComparison.Ordinal));
        var claim = Assert.Single(await _folder.ClaimsAsync(report, report));

        Assert.Equal("CS8602", claim.Rule.Id);
        Assert.Equal([new Evidence("ESLint: CS8602", "Two is too much.")], claim.Evidence);
    }

    [Fact]
    public async Task R10_a_report_that_is_missing_makes_a_review_partial_and_a_project_that_is_not_restored_does_not()
    {
        _folder.Write("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        _folder.Change("A/C.cs", "class C { }\n", "class C { int x; }\n");

        var without = await RunAsync([]);
        var with = await RunAsync([new SarifReportFile("/gone.sarif", null, "There is no file '/gone.sarif'.")]);

        Assert.Equal(Verdict.Complete, without.Verdict);
        Assert.Equal("analyzers: Types were not checked in A/A.csproj, because A/A.csproj is not restored ('dotnet restore' does that).", Assert.Single(without.Change.Notices));
        Assert.Equal(Verdict.Partial, with.Verdict);
    }

    private Task<ReviewResult> RunAsync(IReadOnlyList<SarifReportFile> reports) =>
        new ReviewPipeline([new AnalyzersReviewer(_folder.Root, reports)], new NoOutline(), new FixCheck()).RunAsync(_folder.Changes(), new ReviewOptions(), null, TestContext.Current.CancellationToken);

    private static string Result(string uri, string region, string more = "") =>
        $$"""{ "ruleId": "no-two", "message": { "text": "Two is too much." }, "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "{{uri}}" }, "region": { {{region}} } } }]{{more}} }""";

    private SarifReportFile Report(string results, string run = "") =>
        _folder.Report($$"""{ "version": "2.1.0", "runs": [{ {{run}}"tool": { "driver": { "name": "ESLint" } }, "results": [{{results}}] }] }""");

    private sealed class NoOutline : ICodeOutline
    {
        public IReadOnlyList<CodeMember> Read(DocumentSnapshot document) => [];
    }
}
