using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Transport;

/// <summary>Case 29: the proxy is the user's own and for closed APIs only. What the environment says of proxies: EgressProcessTests.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_closed_api_is_reached_through_the_users_proxy_which_looks_its_name_up()
    {
        await using var proxy = ScriptedProvider.Saying(Answers.OpenAi("via"));
        var provider = Asking.Loopback(proxy) with { Place = ProviderPlace.Internet, Origin = new Origin("http", "models.example", 80) };
        using var asking = new Asking(provider) { Proxy = new Origin("http", "127.0.0.1", proxy.Port) };

        var result = await asking.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal("POST http://models.example/v1/chat/completions HTTP/1.1", Assert.Single(proxy.Requests).Line);
    }

    [Fact]
    public async Task Requests_to_this_machine_never_reach_a_proxy()
    {
        await using var proxy = ScriptedProvider.Sink();
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("direct"));
        using var asking = new Asking(Asking.Loopback(server)) { Proxy = new Origin("http", "127.0.0.1", proxy.Port) };

        Assert.Null((await asking.RunAsync()).Failure);

        Assert.Equal("direct", asking.Text);
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task A_proxy_that_asks_for_a_password_gets_none()
    {
        await using var proxy = ScriptedProvider.Saying("HTTP/1.1 407 Password\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        var provider = Asking.Loopback(proxy) with { Place = ProviderPlace.Internet, Origin = new Origin("http", "models.example", 80) };
        using var asking = new Asking(provider) { Proxy = new Origin("http", "127.0.0.1", proxy.Port) };

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.ProviderRefused, result.Failure?.Kind);
        Assert.Single(proxy.Requests);
        Assert.DoesNotContain("proxy-authorization", proxy.Requests[0].Headers.Keys, StringComparer.Ordinal);
    }
}
