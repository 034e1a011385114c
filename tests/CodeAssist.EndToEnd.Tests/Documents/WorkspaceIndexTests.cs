using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Documents;

/// <summary>The text of the open folders is what is proposed, with no model at all.</summary>
public sealed class WorkspaceIndexTests : ProductTest
{
    private const string Statement = "registry.Enlist(new HarbourPilot(tides, moorings), priority: 7);";

    private static readonly CaretText _question = CaretText.Parse("class Quay\n{\n    void Open()\n    {\n        registry.Enlist(new Harb‸\n    }\n}\n");

    private readonly string _text = $"class Port\n{{\n    void Open()\n    {{\n        {Statement}\n    }}\n\n    void Close()\n    {{\n        {Statement}\n    }}\n}}\n";

    public WorkspaceIndexTests() => User.Settings["model.path"] = User.In("none.gguf");

    [Fact]
    public async Task A_line_of_another_file_is_proposed_while_there_is_no_model()
    {
        User.WriteFile("src/Port.cs", _text);
        var server = await StartReadAsync();

        var text = await server.CompleteAsync(Uri("Quay.cs"), _question);

        Assert.Equal("ourPilot(tides, moorings), priority: 7);", text);
    }

    [Fact]
    public async Task An_unsaved_document_counts_as_the_editor_has_it()
    {
        User.WriteFile("src/Port.cs", _text);
        var server = await StartReadAsync();

        await server.OpenAsync(Uri("src/Port.cs"), _text.Replace("priority: 7", "priority: 9", StringComparison.Ordinal));

        await ProposedAsync(server, "ourPilot(tides, moorings), priority: 9);");
    }

    [Theory]
    [InlineData(".env.cs", null)]
    [InlineData("hidden/Port.cs", "hidden/\n")]
    public async Task What_is_private_or_ignored_is_never_proposed(string name, string? ignored)
    {
        if (ignored is not null)
        {
            User.WriteFile(".gitignore", ignored);
        }

        User.WriteFile(name, _text);
        var server = await StartReadAsync();

        Assert.Null(await server.CompleteAsync(Uri("Quay.cs"), _question));
    }

    [Fact]
    public async Task What_is_ignored_is_not_proposed_elsewhere_while_it_is_open()
    {
        User.WriteFile(".gitignore", "hidden/\n");
        User.WriteFile("hidden/Port.cs", _text);
        var server = await StartReadAsync();

        await server.OpenAsync(Uri("hidden/Port.cs"), _text);
        await server.OpenAsync(Uri("src/Jetty.cs"), _text.Replace(Statement, "jetty.Moor(cleat, hawser);", StringComparison.Ordinal));

        // What was opened later is known: so what was opened before has been looked at.
        await ProposedAsync(server, "at, hawser);", CaretText.Parse(_question.Text.Replace("registry.Enlist(new Harb", "jetty.Moor(cle‸", StringComparison.Ordinal)));
        Assert.Null(await server.CompleteAsync(Uri("Pier.cs"), _question));
    }

    [Fact]
    public async Task A_folder_that_is_closed_is_forgotten()
    {
        User.WriteFile("src/Port.cs", _text);
        var server = await StartReadAsync();

        await server.Editor.NotifyAsync("workspace/didChangeWorkspaceFolders", new JsonObject
        {
            ["event"] = new JsonObject { ["added"] = new JsonArray(), ["removed"] = new JsonArray(Folder) },
        });

        Assert.Null(await server.CompleteAsync(Uri("Quay.cs"), _question));
    }

    [Fact]
    public async Task What_changes_on_the_disk_is_read_again()
    {
        User.WriteFile("src/Port.cs", _text);
        var server = await StartWatchingAsync();
        Assert.Equal("ourPilot(tides, moorings), priority: 7);", await server.CompleteAsync(Uri("Quay.cs"), _question));

        User.WriteFile("src/Port.cs", _text.Replace("priority: 7", "priority: 8", StringComparison.Ordinal));
        await ChangedAsync(server, "src/Port.cs");

        Assert.Equal("ourPilot(tides, moorings), priority: 8);", LanguageServer.Text(await server.CompleteAsync(Uri("Quay.cs"), _question.Line, _question.Character)));

        File.Delete(Path.Combine(User.Workspace, "src/Port.cs"));
        await ChangedAsync(server, "src");

        Assert.Null(await server.CompleteAsync(Uri("Quay.cs"), _question.Line, _question.Character));
    }

