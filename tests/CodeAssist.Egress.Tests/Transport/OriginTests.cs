using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Tests.Transport;

/// <summary>Case 32: whatever wants to send something elsewhere than to the one origin is stopped before a name is looked up or a socket opened.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("http://127.0.0.1@{0}/v1/chat/completions")]
    [InlineData("http://user:secret@{0}/v1/chat/completions")]
    [InlineData("https://{0}/v1/chat/completions")]
    [InlineData("http://localhost:{1}/v1/chat/completions")]
    [InlineData("http://127.0.0.1.:{1}/v1/chat/completions")]
    [InlineData("http://127.0.0.2:{1}/v1/chat/completions")]
    [InlineData("http://0.0.0.0:{1}/v1/chat/completions")]
    [InlineData("http://[::ffff:127.0.0.1]:{1}/v1/chat/completions")]
    [InlineData("http://[::1]:{1}/v1/chat/completions")]
    [InlineData("http://127.0.0.1:1/v1/chat/completions")]
    [InlineData("http://127.0.0.1/v1/chat/completions")]
    [InlineData("http://ⅼocalhost:{1}/")]
    public async Task A_request_to_another_origin_is_refused(string address)
    {
        await using var server = ScriptedProvider.Sink();
        using var asking = new Asking(Asking.Loopback(server));
        using var transport = asking.Transport(Asking.Question());
        var target = address.Replace("{0}", server.Address, StringComparison.Ordinal)
            .Replace("{1}", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        var refusal = await Assert.ThrowsAsync<EgressException>(() => transport.PostAsync(target, new StringContent("{}"), TestContext.Current.CancellationToken));

        Assert.Equal(EgressFailureKind.OriginRefused, refusal.Failure.Kind);
        Assert.Equal($"A request was about to go elsewhere than to http://{server.Address}; nothing was sent.", refusal.Failure.Message);
        Assert.Equal(0, server.Connections);
        Assert.Empty(asking.Attempts);
    }

    [Theory]
    [InlineData("ftp://{0}/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ws://{0}/x")]
    public async Task Another_scheme_is_refused(string address)
    {
        await using var server = ScriptedProvider.Sink();
        using var asking = new Asking(Asking.Loopback(server));
        using var transport = asking.Transport(Asking.Question());

        await Assert.ThrowsAnyAsync<Exception>(() =>
            transport.PostAsync(address.Replace("{0}", server.Address, StringComparison.Ordinal), new StringContent("{}"), TestContext.Current.CancellationToken));

        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Nothing_but_posting_is_sent_and_nothing_without_waiting()
    {
        await using var server = ScriptedProvider.Sink();
        using var asking = new Asking(Asking.Loopback(server));
        using var transport = asking.Transport(Asking.Question());
        var address = new Uri($"http://{server.Address}/v1/models");

        await Assert.ThrowsAsync<EgressException>(() => transport.GetAsync(address, TestContext.Current.CancellationToken));
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        Assert.Throws<NotSupportedException>(() => transport.Send(request, TestContext.Current.CancellationToken));

        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task One_call_is_sent_once()
    {
        await using var server = ScriptedProvider.Saying(Answers.Json(200, "{}"));
        using var asking = new Asking(Asking.Loopback(server));
        using var transport = asking.Transport(Asking.Question());
        var address = new Uri($"http://{server.Address}/v1/chat/completions");

        using var first = await transport.PostAsync(address, new StringContent("{}"), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<EgressException>(() => transport.PostAsync(address, new StringContent("{}"), TestContext.Current.CancellationToken));

        Assert.Single(server.Requests);
        Assert.Single(asking.Attempts);
    }
}
