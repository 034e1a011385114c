using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Transport;

/// <summary>Case 30: an allowed host that sends us elsewhere: code and key went to it once, and go nowhere else.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = ScriptedProvider.Sink();
        await using var server = ScriptedProvider.Saying($"HTTP/1.1 {status} Moved\r\nLocation: http://{elsewhere.Address}/v1/chat/completions\r\nContent-Length: 0\r\n\r\n");
        using var asking = new Asking(Asking.Loopback(server));

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.Redirected, result.Failure?.Kind);
        Assert.Equal($"The provider redirected: http://{server.Address} sent the request elsewhere, and it was not followed.", result.Failure?.Message);
        Assert.Single(server.Requests);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Theory]
    [InlineData("Refresh: 0; url=http://{0}/\r\n")]
    [InlineData("Alt-Svc: h3=\"{0}\"; ma=86400, h2=\"{0}\"\r\n")]
    [InlineData("Location: http://{0}/\r\n")]
    [InlineData("Content-Location: http://{0}/\r\nLink: <http://{0}/x>; rel=preload\r\n")]
    public async Task A_header_that_names_another_place_is_not_heeded(string headers)
    {
        await using var elsewhere = ScriptedProvider.Sink();
        var body = Answers.OpenAiPiece("here") + Answers.OpenAiFinish("stop") + Answers.OpenAiEnd;
        await using var server = ScriptedProvider.Saying(Answers.Whole(200, "text/event-stream", body, headers.Replace("{0}", elsewhere.Address, StringComparison.Ordinal)));
        using var asking = new Asking(Asking.Loopback(server));

        Assert.Null((await asking.RunAsync()).Failure);
        Assert.Null((await asking.RunAsync()).Failure);

        Assert.Equal("herehere", asking.Text);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task A_cookie_is_not_given_back()
    {
        var body = Answers.OpenAiFinish("stop") + Answers.OpenAiEnd;
        await using var server = ScriptedProvider.Saying(Answers.Whole(200, "text/event-stream", body, "Set-Cookie: id=42; Path=/\r\n"));
        using var asking = new Asking(Asking.Loopback(server));

        await asking.RunAsync();
        await asking.RunAsync();

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.DoesNotContain("cookie", request.Headers.Keys, StringComparer.Ordinal));
    }
}
