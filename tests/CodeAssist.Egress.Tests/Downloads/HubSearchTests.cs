using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Chat;
using CodeAssist.Egress.Downloads;
using CodeAssist.Egress.Protocol;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Downloads;

/// <summary>What is asked of a hub that is searched, and what is believed of its answer.</summary>
public sealed class HubSearchTests : IAttemptClient
{
    private readonly List<AttemptParams> _attempts = [];
    private readonly List<AttemptEndedParams> _ends = [];
    private EgressFailure? _refusal;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_found_has_addresses_that_can_be_pulled_and_the_words_are_on_record()
    {
        await using var hub = ScriptedProvider.Saying(Answers.Json(
            200, """[{"id":"a/Coder-GGUF","downloads":70,"gated":"auto","tags":["gguf","license:apache-2.0"],"siblings":[{"rfilename":"coder-q8_0.gguf"},{"rfilename":"README.md"}]}]"""));
        await using var desk = Desk(hub, "small coder");

        var found = Assert.Single((await desk.SearchAsync(new ModelSearchParams("s"), Token)).Found!);

        Assert.Equal(("a/Coder-GGUF", "apache-2.0", 70L, true), (found.Repository, found.Licence, found.Downloads, found.NeedsAccount));
        Assert.Equal([$"http://{hub.Address}/a/Coder-GGUF/resolve/main/coder-q8_0.gguf"], found.Files, StringComparer.Ordinal);
        Assert.All(found.Files, file => Assert.True(ModelAddress.TryParse(file, out _)));
        Assert.Equal("GET /api?search=small%20coder HTTP/1.1", Assert.Single(hub.Requests).Line);
        Assert.Equal(("hub", 11L), (Assert.Single(_attempts).Provider, _attempts[0].Bytes));
        Assert.Null(Assert.Single(_ends).Failure);
    }

    [Theory]
    [InlineData("""[{"id":"../x","siblings":[{"rfilename":"a.gguf"}]}]""")]
    [InlineData("""[{"id":"a/b","siblings":[{"rfilename":"../a.gguf"},{"rfilename":"a\u001b[31m.gguf"},{"rfilename":"m-00002-of-00002.gguf"},{"rfilename":"mmproj-m.gguf"}]}]""")]
    [InlineData("""[{"id":"a/b"}, {"id":7}, 7]""")]
    public async Task What_is_no_plain_name_of_a_whole_model_is_left_out(string answer)
    {
        await using var hub = ScriptedProvider.Saying(Answers.Json(200, answer));
        await using var desk = Desk(hub, "coder");

        Assert.Empty((await desk.SearchAsync(new ModelSearchParams("s"), Token)).Found!);
    }

