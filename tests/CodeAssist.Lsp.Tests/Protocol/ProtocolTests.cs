using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Lsp.Tests.Protocol;

public sealed class ProtocolTests
{
    private const string VsCode = """
        {
          "processId": 4711,
          "clientInfo": { "name": "Visual Studio Code", "version": "1.99.0" },
          "locale": "en",
          "rootPath": "/home/me/one", "rootUri": "file:///home/me/one",
          "capabilities": {
            "workspace": {
              "applyEdit": true, "configuration": true, "workspaceFolders": true,
              "didChangeConfiguration": { "dynamicRegistration": true },
              "symbol": { "symbolKind": { "valueSet": [1, 2, 99] } }
            },
            "textDocument": {
              "inlineCompletion": { "dynamicRegistration": true },
              "publishDiagnostics": { "tagSupport": { "valueSet": [1] } }
            },
            "window": { "showMessage": { "messageActionItem": {} }, "workDoneProgress": true },
            "general": { "positionEncodings": ["utf-16"], "staleRequestSupport": { "cancel": true } },
            "experimental": { "anything": [null] }
          },
          "initializationOptions": { "free": "form" },
          "trace": "verbose",
          "workspaceFolders": [
            { "uri": "file:///home/me/one", "name": "one" }, { "uri": "file:///home/me/two", "name": "two" }
          ]
        }
        """;