    [Fact]
    public async Task A_document_closed_without_saving_counts_as_the_disk_has_it()
    {
        User.WriteFile("src/Port.cs", _text);
        User.Settings["log.level"] = "debug";
        var server = await StartReadAsync();
        await server.OpenAsync(Uri("src/Port.cs"), _text.Replace("priority: 7", "priority: 9", StringComparison.Ordinal));
        await ProposedAsync(server, "ourPilot(tides, moorings), priority: 9);");

        await server.Editor.NotifyAsync("textDocument/didClose", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri("src/Port.cs") } });
        await server.LoggedAsync("Looked again");

        Assert.Equal("ourPilot(tides, moorings), priority: 7);", LanguageServer.Text(await server.CompleteAsync(Uri("Quay.cs"), _question.Line, _question.Character)));
    }

    [Fact]
    public async Task Nothing_is_searched_where_the_user_does_not_want_it()
    {
        User.WriteFile("src/Port.cs", _text);
        User.Settings["completion.searchWorkspace"] = false;
        var server = await StartAsync();

        Assert.Null(await server.CompleteAsync(Uri("src/Port.cs"), CaretText.Parse(_text.Replace("moorings), priority: 7);\n    }\n}", "moor‸\n    }\n}", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Reading_a_folder_shows_progress_that_ends()
    {
        User.WriteFile("src/Port.cs", _text);
        var server = await StartAsync(new JsonObject { ["window"] = new JsonObject { ["workDoneProgress"] = true } });
        server.Editor.IgnoreAll();

        // Loading the model, which is not there, shows one too.
        var creation = await server.Editor.HearAsync("window/workDoneProgress/create");
        await server.Editor.AnswerAsync(creation, null);
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("window/workDoneProgress/create"), null);
        string? token = null;
        for (string? kind = null; kind is not "end";)
        {
            var progress = (await server.Editor.HearAsync("$/progress"))["params"]!;
            var isReading = ((string?)progress["value"]!["title"])?.Contains("reading", StringComparison.Ordinal) == true;
            token ??= isReading ? progress["token"]!.ToJsonString() : null;
            kind = string.Equals(progress["token"]!.ToJsonString(), token, StringComparison.Ordinal) ? (string?)progress["value"]!["kind"] : null;
        }
    }

    // What an editor says reaches the index in its own time; whoever asks meanwhile gets what is known.
    private async Task ProposedAsync(LanguageServer server, string expected, CaretText? asked = null)
    {
        const int MostQuestions = 200;
        var question = asked ?? _question;
        await server.OpenAsync(Uri("Quay.cs"), question.Text);
        string? text = null;
        for (var asks = 0; asks < MostQuestions && !string.Equals(text, expected, StringComparison.Ordinal); asks++)
        {
            text = await server.CompleteAsync(Uri("Quay.cs"), question.Line, question.Character) is { } item ? LanguageServer.Text(item) : null;
        }

        Assert.Equal(expected, text);
    }

    private JsonObject Folder => new() { ["uri"] = new Uri(User.Workspace).AbsoluteUri, ["name"] = "work" };

    private string Uri(string name) => new Uri(Path.Combine(User.Workspace, name)).AbsoluteUri;

    private async Task<LanguageServer> StartAsync(JsonObject? capabilities = null)
    {
        var server = StartServer();
        await server.InitializeAsync(capabilities, KeyValuePair.Create("workspaceFolders", (JsonNode?)new JsonArray(Folder)));
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        return server;
    }

    private async Task<LanguageServer> StartReadAsync(JsonObject? capabilities = null)
    {
        var server = await StartAsync(capabilities);
        await server.LoggedAsync("of source in");

        return server;
    }

    // An editor that watches what it is asked to watch.
    private async Task<LanguageServer> StartWatchingAsync()
    {
        User.Settings["log.level"] = "debug";
        var server = await StartReadAsync(
            new JsonObject { ["workspace"] = new JsonObject { ["didChangeWatchedFiles"] = new JsonObject { ["dynamicRegistration"] = true } } });
        var request = await server.Editor.HearAsync("client/registerCapability");
        await server.Editor.AnswerAsync(request, null);
        var registration = request["params"]!["registrations"]![0]!;
        Assert.Equal("workspace/didChangeWatchedFiles", (string?)registration["method"]);
        Assert.Equal("**/*", (string?)registration["registerOptions"]!["watchers"]![0]!["globPattern"]);

        return server;
    }

    // What kind of change the editor takes it for makes no difference.
    private async Task ChangedAsync(LanguageServer server, string name)
    {
        await server.Editor.NotifyAsync("workspace/didChangeWatchedFiles", new JsonObject
        {
            ["changes"] = new JsonArray(new JsonObject { ["uri"] = Uri(name), ["type"] = 2 }),
        });
        await server.LoggedAsync("Looked again");
    }
}
