using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Editors;

/// <summary>What editors with ghost text of their own send, after their sources: the part that we read. We do not run these editors.</summary>
public sealed class TranscriptTests : ProductTest
{
    /// <summary>Neovim 0.12: `vim.lsp.inline_completion` asks without settings of its own, and registers nothing later.</summary>
    private const string Neovim =
        """
        {
          "general": { "positionEncodings": ["utf-8", "utf-16", "utf-32"] },
          "textDocument": {
            "completion": { "dynamicRegistration": false, "completionItem": { "snippetSupport": true, "insertTextModeSupport": { "valueSet": [1] } } },
            "inlineCompletion": { "dynamicRegistration": false },
            "synchronization": { "didSave": true, "dynamicRegistration": false }
          },
          "window": { "showMessage": { "messageActionItem": { "additionalPropertiesSupport": true } }, "workDoneProgress": true },
          "workspace": { "configuration": true, "workspaceFolders": true, "didChangeConfiguration": { "dynamicRegistration": false } }
        }
        """;

    /// <summary>lsp-mode 10: an empty list of Lisp says that it can show inline completions, and becomes null on the wire.</summary>
    private const string Emacs =
        """
        {
          "general": { "positionEncodings": ["utf-32", "utf-16"] },
          "textDocument": {
            "completion": { "completionItem": { "snippetSupport": false, "insertTextModeSupport": { "valueSet": [1, 2] } }, "contextSupport": true, "dynamicRegistration": true },
            "inlineCompletion": null,
            "synchronization": { "willSave": true, "didSave": true, "willSaveWaitUntil": true }
          },
          "window": { "workDoneProgress": true },
          "workspace": { "workspaceFolders": true, "configuration": true, "applyEdit": true }
        }
        """;

    private readonly HarbourWorkspace _harbour;

    public TranscriptTests() => _harbour = new HarbourWorkspace(User);

    [Theory]
    [InlineData("Neovim", Neovim)]
    [InlineData("emacs", Emacs)]
    public async Task Behaviour_01_an_editor_with_ghost_text_of_its_own_is_served_inline_and_not_twice(string name, string capabilities)
    {
        var server = StartServer();
        server.Editor.Ignore("window/showMessage", "$/progress");
        var initialized = await server.InitializeAsync(
            JsonNode.Parse(capabilities)!.AsObject(),
            KeyValuePair.Create("clientInfo", (JsonNode?)new JsonObject { ["name"] = name }),
            KeyValuePair.Create("workspaceFolders", (JsonNode?)new JsonArray(_harbour.Folder)));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("workspace/configuration"), new JsonArray((JsonNode?)null));

        // One for the model, which is not there, and one for the folder.
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("window/workDoneProgress/create"), null);
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("window/workDoneProgress/create"), null);
        await HarbourWorkspace.ReadAsync(server);

        // A question that reaches the model looks for it again.
        server.Editor.Ignore("window/workDoneProgress/create");
        await server.OpenAsync(_harbour.Uri, HarbourWorkspace.Quay.Text, version: 0);

        var typed = await AskAsync(server, LanguageServer.Automatic);
        var asked = await AskAsync(server, LanguageServer.Invoked);
        var ordinary = await server.Editor.CallAsync("textDocument/completion", Question(LanguageServer.Invoked));
        var accepted = await server.Editor.CallAsync("workspace/executeCommand", asked["command"]!.DeepClone());

        // lsp-mode reads an empty object as nothing: the options say something, even if it is no.
        Assert.NotEmpty(initialized["capabilities"]!["inlineCompletionProvider"]!.AsObject());
        Assert.Equal("utf-16", (string?)initialized["capabilities"]!["positionEncoding"]);
        Assert.Equal(HarbourWorkspace.Suggested, LanguageServer.Text(typed));
        Assert.Equal(HarbourWorkspace.Suggested, LanguageServer.Text(asked));
        Assert.Null(initialized["capabilities"]!["completionProvider"]);
        Assert.True(ordinary.ContainsKey("result") && ordinary["result"] is null, ordinary.ToJsonString());
        Assert.True(accepted.ContainsKey("result"), accepted.ToJsonString());
        Assert.Equal("1", await server.DetailAsync("completion.accepted"));
    }

    private async Task<JsonObject> AskAsync(LanguageServer server, int trigger) =>
        LanguageServer.FirstItem(await server.Editor.CallAsync("textDocument/inlineCompletion", Question(trigger)))!;

    private JsonObject Question(int trigger) => new()
    {
        ["textDocument"] = new JsonObject { ["uri"] = _harbour.Uri },
        ["position"] = new JsonObject { ["line"] = HarbourWorkspace.Quay.Line, ["character"] = HarbourWorkspace.Quay.Character },
        ["context"] = new JsonObject { ["triggerKind"] = trigger },
    };
}
