using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>A review as an editor without any extension of ours has it: a command, diagnostics, code actions.</summary>
public sealed class EditorReviewTests : ProductTest
{
    private const string Clean = "class Cart\n{\n    void Add()\n    {\n        try { Add(); }\n        catch (System.Exception fault)\n        { throw; }\n    }\n}\n";

    private readonly TemporaryRepository _repository;

    public EditorReviewTests() => _repository = Own(TemporaryRepository.Create());

    private static string Faulty => Clean.Replace("throw;", "throw fault;", StringComparison.Ordinal);

    private string Uri => new Uri(_repository.At("Cart.cs")).AbsoluteUri;

    [Fact]
    public async Task Unsaved_text_is_reviewed_and_marked()
    {
        var server = await StartAsync(Faulty);

        var report = await ReviewAsync(server);
        var marks = await MarksAsync(server);

        Assert.Equal("rethrow-by-name", (string?)Assert.Single(report["findings"]!.AsArray())!["rule"]);
        var mark = Assert.Single(marks)!;
        Assert.Equal("CodeAssist", (string?)mark["source"]);
        Assert.Equal("rethrow-by-name", (string?)mark["code"]);
        Assert.Equal(6, (int?)mark["range"]!["start"]!["line"]);
    }

    [Fact]
    public async Task R9_a_fix_is_offered_only_while_the_text_is_the_one_that_was_reviewed()
    {
        var server = await StartAsync(Faulty);
        await ReviewAsync(server);
        await MarksAsync(server);

        var before = await ActionsAsync(server);
        await server.ChangeAsync(Uri, 2, " ", (0, 0));
        var after = await ActionsAsync(server);

        var fix = Assert.Single(before, action => action["edit"] is not null);
        Assert.Equal(1, (int?)fix["edit"]!["documentChanges"]![0]!["textDocument"]!["version"]);
        Assert.DoesNotContain(after, action => action["edit"] is not null);
        Assert.Contains(after, action => (string?)action["command"]?["command"] is "codeassist.dismissFinding");
    }

    [Fact]
    public async Task R11_a_dismissed_finding_loses_its_mark_and_does_not_come_back()
    {
        var server = await StartAsync(Faulty);
        await ReviewAsync(server);
        await MarksAsync(server);
        var dismiss = (await ActionsAsync(server)).First(action => (string?)action["command"]?["command"] is "codeassist.dismissFinding")["command"]!;

        var answer = await server.Editor.CallAsync("workspace/executeCommand", new JsonObject { ["command"] = dismiss["command"]!.DeepClone(), ["arguments"] = dismiss["arguments"]!.DeepClone() });
        var marks = await MarksAsync(server);
        var report = await ReviewAsync(server);

        Assert.Empty(marks);
        Assert.All([LanguageServer.Result(answer), report], told =>
        {
            Assert.Empty(told["findings"]!.AsArray());
            Assert.Single(told["dismissed"]!.AsArray());
        });
    }

