using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>A model server on this machine in the place of the model that comes along.</summary>
public sealed class EndpointCompletionTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";

    [Fact]
    public async Task The_model_server_that_the_settings_name_completes_and_the_status_says_that_it_does()
    {
        await using var provider = ScriptedProvider.Saying(Answers.Json(200, """{"model":"m","choices":[{"text":"answered.Elsewhere();","finish_reason":"stop"}]}"""));
        User.Settings["endpoints.loopback"] = provider.Address;
        User.Settings["endpoints.loopbackModel"] = "chat-model";
        User.Settings["completion.endpoint"] = "loopback";
        User.Settings["completion.endpointModel"] = "qwen2.5-coder:1.5b-base";
        var server = StartServer();
        await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var ready = await server.StatusAsync("ready");
        await server.OpenAsync(Uri, "var x = \n");
        var item = await server.CompleteAsync(Uri, line: 0, character: 8);

        Assert.Equal($"qwen2.5-coder:1.5b-base on {provider.Address}", (string?)ready["message"]);
        Assert.Equal("answered.Elsewhere();", (string?)item!["insertText"]);
        Assert.Contains("\"suffix\":\"\\n\"", Assert.Single(provider.Requests).Body, StringComparison.Ordinal);
        Assert.Equal("0", await server.DetailAsync("host.processId"));
    }
}
