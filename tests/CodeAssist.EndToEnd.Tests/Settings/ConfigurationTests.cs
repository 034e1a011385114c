using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Settings;

/// <summary>Settings from the user's file and from the editor, asked for and pushed.</summary>
public sealed class ConfigurationTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";

    [Fact]
    public async Task An_editor_that_can_be_asked_is_asked_and_heeded()
    {
        var server = StartServer();
        await server.InitializeAsync(new JsonObject { ["workspace"] = new JsonObject { ["configuration"] = true } });
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var question = await server.Editor.HearAsync("workspace/configuration");
        await server.Editor.AnswerAsync(question, new JsonArray(Disabled("csharp")));
        await server.StatusAsync("ready");
        var disabled = await server.CompleteAsync(Uri, CaretText.Obvious);

        // Whatever the editor sends along then, it is asked for the truth.
        await server.Editor.NotifyAsync("workspace/didChangeConfiguration", new JsonObject { ["settings"] = null });
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("workspace/configuration"), new JsonArray(Disabled("python")));

        Assert.Equal("codeassist", (string?)question["params"]!["items"]![0]!["section"]);
        Assert.Null(disabled);
        await HeededAsync(server, async () => await server.CompleteAsync(Uri, CaretText.Obvious) is not null);
    }

    [Fact]
    public async Task An_editor_that_pushes_its_settings_is_heeded()
    {
        var server = await StartReadyServerAsync();

        await PushAsync(server, new JsonObject { ["completion"] = new JsonObject { ["enabled"] = false } });
        var off = await server.CompleteAsync(Uri, CaretText.Obvious);
        await PushAsync(server, new JsonObject { ["completion.enabled"] = true });
        var on = await server.CompleteAsync(Uri, CaretText.Obvious);

        Assert.Null(off);
        Assert.NotNull(on);
    }

    [Fact]
    public async Task No_model_is_loaded_while_suggestions_are_switched_off()
    {
        User.Settings["completion.enabled"] = false;
        var server = StartServer();
        await server.InitializeAsync(new JsonObject());
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var off = await server.StatusAsync("off");
        var suggestion = await server.CompleteAsync(Uri, CaretText.Obvious);
        var host = await server.HostIdAsync();
        await PushAsync(server, new JsonObject { ["completion.enabled"] = true });
        await server.StatusAsync("ready");

        Assert.Contains("codeassist.completion.enabled", (string?)off["message"], StringComparison.Ordinal);
        Assert.Null(suggestion);
        Assert.Equal(0, host);
        Assert.NotEqual(0, await server.HostIdAsync());
    }

    /// <summary>Case 1, for any editor.</summary>
    [Fact]
    public async Task A_guarded_setting_from_the_editor_is_ignored_said_once_and_on_record_once()
    {
        var server = await StartReadyServerAsync();
        var evil = new JsonObject { ["model"] = new JsonObject { ["path"] = "/tmp/evil.gguf" } };

        await PushAsync(server, evil.DeepClone());
        await PushAsync(server, evil.DeepClone());
        var message = await server.Editor.HearAsync("window/showMessage");

        Assert.Equal(2, (int?)message["params"]!["type"]);
        Assert.Contains("codeassist.model.path", (string?)message["params"]!["message"], StringComparison.Ordinal);
        Assert.Contains(User.SettingsFile, (string?)message["params"]!["message"], StringComparison.Ordinal);

        // A second message would be found unread at the end.
        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
        await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");
        await server.ExitCodeAsync();
        var record = Assert.Single((await RunAsync("data", "export")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("setting-refused", record, StringComparison.Ordinal);
        Assert.Contains("codeassist.model.path", record, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_keeps_the_old_one_and_says_what_would_fit()
    {
        var server = await StartReadyServerAsync();

        await PushAsync(server, new JsonObject { ["completion"] = new JsonObject { ["promptTokens"] = "many" } });
        var message = (string?)(await server.Editor.HearAsync("window/showMessage"))["params"]!["message"];

        Assert.Contains("codeassist.completion.promptTokens cannot be \"many\"", message, StringComparison.Ordinal);
        Assert.Contains("256", message, StringComparison.Ordinal);
        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
    }

    [Fact]
    public async Task A_settings_file_that_is_not_json_is_named_with_its_line_and_the_defaults_hold()
    {
        User.WriteSettings("{\n  \"host\": {\n    oops\n");
        User.Settings.Remove("host.idleExitSeconds");
        var server = await StartReadyServerAsync();

        var message = (string?)(await server.Editor.HearAsync("window/showMessage"))["params"]!["message"];

        Assert.Contains(User.SettingsFile, message, StringComparison.Ordinal);
        Assert.Contains("line 3", message, StringComparison.Ordinal);
        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
    }

    [Fact]
    public async Task A_language_disabled_in_the_users_file_gets_no_suggestions_and_others_do()
    {
        User.Settings["completion.disabledLanguages"] = new JsonArray("markdown");
        var server = await StartReadyServerAsync();
        await server.OpenAsync("file:///somewhere/README.md", CaretText.Obvious.Text, language: "markdown");

        Assert.Null(await server.CompleteAsync("file:///somewhere/README.md", CaretText.Obvious.Line, CaretText.Obvious.Character));
        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
    }

    private static Task PushAsync(LanguageServer server, JsonNode section) =>
        server.Editor.NotifyAsync("workspace/didChangeConfiguration", new JsonObject
        {
            ["settings"] = new JsonObject { ["codeassist"] = section, ["editor"] = new JsonObject { ["tabSize"] = 4 } },
        });

    private static JsonObject Disabled(string language) =>
        new() { ["completion"] = new JsonObject { ["disabledLanguages"] = new JsonArray(language) } };

    // An answer to the server takes its turn behind what the server is at: nothing announces when it is heeded.
    private static async Task HeededAsync(LanguageServer server, Func<Task<bool>> isHeeded)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await isHeeded())
            {
                return;
            }

            await server.DebugInfoAsync();
        }

        Assert.Fail("The editor's answer was not heeded.");
    }
}