    [Fact]
    public void An_initialize_of_a_real_editor_is_understood()
    {
        var parameters = Read(VsCode, LspJsonContext.Default.InitializeParams);

        Assert.Equal((4711, "Visual Studio Code", "verbose"), (parameters.ProcessId, parameters.ClientInfo?.Name, parameters.Trace));
        Assert.Equal([new WorkspaceFolder("file:///home/me/one", "one"), new WorkspaceFolder("file:///home/me/two", "two")], parameters.Folders());
        var capabilities = parameters.Capabilities!;
        Assert.True(capabilities.CanPullConfiguration);
        Assert.True(capabilities.CanRegisterConfiguration);
        Assert.True(capabilities.CanRegisterInlineCompletion);
        Assert.True(capabilities.CanShowProgress);
        Assert.Equal("form", parameters.InitializationOptions?.GetProperty("free").GetString());
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"processId":null,"rootUri":null,"workspaceFolders":null,"capabilities":{}}""", null)]
    [InlineData("""{"rootUri":"file:///home/me/one/"}""", "one")]
    [InlineData("""{"rootUri":"file:///home/me/one"}""", "one")]
    [InlineData("""{"rootPath":"/home/me/a b"}""", "a%20b")]
    [InlineData("""{"rootPath":"relative"}""", null)]
    [InlineData("""{"rootUri":"file:///x","workspaceFolders":[{"uri":"file:///home/me/two","name":"two"}]}""", "two")]
    public void Folders_are_found_however_the_editor_names_them(string json, string? name) =>
        Assert.Equal(name, Read(json, LspJsonContext.Default.InitializeParams).Folders().SingleOrDefault()?.Name);

    [Fact]
    public void An_editor_that_says_nothing_of_itself_can_do_nothing_special()
    {
        var capabilities = Read("""{"capabilities":{"workspace":{},"window":null}}""", LspJsonContext.Default.InitializeParams).Capabilities!;

        Assert.False(capabilities.CanPullConfiguration || capabilities.CanRegisterConfiguration || capabilities.CanRegisterInlineCompletion || capabilities.CanShowProgress);
    }

    [Theory]
    [InlineData("""{"inlineCompletion":{"dynamicRegistration":true}}""", true, true)]
    [InlineData("""{"inlineCompletion":{"dynamicRegistration":false}}""", true, false)]
    [InlineData("""{"inlineCompletion":{}}""", true, false)]
    [InlineData("""{"inlineCompletion":null}""", true, false)]
    [InlineData("""{"completion":{"dynamicRegistration":true}}""", false, false)]
    public void An_editor_has_ghost_text_when_it_names_it_whatever_it_says_of_it(string textDocument, bool canShow, bool canRegister)
    {
        var capabilities = Read($$"""{"capabilities":{"textDocument": {{textDocument}} } }""", LspJsonContext.Default.InitializeParams).Capabilities!;

        Assert.Equal((canShow, canRegister), (capabilities.CanShowInlineCompletion, capabilities.CanRegisterInlineCompletion));
    }

    [Theory]
    [InlineData("""{"textDocument":{"uri":"u"},"position":{"line":1,"character":2},"context":{"triggerKind":1}}""", InlineCompletionTriggerKind.Invoked)]
    [InlineData("""{"textDocument":{"uri":"u"},"position":{"line":1,"character":2},"context":{"triggerKind":77,"new":{}},"extra":[1]}""", (InlineCompletionTriggerKind)77)]
    [InlineData("""{"textDocument":{"uri":"u"},"position":{"line":1,"character":2},"context":{}}""", InlineCompletionTriggerKind.Automatic)]
    public void Unknown_numbers_and_fields_are_no_obstacle(string json, InlineCompletionTriggerKind kind)
    {
        var parameters = Read(json, LspJsonContext.Default.InlineCompletionParams);

        Assert.Equal(kind, parameters.Context!.TriggerKind);
        Assert.Equal(new LspPosition(1, 2), parameters.Position);
    }

    [Fact]
    public void The_selected_entry_of_the_suggestion_list_is_read()
    {
        var parameters = Read(
            """{"textDocument":{"uri":"u"},"position":{"line":0,"character":4},"context":{"triggerKind":2,"selectedCompletionInfo":{"range":{"start":{"line":0,"character":2},"end":{"line":0,"character":4}},"text":"WriteLine"}},"workDoneToken":7}""",
            LspJsonContext.Default.InlineCompletionParams);

        Assert.Equal(new SelectedCompletionInfo(new LspRange(new LspPosition(0, 2), new LspPosition(0, 4)), "WriteLine"), parameters.Context!.SelectedCompletionInfo);
        Assert.Equal(new ProgressToken(7), parameters.WorkDoneToken);
    }

    [Fact]
    public void Changes_of_both_kinds_are_read()
    {
        var parameters = Read(
            """{"textDocument":{"uri":"u","version":5},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}},"rangeLength":1,"text":"a"},{"text":"all"}]}""",
            LspJsonContext.Default.DidChangeTextDocumentParams);

        Assert.Equal(5, parameters.TextDocument.Version);
        Assert.Equal(new LspRange(new LspPosition(0, 0), new LspPosition(0, 1)), parameters.ContentChanges[0].Range);
        Assert.Null(parameters.ContentChanges[1].Range);
    }

    [Fact]
    public void An_initialize_result_says_only_what_it_has_to_say()
    {
        var result = new InitializeResult(
            new ServerCapabilities(
                PositionEncoding.Utf16,
                new TextDocumentSyncOptions(OpenClose: true, TextDocumentSyncKind.Incremental, new SaveOptions(IncludeText: false)),
                new WorkspaceServerCapabilities(new WorkspaceFoldersServerCapabilities(Supported: true, ChangeNotifications: true)),
                new InlineCompletionOptions()),
            new ServerInfo("CodeAssist", "0.1.0"));

        Assert.Equal(
            """{"capabilities":{"positionEncoding":"utf-16","textDocumentSync":{"openClose":true,"change":2,"save":{"includeText":false}},"workspace":{"workspaceFolders":{"supported":true,"changeNotifications":true}},"inlineCompletionProvider":{}},"serverInfo":{"name":"CodeAssist","version":"0.1.0"}}""",
            JsonSerializer.Serialize(result, LspJsonContext.Default.InitializeResult));
    }

    [Fact]
    public void A_suggestion_is_written_as_the_protocol_names_its_parts()
    {
        var item = new InlineCompletionItem(
            "x", Range: new LspRange(new LspPosition(1, 2), new LspPosition(1, 3)), Command: new LspCommand("Accepted", "codeassist.accepted"));

        Assert.Equal(
            """{"items":[{"insertText":"x","range":{"start":{"line":1,"character":2},"end":{"line":1,"character":3}},"command":{"title":"Accepted","command":"codeassist.accepted"}}]}""",
            JsonSerializer.Serialize(new InlineCompletionList([item]), LspJsonContext.Default.InlineCompletionList));
    }

    [Fact]
    public void A_registration_for_every_document_says_null()
    {
        // The protocol wants the field there, and null in it.
        Assert.Equal(
            """{"documentSelector":null}""",
            JsonSerializer.Serialize(new InlineCompletionRegistrationOptions(null), LspJsonContext.Default.InlineCompletionRegistrationOptions));
    }

    [Fact]
    public void A_version_of_any_size_can_be_read()
    {
        var parameters = Read("""{"textDocument":{"uri":"u","version":1e12},"contentChanges":[]}""", LspJsonContext.Default.DidChangeTextDocumentParams);

        Assert.Equal(int.MaxValue, parameters.TextDocument.Version);
        Assert.Null(Read("""{"textDocument":{"uri":"u","version":null},"contentChanges":[]}""", LspJsonContext.Default.DidChangeTextDocumentParams).TextDocument.Version);
    }

    [Theory]
    [InlineData("""{"event":{"added":[null]}}""")]
    [InlineData("""{"event":{"removed":[{"uri":"file:///a","name":"a"},null]}}""")]
    [InlineData("""{"event":{"added":[{"name":"a"}]}}""")]
    [InlineData("""{"event":null}""")]
    public void A_list_of_folders_with_gaps_is_not_read(string json) =>
        Assert.Throws<JsonException>(() => Read(json, LspJsonContext.Default.DidChangeWorkspaceFoldersParams));

    [Fact]
    public void An_initialize_with_a_gap_in_its_folders_is_not_read() =>
        Assert.Throws<JsonException>(() => Read("""{"workspaceFolders":[null]}""", LspJsonContext.Default.InitializeParams));

    [Theory]
    [InlineData("7", "7")]
    [InlineData("\"7\"", "\"7\"")]
    public void A_progress_token_keeps_the_form_the_editor_gave_it(string json, string text)
    {
        var token = Read($$"""{"token":{{json}}}""", LspJsonContext.Default.WorkDoneProgressCancelParams).Token;

        Assert.Equal(text, token.ToString());
        Assert.Equal(
            $$"""{"token":{{json}}}""",
            JsonSerializer.Serialize(new WorkDoneProgressCreateParams(token), LspJsonContext.Default.WorkDoneProgressCreateParams));
    }

    private static T Read<T>(string json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;
}
