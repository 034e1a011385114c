using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Editors;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>What a battery changes, over the wire. What is suggested stands in the workspace: no model is needed.</summary>
public sealed class PowerTests : ProductTest
{
    private const int MostKeys = 100;

    private static readonly CaretText _quay = HarbourWorkspace.Quay;

    private readonly HarbourWorkspace _harbour;
    private readonly ScriptedPower _power;

    public PowerTests()
    {
        _harbour = new HarbourWorkspace(User);
        _power = new ScriptedPower(User.In("power"));
    }

    [Fact]
    public async Task Behaviour_24_on_battery_only_those_who_ask_get_a_suggestion_until_the_plug_is_back()
    {
        await _power.SkipUnlessPossibleAsync();
        _power.Unplug();
        User.Settings["completion.onBattery"] = "waitToBeAsked";
        var server = await StartAsync();

        var unasked = await SuggestedAsync(server, LanguageServer.Automatic);
        var reason = await server.ExplainLastAsync();
        var asked = await SuggestedAsync(server, LanguageServer.Invoked);
        _power.PlugIn();
        var reasons = await AskUntilSuggestedAsync(server);

        Assert.Null(unasked);
        Assert.Equal("OnBattery", reason);
        Assert.Equal(HarbourWorkspace.Suggested, asked);
        Assert.All(reasons, one => Assert.Equal("OnBattery", one));
    }

    [Fact]
    public async Task Behaviour_24_on_battery_suggestions_come_by_themselves_unless_the_settings_say_otherwise()
    {
        await _power.SkipUnlessPossibleAsync();
        _power.Unplug();
        var server = await StartAsync();

        Assert.Equal(HarbourWorkspace.Suggested, await SuggestedAsync(server, LanguageServer.Automatic));
    }

    private async Task<LanguageServer> StartAsync()
    {
        var server = StartServer(prepare: _power.ShowTo);
        server.Editor.Ignore("window/showMessage");
        await server.InitializeAsync(LanguageServer.NoCapabilities, KeyValuePair.Create("workspaceFolders", (JsonNode?)new JsonArray(_harbour.Folder)));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await HarbourWorkspace.ReadAsync(server);
        await server.OpenAsync(_harbour.Uri, _quay.Text);

        return server;
    }

    /// <summary>As somebody who types on, for as long as the server may take to look at the plug again.</summary>
    /// <returns>Why there was no suggestion, each time until there was one.</returns>
    private async Task<IReadOnlyList<string?>> AskUntilSuggestedAsync(LanguageServer server)
    {
        List<string?> reasons = [];
        for (var key = 0; key < MostKeys; key++)
        {
            if (await SuggestedAsync(server, LanguageServer.Automatic) is { } suggested)
            {
                Assert.Equal(HarbourWorkspace.Suggested, suggested);
                return reasons;
            }

            reasons.Add(await server.ExplainLastAsync());
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        Assert.Fail($"Nothing is suggested {MostKeys} keys after the plug is back.");
        return reasons;
    }

    private async Task<string?> SuggestedAsync(LanguageServer server, int trigger) =>
        LanguageServer.Text(await server.CompleteAsync(_harbour.Uri, _quay.Line, _quay.Character, trigger));
}
