using System.Globalization;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Chat;
using CodeAssist.Egress.Downloads;
using CodeAssist.Egress.Protocol;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Downloads;

/// <summary>What a hub may do to a download, over the real transport.</summary>
public sealed class DownloadTests : IAttemptClient
{
    private const string Content = "GGUF0123456789";

    private static readonly string _digest = new('b', 64);

    private readonly List<AttemptParams> _attempts = [];
    private readonly List<AttemptEndedParams> _ends = [];
    private EgressFailure? _refusal;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_in_pieces_after_the_attempt_is_on_record()
    {
        await using var hub = ScriptedProvider.Saying(Whole());
        await using var desk = Desk(hub);

        var head = (await desk.OpenAsync(Wish(), Token)).Head!;

        Assert.Equal((0, Content.Length, "\"v1\"", false), (head.From, head.TotalBytes, head.Tag, head.HasRanges));
        Assert.Equal(Content, await ReadAsync(desk));
        Assert.Equal(("hub", 0L, "m"), (Assert.Single(_attempts).Provider, _attempts[0].Bytes, _attempts[0].Model));
        Assert.Equal((200, Content.Length, null), (Assert.Single(_ends).Status, _ends[0].ReceivedBytes, _ends[0].Failure));
    }

    [Fact]
    public async Task Nothing_is_asked_for_that_the_list_does_not_have()
    {
        await using var hub = ScriptedProvider.Sink();
        await using var desk = Desk(hub);

        foreach (var wish in new[] { Wish() with { Model = "../other" }, Wish() with { File = 1 }, Wish() with { File = -1 }, Wish() with { From = -1 }, Wish() with { Part = 2 }, Wish() with { Part = 0 } })
        {
            Assert.Equal(EgressFailureKind.InvalidRequest, (await desk.OpenAsync(wish, Token)).Failure?.Kind);
        }

        Assert.Equal(0, hub.Connections);
    }

    [Fact]
    public async Task Where_nothing_may_leave_nothing_is_asked_for()
    {
        await using var desk = new DownloadDesk(hubs: null, this, _ends.Add);

        Assert.Equal(EgressFailureKind.LocalOnly, (await desk.OpenAsync(Wish(), Token)).Failure?.Kind);
    }

    [Fact]
    public async Task An_attempt_that_cannot_be_recorded_is_not_made()
    {
        await using var hub = ScriptedProvider.Sink();
        await using var desk = Desk(hub);
        _refusal = new EgressFailure(EgressFailureKind.NotRecorded, "no", "no");

        Assert.Same(_refusal, (await desk.OpenAsync(Wish(), Token)).Failure);
        Assert.Equal(0, hub.Connections);
    }

    [Fact]
    public async Task The_rest_of_a_file_is_asked_for_in_the_state_that_was_begun()
    {
        await using var hub = ScriptedProvider.Start(exchange => exchange.SendAsync(
            $"HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 4-{Content.Length - 1}/{Content.Length}\r\nContent-Length: {Content.Length - 4}\r\n\r\n{Content[4..]}"));
        await using var desk = Desk(hub);

        var head = (await desk.OpenAsync(Wish() with { From = 4, Tag = "\"v1\"" }, Token)).Head!;

        Assert.Equal((4, Content.Length, true), (head.From, head.TotalBytes, head.HasRanges));
        Assert.Equal(Content[4..], await ReadAsync(desk));
        Assert.Equal(("bytes=4-", "\"v1\""), (hub.Requests[0].Headers["range"], hub.Requests[0].Headers["if-range"]));
    }

