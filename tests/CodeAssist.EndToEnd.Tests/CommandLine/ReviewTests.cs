using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Review.Chat;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary><c>codeassist review</c> over real repositories: what it says, and what its exit code says.</summary>
public sealed class ReviewTests : ProductTest
{
    private const string Clean = "class Cart\n{\n    int count;\n\n    void Add(int more)\n    {\n        count += more;\n    }\n}\n";

    private readonly TemporaryRepository _repository;

    private const string Loop = "class Sums\n{\n    int Sum(int[] values)\n    {\n        int sum = 0;\n        for (int i = 0; i > values.Length; i++)\n        {\n            sum += values[i];\n        }\n\n        return sum;\n    }\n}\n";

    public ReviewTests()
    {
        _repository = Own(TemporaryRepository.Create());

        // What is told without a model needs none to be loaded; those that are about it take it in.
        User.Settings["review.likelihood"] = false;
    }

    private static string Faulty => Clean.Replace("count += more", "count = count", StringComparison.Ordinal);

    [Fact]
    public async Task A_fault_of_the_working_tree_is_found_at_its_line_and_fails_the_command()
    {
        Change();

        var result = await ReviewAsync("--json");

        var finding = Assert.Single(result.ToJson()["findings"]!.AsArray())!;
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("self-assignment", (string?)finding["rule"]);
        Assert.Equal(7, (int?)finding["place"]!["line"]);
        Assert.Equal("Cart.Add(int)", (string?)finding["symbol"]);
        Assert.Equal("Complete", (string?)result.ToJson()["verdict"]);
    }