    [Fact]
    public async Task A_finding_that_is_not_there_cannot_be_dismissed()
    {
        var server = await StartAsync(Faulty);
        await ReviewAsync(server);
        await MarksAsync(server);

        var refused = await server.Editor.CallAsync("workspace/executeCommand", new JsonObject
        {
            ["command"] = "codeassist.dismissFinding",
            ["arguments"] = new JsonArray(new JsonObject { ["id"] = "000000000000000000000000" }),
        });

        Assert.Contains("no such finding", (string?)refused["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_argument_the_last_review_is_done_again()
    {
        var server = await StartAsync(Faulty);
        var file = await ReviewAsync(server, new JsonObject { ["subject"] = "File", ["uri"] = Uri });

        var again = await ReviewAsync(server);

        Assert.Equal((string?)file["subject"], (string?)again["subject"]);
        await MarksAsync(server);
        await MarksAsync(server);
    }

    [Fact]
    public async Task In_a_workspace_that_is_not_trusted_git_is_not_run_and_files_are_still_reviewed()
    {
        var server = await StartAsync(Faulty, "untrusted");

        var refused = await ExecuteAsync(server, null);
        var report = await ReviewAsync(server, new JsonObject { ["subject"] = "File", ["uri"] = Uri });
        await MarksAsync(server);

        Assert.Contains("not trusted", (string?)refused["error"]!["message"], StringComparison.Ordinal);
        Assert.Single(report["findings"]!.AsArray());
    }

    [Theory]
    [InlineData(false, 6)]
    [InlineData(true, 0)]
    public async Task R2_what_is_staged_is_marked_on_its_line_only_while_the_editor_has_that_text(bool hasOtherText, int line)
    {
        var server = await StartAsync((hasOtherText ? "// Later.\n\n" : "") + Faulty);
        _repository.Write("Cart.cs", Faulty);
        _repository.Git("add", "--all");
        _repository.Write("Cart.cs", Clean);

        var report = await ReviewAsync(server, new JsonObject { ["subject"] = "Staged", ["uri"] = Uri });
        var mark = Assert.Single(await MarksAsync(server))!;

        Assert.Equal(line, (int?)mark["range"]!["start"]!["line"]);
        Assert.Equal(hasOtherText, Assert.Single(report["findings"]!.AsArray())!["place"] is null);
        Assert.Equal(hasOtherText, ((string)mark["message"]!).EndsWith(" (Line 7 of what was reviewed; the text here is another.)", StringComparison.Ordinal));
        Assert.DoesNotContain(hasOtherText ? await ActionsAsync(server) : [], action => action["edit"] is not null);
    }

    [Fact]
    public async Task What_cannot_be_reviewed_is_refused_with_the_reason()
    {
        var server = await StartAsync(Faulty);

        var refused = await ExecuteAsync(server, new JsonObject { ["subject"] = "Branch", ["revision"] = "nowhere" });

        Assert.Contains("nowhere", (string?)refused["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_against_a_branch_asks_which_and_a_dismissal_asks_why()
    {
        var server = await StartAsync(Faulty, experimental: new JsonObject { ["codeassist"] = new JsonObject { ["pick"] = true, ["text"] = true } });
        _repository.Git("branch", "release");
        _repository.Write("Cart.cs", Faulty);
        _repository.Commit();

        var asked = await AskAsync(server, "codeassist.review", new JsonObject { ["subject"] = "Branch" });
        var branches = await server.Editor.HearAsync("codeassist/pick");
        await server.Editor.AnswerAsync(branches, new JsonObject { ["id"] = "release" });
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));
        var finding = Assert.Single(report["findings"]!.AsArray())!;
        asked = await AskAsync(server, "codeassist.dismissFinding", new JsonObject { ["id"] = finding["id"]!.DeepClone() });
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("codeassist/askText"), new JsonObject { ["text"] = " It is meant. " });
        var left = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));
        await MarksAsync(server);
        await MarksAsync(server);

        Assert.Equal("release|another one", string.Join('|', branches["params"]!["items"]!.AsArray().Select(item => (string?)item!["id"])));
        Assert.Equal("It is meant.", (string?)Assert.Single(left["dismissed"]!.AsArray())!["reason"]);
    }

    [Fact]
    public async Task Whoever_names_no_branch_gets_no_review()
    {
        var server = await StartAsync(Faulty, experimental: new JsonObject { ["codeassist"] = new JsonObject { ["pick"] = true, ["text"] = true } });

        var asked = await AskAsync(server, "codeassist.review", new JsonObject { ["subject"] = "Branch" });
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("codeassist/pick"), new JsonObject { ["id"] = "another one" });
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("codeassist/askText"), null);
        var answer = await server.Editor.AnswerToAsync(asked);

        Assert.Null(answer["result"]);
        Assert.Null(answer["error"]);
    }

    private static Task<int> AskAsync(LanguageServer server, string command, JsonObject argument) =>
        server.Editor.AskAsync("workspace/executeCommand", new JsonObject { ["command"] = command, ["arguments"] = new JsonArray(argument) });

    private async Task<LanguageServer> StartAsync(string open, string trust = "trusted", JsonObject? experimental = null)
    {
        _repository.Write("Cart.cs", Clean);
        _repository.Commit();
        var server = StartServer();
        server.Editor.Ignore("window/showMessage");
        await server.InitializeAsync(
            experimental is null ? null : new JsonObject { ["experimental"] = experimental },
            new("rootUri", new Uri(_repository.Root).AbsoluteUri),
            new("initializationOptions", new JsonObject { ["workspaceTrust"] = trust }));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.OpenAsync(Uri, open);
        return server;
    }

    private static Task<JsonObject> ExecuteAsync(LanguageServer server, JsonObject? wish) => server.Editor.CallAsync(
        "workspace/executeCommand", new JsonObject { ["command"] = "codeassist.review", ["arguments"] = wish is null ? [] : new JsonArray(wish) });

    private static async Task<JsonObject> ReviewAsync(LanguageServer server, JsonObject? wish = null) => LanguageServer.Result(await ExecuteAsync(server, wish));

    private static async Task<JsonArray> MarksAsync(LanguageServer server) =>
        (await server.Editor.HearAsync("textDocument/publishDiagnostics"))["params"]!["diagnostics"]!.AsArray();

    private async Task<IReadOnlyList<JsonNode>> ActionsAsync(LanguageServer server)
    {
        var answer = await server.Editor.CallAsync("textDocument/codeAction", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri },
            ["range"] = new JsonObject
            {
                ["start"] = new JsonObject { ["line"] = 6, ["character"] = 9 },
                ["end"] = new JsonObject { ["line"] = 6, ["character"] = 9 },
            },
            ["context"] = new JsonObject { ["diagnostics"] = new JsonArray() },
        });
        return [.. answer["result"]!.AsArray().Select(action => action!)];
    }
}