    [Theory]
    [InlineData(200, "{}", EgressFailureKind.AnswerUnreadable)]
    [InlineData(200, "<html>", EgressFailureKind.AnswerUnreadable)]
    [InlineData(302, "", EgressFailureKind.AnswerUnreadable)]
    [InlineData(429, "", EgressFailureKind.RateLimited)]
    public async Task An_answer_that_is_no_list_is_a_value(int status, string answer, EgressFailureKind kind)
    {
        await using var hub = ScriptedProvider.Saying(Answers.Json(status, answer));
        await using var desk = Desk(hub, "coder");

        Assert.Equal(kind, (await desk.SearchAsync(new ModelSearchParams("s"), Token)).Failure?.Kind);
        Assert.Equal(kind, Assert.Single(_ends).Failure?.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("coder?limit=1")]
    [InlineData("кодер")]
    [InlineData("---")]
    public async Task Words_that_could_be_more_than_words_are_not_sent(string words)
    {
        await using var hub = ScriptedProvider.Sink();
        await using var desk = Desk(hub, words);

        Assert.Equal(EgressFailureKind.InvalidRequest, (await desk.SearchAsync(new ModelSearchParams("s"), Token)).Failure?.Kind);
        Assert.Equal(0, hub.Connections);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_asked()
    {
        _refusal = new EgressFailure(EgressFailureKind.NotRecorded, "no", "no");
        await using var hub = ScriptedProvider.Sink();
        await using var desk = Desk(hub, "coder");

        Assert.Same(_refusal, (await desk.SearchAsync(new ModelSearchParams("s"), Token)).Failure);
        Assert.Equal(0, hub.Connections);
    }

    [Fact]
    public async Task Where_nothing_may_leave_nobody_is_asked()
    {
        await using var desk = new DownloadDesk(hubs: null, this, _ends.Add);

        Assert.Equal(EgressFailureKind.LocalOnly, (await desk.SearchAsync(new ModelSearchParams("s"), Token)).Failure?.Kind);
    }

    [Fact]
    public async Task A_mirror_is_asked_for_the_paths_of_the_hub_that_it_stands_for()
    {
        await using var mirror = ScriptedProvider.Saying("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nGGUF");
        Assert.True(EndpointText.TryParseMirror($"http://{mirror.Address}/hf", out var origin, out var basePath));
        await using var desk = Desk(List("https://hub.example").Behind(origin, basePath), "");

        Assert.NotNull((await desk.OpenAsync(new DownloadOpenParams("d", "m", 0, 0, Tag: null), Token)).Head);
        Assert.Equal("GET /hf/a/b/resolve/main/m.gguf HTTP/1.1", Assert.Single(mirror.Requests).Line);
    }

    [Fact]
    public async Task A_file_that_the_user_named_comes_from_there_and_from_nowhere_else()
    {
        var redirects = false;
        await using var place = ScriptedProvider.Start(exchange => exchange.SendAsync(redirects
            ? "HTTP/1.1 302 Found\r\nLocation: http://files.example/m.gguf\r\nContent-Length: 0\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nGGUF"));
        Assert.True(ModelAddress.TryParse($"http://{place.Address}/models/m.gguf", out var address));
        await using var desk = Desk(address.AddTo(List("https://hub.example")), "");

        Assert.NotNull((await desk.OpenAsync(new DownloadOpenParams("d", ModelAddress.Id, 0, 0, Tag: null), Token)).Head);
        redirects = true;
        Assert.Equal(EgressFailureKind.Redirected, (await desk.OpenAsync(new DownloadOpenParams("e", ModelAddress.Id, 0, 0, Tag: null), Token)).Failure?.Kind);
        Assert.Equal("GET /models/m.gguf HTTP/1.1", place.Requests[0].Line);
    }

    [Fact]
    public async Task More_parts_than_may_come_at_once_have_to_wait_and_are_told_so()
    {
        await using var hub = ScriptedProvider.Saying("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nGGUF");
        await using var desk = Desk(hub, "");
        for (var call = 0; call < 8; call++)
        {
            Assert.NotNull((await desk.OpenAsync(new DownloadOpenParams($"d{call}", "m", 0, 0, Tag: null), Token)).Head);
        }

        var failure = (await desk.OpenAsync(new DownloadOpenParams("more", "m", 0, 0, Tag: null), Token)).Failure!;

        Assert.Equal((EgressFailureKind.Overloaded, "As many parts of files as may come at once are coming already."), (failure.Kind, failure.Message));
        Assert.Equal(8, hub.Connections);
    }

    public Task<AttemptResult> BeginAsync(AttemptParams attempt, CancellationToken cancellationToken)
    {
        _attempts.Add(attempt);
        return Task.FromResult(new AttemptResult(_refusal));
    }

    void IAttemptClient.Refused(AttemptRefusedParams refusal) => throw new InvalidOperationException("Nothing is looked through that has no body.");

    private DownloadDesk Desk(ScriptedProvider hub, string words) => Desk(List($"http://{hub.Address}"), words);

    private DownloadDesk Desk(OpenModelList list, string words) =>
        new(new HubConnections(list, proxy: null, (_, _) => throw new InvalidOperationException("No name should be looked up."), TimeProvider.System) { Words = words }, this, _ends.Add);

    private static OpenModelList List(string hub)
    {
        Assert.True(Origin.TryParse(hub, out var origin));
        return new OpenModelList(
            [new ModelHub("hub", "Hub", origin, "/{repository}/resolve/{revision}/{path}", "/api?search={words}", new Fact<IReadOnlyList<string>>([origin.Host], "https://example.org", default))],
            [new OpenModel("m", "M", [ModelRole.Chat]) { Files = [new OpenModelFile("Q8_0", "hub", "a/b", "main", "m.gguf")] }]);
    }
}
