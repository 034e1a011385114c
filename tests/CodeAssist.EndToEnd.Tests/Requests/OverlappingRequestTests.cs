using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>Requests that meet each other. The host is held still meanwhile, so that nothing depends on who is faster.</summary>
public sealed class OverlappingRequestTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";
    private const string OtherUri = "file:///somewhere/Other.cs";
    private const string Expected = "ArgumentNullException(\"item\");";

    [Fact]
    public async Task The_latest_request_for_a_document_wins_and_the_older_is_answered_with_nothing()
    {
        var (server, host) = await StartHeldAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        var older = await AskAsync(server, Uri);

        var newer = await AskAsync(server, Uri);
        var answer = await server.Editor.AnswerToAsync(older);
        Signals.Continue(host);

        AssertNothing(answer);
        Assert.Equal(Expected, await TextAsync(server, newer));
    }

    [Fact]
    public async Task Requests_for_different_documents_leave_each_other_alone()
    {
        var (server, host) = await StartHeldAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        await server.OpenAsync(OtherUri, CaretText.Obvious.Text);

        var first = await AskAsync(server, Uri);
        var second = await AskAsync(server, OtherUri);
        await RunningAsync(server, 2);
        Signals.Continue(host);

        Assert.Equal(Expected, await TextAsync(server, first));
        Assert.Equal(Expected, await TextAsync(server, second));
    }

    [Fact]
    public async Task A_cancelled_request_is_answered_as_cancelled_and_the_next_one_works()
    {
        var (server, host) = await StartHeldAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        var id = await AskAsync(server, Uri);
        await RunningAsync(server, 1);

        await server.Editor.CancelAsync(id);
        var answer = await server.Editor.AnswerToAsync(id);
        Signals.Continue(host);

        Assert.Equal(-32800, (int?)answer["error"]?["code"]);
        Assert.Equal(Expected, LanguageServer.Text(await server.CompleteAsync(Uri, CaretText.Obvious.Line, CaretText.Obvious.Character)));
    }

    [Fact]
    public async Task Behaviour_03_a_key_that_contradicts_ends_the_request_at_once_with_nothing()
    {
        var (server, host) = await StartHeldAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        var id = await AskAsync(server, Uri);
        await RunningAsync(server, 1);

        await server.ChangeAsync(Uri, 2, "");
        var answer = await server.Editor.AnswerToAsync(id);
        Signals.Continue(host);

        AssertNothing(answer);
    }

    [Fact]
    public async Task Behaviour_04_a_key_that_the_answer_begins_with_joins_it()
    {
        var (server, host) = await StartHeldAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        var older = await AskAsync(server, Uri);
        await RunningAsync(server, 1);

        var caret = (CaretText.Obvious.Line, CaretText.Obvious.Character);
        await server.ChangeAsync(Uri, 2, Expected[..1], caret, caret);
        var newer = await server.AskToCompleteAsync(Uri, CaretText.Obvious.Line, CaretText.Obvious.Character + 1, LanguageServer.Automatic);
        AssertNothing(await server.Editor.AnswerToAsync(older));
        Signals.Continue(host);

        Assert.Equal(Expected[1..], await TextAsync(server, newer));
        Assert.Equal("Joined", (string?)LanguageServer.Result(await server.Editor.CallAsync("codeassist/explainLast", new JsonObject()))["origin"]);
    }

    [Fact]
    public async Task A_server_that_ends_over_a_request_still_answers_it()
    {
        var (server, host) = await StartHeldAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        var id = await AskAsync(server, Uri);
        await RunningAsync(server, 1);

        await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");
        var answer = await server.Editor.AnswerToAsync(id);
        Signals.Continue(host);

        Assert.Equal(-32800, (int?)answer["error"]?["code"]);
        Assert.Equal(0, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task An_id_in_use_is_refused_and_the_request_that_has_it_is_answered()
    {
        var (server, host) = await StartHeldAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        var id = await AskAsync(server, Uri);
        await RunningAsync(server, 1);

        await server.Editor.SendBodyAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"codeassist/debugInfo"}""");
        var refusal = await server.Editor.AnswerToAsync(id);
        Signals.Continue(host);

        Assert.Equal(-32600, (int?)refusal["error"]?["code"]);
        Assert.Equal(Expected, await TextAsync(server, id));
    }

    private async Task<(LanguageServer Server, int Host)> StartHeldAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot hold a process still.");
        var server = await StartReadyServerAsync();
        var host = await server.HostIdAsync();
        Signals.Stop(host);
        return (server, host);
    }

    private static Task<int> AskAsync(LanguageServer server, string uri) =>
        server.AskToCompleteAsync(uri, CaretText.Obvious.Line, CaretText.Obvious.Character);

    private static void AssertNothing(JsonObject answer) =>
        Assert.True(answer["result"]?["items"] is JsonArray { Count: 0 }, answer.ToJsonString());

    private static async Task RunningAsync(LanguageServer server, int count)
    {
        while ((await server.DebugInfoAsync())["running"]!.AsArray().Count != count)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static async Task<string?> TextAsync(LanguageServer server, int id) =>
        LanguageServer.Text(LanguageServer.FirstItem(await server.Editor.AnswerToAsync(id)));
}