    [Fact]
    public async Task A_redirect_to_a_declared_host_is_followed_and_the_hubs_digest_kept()
    {
        await using var store = ScriptedProvider.Saying(Whole());
        await using var hub = ScriptedProvider.Saying(
            $"HTTP/1.1 302 Found\r\nLocation: http://{store.Address}/signed?x=1\r\nX-Linked-ETag: \"{_digest}\"\r\nContent-Length: 0\r\n\r\n");
        await using var desk = Desk(hub);

        Assert.Equal(_digest, (await desk.OpenAsync(Wish(), Token)).Head?.Sha256);
        Assert.Equal(Content, await ReadAsync(desk));
        Assert.DoesNotContain("authorization", store.Requests[0].Headers.Keys, StringComparer.Ordinal);
        Assert.DoesNotContain("cookie", store.Requests[0].Headers.Keys, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("http://evil.example/file")]
    [InlineData("http://127.0.0.1.evil.example/file")]
    [InlineData("https://127.0.0.1/file")]
    [InlineData("http://user@127.0.0.1/file")]
    public async Task A_redirect_elsewhere_is_not_followed(string location)
    {
        await using var hub = ScriptedProvider.Saying($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        await using var desk = Desk(hub);

        Assert.Equal(EgressFailureKind.Redirected, (await desk.OpenAsync(Wish(), Token)).Failure?.Kind);
        Assert.Equal(EgressFailureKind.Redirected, Assert.Single(_ends).Failure?.Kind);
    }

    [Fact]
    public async Task Redirects_without_an_end_end()
    {
        await using var hub = ScriptedProvider.Saying("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        await using var desk = Desk(hub);

        Assert.Equal(EgressFailureKind.Redirected, (await desk.OpenAsync(Wish(), Token)).Failure?.Kind);
        Assert.Equal(5, hub.Requests.Count);
    }

    [Theory]
    [InlineData("429 Too Many", "Retry-After: 7\r\n", EgressFailureKind.RateLimited, 7)]
    [InlineData("503 Busy", "", EgressFailureKind.Overloaded, null)]
    [InlineData("401 No", "", EgressFailureKind.ModelUnknown, null)]
    [InlineData("404 Gone", "", EgressFailureKind.ModelUnknown, null)]
    [InlineData("500 Oh", "", EgressFailureKind.ProviderFailed, null)]
    [InlineData("200 OK", "Content-Type: text/html\r\n", EgressFailureKind.AnswerUnreadable, null)]
    [InlineData("200 OK", "Content-Encoding: gzip\r\n", EgressFailureKind.AnswerUnreadable, null)]
    public async Task What_is_no_file_is_a_value(string status, string header, EgressFailureKind kind, int? seconds)
    {
        await using var hub = ScriptedProvider.Saying($"HTTP/1.1 {status}\r\n{header}Content-Length: 4\r\n\r\nGGUF");
        await using var desk = Desk(hub);

        var failure = (await desk.OpenAsync(Wish(), Token)).Failure!;

        Assert.Equal((kind, seconds), (failure.Kind, failure.RetryAfter is { } wait ? (int)wait.TotalSeconds : null));
    }

    [Fact]
    public async Task A_file_that_breaks_off_hands_over_what_came_and_then_says_so()
    {
        await using var hub = ScriptedProvider.Saying($"HTTP/1.1 200 OK\r\nContent-Length: {Content.Length}\r\n\r\nGGUF");
        await using var desk = Desk(hub);
        await desk.OpenAsync(Wish(), Token);

        Assert.Equal(4, (await desk.ReadAsync(new DownloadReadParams("d", Close: false), Token)).Bytes.Length);
        Assert.Equal(EgressFailureKind.Interrupted, (await desk.ReadAsync(new DownloadReadParams("d", Close: false), Token)).Failure?.Kind);
        Assert.Equal(EgressFailureKind.Interrupted, Assert.Single(_ends).Failure?.Kind);
    }

    [Fact]
    public async Task A_file_that_stalls_ends_with_a_reason()
    {
        await using var hub = ScriptedProvider.Start(async exchange =>
        {
            await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {Content.Length}\r\n\r\n");
            await exchange.UntilClosedAsync();
        });
        await using var desk = Desk(hub, TimeSpan.FromMilliseconds(50));
        await desk.OpenAsync(Wish(), Token);

        Assert.Equal(EgressFailureKind.TimedOut, (await desk.ReadAsync(new DownloadReadParams("d", Close: false), Token)).Failure?.Kind);
    }

    [Fact]
    public async Task Who_has_enough_closes_and_the_record_says_how_much_came()
    {
        await using var hub = ScriptedProvider.Saying(Whole());
        await using var desk = Desk(hub);
        await desk.OpenAsync(Wish(), Token);

        Assert.Empty((await desk.ReadAsync(new DownloadReadParams("d", Close: true), Token)).Bytes);
        Assert.Equal(0, Assert.Single(_ends).ReceivedBytes);
        Assert.Equal(EgressFailureKind.InvalidRequest, (await desk.ReadAsync(new DownloadReadParams("d", Close: false), Token)).Failure?.Kind);
    }

    public Task<AttemptResult> BeginAsync(AttemptParams attempt, CancellationToken cancellationToken)
    {
        _attempts.Add(attempt);
        return Task.FromResult(new AttemptResult(_refusal));
    }

    void IAttemptClient.Refused(AttemptRefusedParams refusal) => throw new InvalidOperationException("Nothing is looked through that has no body.");

    private static DownloadOpenParams Wish() => new("d", "m", 0, 0, Tag: null);

    private static string Whole() => string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: {Content.Length}\r\n\r\n{Content}");

    private static async Task<string> ReadAsync(DownloadDesk desk)
    {
        var text = "";
        while ((await desk.ReadAsync(new DownloadReadParams("d", Close: false), Token)).Bytes is { Length: > 0 } bytes)
        {
            text += System.Text.Encoding.ASCII.GetString(bytes);
        }

        return text;
    }

    private DownloadDesk Desk(ScriptedProvider server, TimeSpan? stall = null)
    {
        Assert.True(Origin.TryParse($"http://{server.Address}", out var origin));
        var hub = new ModelHub("hub", "Hub", origin, "/{repository}/resolve/{revision}/{path}", SearchPath: null, new Fact<IReadOnlyList<string>>(["127.0.0.1"], "https://example.org", default));
        var model = new OpenModel("m", "M", [ModelRole.Chat]) { Files = [new OpenModelFile("Q8_0", "hub", "a/b", "main", "m.gguf")] };
        var connections = new HubConnections(
            new OpenModelList([hub], [model]), proxy: null, (_, _) => throw new InvalidOperationException("No name should be looked up."), TimeProvider.System);
        return new DownloadDesk(
            stall is { } limit ? new HubConnections(new OpenModelList([hub], [model]), null, (_, _) => throw new InvalidOperationException(), TimeProvider.System) { Limits = connections.Limits with { Stall = limit } } : connections,
            this,
            _ends.Add);
    }
}
