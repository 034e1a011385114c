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
        var text = await server.CompleteAsync(Uri("Quay.cs"), _question);

        Assert.Equal("ourPilot(tides, moorings), priority: 9);", text);
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

    private JsonObject Folder => new() { ["uri"] = new Uri(User.Workspace).AbsoluteUri, ["name"] = "work" };

    private string Uri(string name) => new Uri(Path.Combine(User.Workspace, name)).AbsoluteUri;

    private async Task<LanguageServer> StartAsync(JsonObject? capabilities = null)
    {
        var server = StartServer();
        await server.InitializeAsync(capabilities, KeyValuePair.Create("workspaceFolders", (JsonNode?)new JsonArray(Folder)));
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        return server;
    }

    private async Task<LanguageServer> StartReadAsync()
    {
        var server = await StartAsync();
        string line;
        do
        {
            line = (string?)(await server.Editor.HearAsync("window/logMessage"))["params"]!["message"] ?? "";
        }
        while (!line.Contains("of source in", StringComparison.Ordinal));

        return server;
    }
}