    [Fact]
    public async Task A_fault_that_only_a_model_sees_is_a_note_with_its_fix()
    {
        User.Settings["review.likelihood"] = true;
        Commit();
        _repository.Write("Sums.cs", Loop);

        var result = await ReviewAsync("--json");

        var finding = Assert.Single(result.ToJson()["findings"]!.AsArray())!;
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("likely-other-comparison Note <", $"{finding["rule"]} {finding["severity"]} {finding["fix"]!["edits"]![0]!["newText"]}");
        Assert.Contains("likelihood", result.ToJson()["reviewers"]!.AsArray().Select(reviewer => (string?)reviewer), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_that_is_switched_off_says_how_to_switch_it_on()
    {
        Change();

        var silent = (await ReviewAsync("--json")).ToJson()["silent"]!.AsArray();

        Assert.Contains("codeassist.review.likelihood", Assert.Single(silent, one => (string?)one!["reviewer"] is "likelihood")!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_server_of_this_machine_reviews_and_says_which_line_it_means()
    {
        Change();
        await using var provider = Loopback(ScriptedProvider.Start(exchange => exchange.SendAsync(Say(
            exchange.Request.Body.Contains("claim1", StringComparison.Ordinal)
                ? """{"claim1":{"verdict":"stands","line":7,"quote":"count = count","why":"It does."}}"""
                : """{"piece1":{"does":"adds","findings":[{"line":7,"quote":"count = count","kind":"performance","severity":"note","message":"It takes long.","replacement":""}]}}"""))));
        User.Settings["review.passes"] = 1;

        var report = (await ReviewAsync("--json")).ToJson();

        Assert.Equal("chat: chat-performance at 7", Assert.Single(report["findings"]!.AsArray().Where(finding => (string?)finding!["reviewer"] is "chat")
            .Select(finding => $"{finding!["reviewer"]}: {finding["rule"]} at {finding["place"]!["line"]}")));
        Assert.Equal(("loopback/small", 2), ((string?)report["models"]![0]!["model"], (int?)report["models"]![0]!["questions"]));
    }

    [Fact]
    public async Task An_interrupted_review_tells_what_it_has_and_that_it_is_partial()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Interrupts as Linux does.");
        Commit();
        _repository.Write("a.js", "let a = 1\n");
        _repository.Write("b.js", "let b = 1\n");
        var hang = new TaskCompletionSource();
        await using var provider = Loopback(ScriptedProvider.Start(exchange =>
            exchange.Request.Body.Contains("let b", StringComparison.Ordinal) ? hang.Task : exchange.SendAsync(Say("""{"piece1":{"does":"adds","findings":[]}}"""))));
        User.Settings["review.passes"] = 1;
        using var command = Process.Start(Start("review", "--json"))!;
        await Eventually.TrueAsync(() => provider.Requests.Count == 2);

        Signals.Interrupt(command.Id);
        var report = JsonNode.Parse(await command.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))!;
        await command.WaitForExitAsync(TestContext.Current.CancellationToken);
        hang.SetResult();

        Assert.Equal((2, "Partial", true), (command.ExitCode, (string?)report["verdict"], (bool?)report["cancelled"]));
        Assert.Equal("a.js: Reviewed, b.js: Failed", string.Join(", ", report["coverage"]!.AsArray().Select(file => $"{file!["path"]}: {file["state"]}")));
    }

    [Fact]
    public Task A_chat_model_of_nonsense_never_breaks_the_form_nor_names_a_wrong_line() => AssertNonsenseIsHarmlessAsync(files: 3);

    [Fact(Explicit = true)]
    public Task A_chat_model_of_nonsense_never_does_in_two_hundred_answers() => AssertNonsenseIsHarmlessAsync(files: 29);

    [Fact]
    public async Task Nothing_changed_is_clean()
    {
        Commit();

        var result = await ReviewAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Nothing to review", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R1_a_staged_review_sees_the_index_and_not_the_disk()
    {
        Change();
        _repository.Git("add", "--all");
        _repository.Write("Cart.cs", Clean);

        Assert.Equal(1, (await ReviewAsync("--staged")).ExitCode);
        Assert.Equal(0, (await ReviewAsync()).ExitCode);
    }

    [Fact]
    public async Task R1_a_hook_reviews_the_index_of_its_commit()
    {
        Change();
        _repository.Git("add", "--all");
        File.Copy(_repository.At(".git/index"), _repository.At(".git/index.of-the-commit"));
        _repository.Git("reset", "--quiet", "--hard");
        var start = Start("review", "--staged");
        start.Environment["GIT_INDEX_FILE"] = ".git/index.of-the-commit";

        Assert.Equal(1, (await RunAsync(start)).ExitCode);
    }

    [Fact]
    public async Task A_commit_and_a_branch_can_be_reviewed()
    {
        Commit();
        _repository.Git("checkout", "--quiet", "-b", "feature");
        _repository.Write("Cart.cs", Faulty);
        _repository.Commit();

        Assert.Equal(1, (await ReviewAsync("--commit", "HEAD")).ExitCode);
        Assert.Equal(1, (await ReviewAsync("--branch", "main")).ExitCode);
        Assert.Equal(0, (await ReviewAsync("--commit", "HEAD~1")).ExitCode);
    }

    [Fact]
    public async Task A_file_or_some_lines_of_it_can_be_reviewed_as_they_stand()
    {
        _repository.Write("Cart.cs", Faulty);
        _repository.Commit();

        Assert.Equal(1, (await ReviewAsync("--file", "Cart.cs")).ExitCode);
        Assert.Equal(1, (await ReviewAsync("--file", "Cart.cs:6-8")).ExitCode);
        Assert.Equal(0, (await ReviewAsync("--file", "Cart.cs:1-4")).ExitCode);
    }

    [Fact]
    public async Task R11_what_is_dismissed_stays_away_when_its_code_moves_and_comes_back_when_it_changes()
    {
        Change();
        var id = (string)(await ReviewAsync("--json")).ToJson()["findings"]![0]!["id"]!;

        Assert.Equal(0, (await ReviewAsync("dismiss", id[..8], "--reason", "A fixture.", "--in", "repository")).ExitCode);
        _repository.Write("Cart.cs", "// A line above.\n" + Faulty);
        var moved = await ReviewAsync("--json");
        _repository.Write("Cart.cs", Clean.Replace("count += more", "this.count = this.count", StringComparison.Ordinal));
        var changed = await ReviewAsync("--json");

        Assert.Equal(0, moved.ExitCode);
        Assert.Equal("A fixture.", (string?)Assert.Single(moved.ToJson()["dismissed"]!.AsArray())!["reason"]);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("A fixture.", await File.ReadAllTextAsync(_repository.At(".codeassist/dismissals.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R12_the_next_review_tells_what_is_fixed_and_what_is_still_open()
    {
        Change();
        await ReviewAsync();
        var second = await ReviewAsync("--json");
        _repository.Write("Cart.cs", Clean + "// More.\n");
        var third = await ReviewAsync("--json");

        Assert.Equal("Open", (string?)second.ToJson()["findings"]![0]!["novelty"]);
        Assert.Empty(third.ToJson()["findings"]!.AsArray());
        Assert.Equal("self-assignment", (string?)Assert.Single(third.ToJson()["fixed"]!.AsArray())!["rule"]);
    }

    [Fact]
    public async Task R5_what_cannot_be_read_is_named_and_makes_the_review_partial()
    {
        Commit();
        _repository.Write("Huge.cs", new string('/', 6 * 1024 * 1024));
        _repository.Write("logo.png", [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
        _repository.Write("Other.cs", "class Other;\n");

        var result = await ReviewAsync("--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            ["Huge.cs Failed", "Other.cs Reviewed", "logo.png Skipped"],
            result.ToJson()["coverage"]!.AsArray().Select(file => $"{file!["path"]} {file["state"]}"),
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("markdown", "## Review of")]
    [InlineData("sarif", "\"2.1.0\"")]
    [InlineData("rdjson", "\"diagnostics\"")]
    [InlineData("github", "::error file=Cart.cs,line=7")]
    [InlineData("gitlab", "\"check_name\"")]
    [InlineData("text", "self-assignment")]
    public async Task R14_every_format_can_be_written_to_a_file(string format, string expected)
    {
        Change();
        var file = Path.Combine(User.Folder, "report");

        var result = await ReviewAsync("--format", format, "--output", file);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains(expected, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R10_a_report_of_another_tool_on_a_changed_line_takes_part()
    {
        Change();
        var report = new JsonObject
        {
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "Linter" } },
                ["results"] = new JsonArray(Result("LINT1", 7), Result("LINT2", 1)),
            }),
        };
        var file = Path.Combine(User.Folder, "lint.sarif");
        await File.WriteAllTextAsync(file, report.ToJsonString(), TestContext.Current.CancellationToken);

        var rules = (await ReviewAsync("--json", "--sarif", file)).ToJson()["findings"]!.AsArray().Select(finding => (string?)finding!["rule"]).ToList();

        Assert.Contains("LINT1", rules, StringComparer.Ordinal);
        Assert.DoesNotContain("LINT2", rules, StringComparer.Ordinal);

        static JsonObject Result(string rule, int line) => new()
        {
            ["ruleId"] = rule,
            ["message"] = new JsonObject { ["text"] = "It says so." },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = "Cart.cs" },
                    ["region"] = new JsonObject { ["startLine"] = line },
                },
            }),
        };
    }

    [Fact]
    public async Task A_folder_without_a_repository_is_refused()
    {
        using var folder = TemporaryRepository.CreateFolder();
        var start = Start("review");
        start.WorkingDirectory = folder.Root;

        (await RunAsync(start)).IsRefused(4, "repository");
    }

    [Theory]
    [InlineData("--branch", "nowhere")]
    [InlineData("--commit", "nowhere")]
    [InlineData("--commit", "--output=stolen")]
    [InlineData("--format", "pdf")]
    [InlineData("--fail-level", "fatal")]
    public async Task What_does_not_exist_is_refused_by_its_name(string option, string value)
    {
        Commit();

        var result = await ReviewAsync($"{option}={value}");

        result.IsRefused(4, value);
    }

    [Fact]
    public async Task Two_inputs_at_once_are_refused() =>
        (await ReviewAsync("--staged", "--commit", "HEAD")).IsRefused(4, "--staged");

    [Fact]
    public async Task What_is_remembered_of_a_review_is_for_its_user_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are Unix's.");
            return;
        }

        Change();
        var state = Path.Combine(User.Folder, "state", "codeassist");
        if (Directory.Exists(state))
        {
            Directory.Delete(state, recursive: true);
        }

        await ReviewAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(state));
    }

    [Fact]
    public async Task A_finding_that_nobody_found_cannot_be_dismissed() =>
        (await ReviewAsync("dismiss", "0123", "--reason", "None.")).IsRefused(4, "0123");

    private void Commit()
    {
        _repository.Write("Cart.cs", Clean);
        _repository.Commit();
    }

    private void Change()
    {
        Commit();
        _repository.Write("Cart.cs", Faulty);
    }

    private Task<CommandResult> ReviewAsync(params string[] arguments) => RunAsync(Start(["review", .. arguments]));

    private ProcessStartInfo Start(params string[] arguments)
    {
        var start = ProductPrograms.Start(User, arguments);
        start.WorkingDirectory = _repository.Root;
        return start;
    }

    // Its weights are drawn by chance: whatever it says, only the grammar and the checks of its quotes make findings of it.
    private async Task AssertNonsenseIsHarmlessAsync(int files)
    {
        const int Passes = 7;
        var path = User.In("tiny-chat.gguf");
        NonsenseModel.Write(path, 4_096);
        User.Settings["model.chat"] = path;
        User.Settings["review.passes"] = Passes;
        Commit();
        for (var file = 0; file < files; file++)
        {
            _repository.Write($"cart{file}.js", $"function f{file}(all) {{\n  let sum = {file}\n  return sum\n}}\n");
        }

        // Two hundred answers take minutes where others work as well.
        var report = (await RunAsync(Start("review", "--json", "--fail-level", "never"), TimeSpan.FromMinutes(15))).ToJson();

        var use = Assert.Single(report["models"]!.AsArray())!;
        Assert.Equal("Complete", (string?)report["verdict"]);
        Assert.True((int?)use["questions"] >= files * Passes, use.ToJsonString());
        Assert.All(report["findings"]!.AsArray(), finding =>
        {
            var place = finding!["place"]!;
            var lines = File.ReadAllLines(_repository.At((string)finding["path"]!));
            Assert.InRange((int)place["line"]!, 1, lines.Length);
            Assert.InRange((int)place["column"]!, 1, lines[(int)place["line"]! - 1].Length);
            Assert.Contains((string?)finding["rule"], ModelRules.All.Select(rule => rule.Id), StringComparer.Ordinal);
        });
    }

    // An answer that is JSON itself, written into the JSON of a stream.
    private static string Say(string json) => Answers.OpenAi(JsonEncodedText.Encode(json).ToString());
}
