using CodeAssist.Core.Policy;
using CodeAssist.Egress.Startup;

namespace CodeAssist.Egress.Tests.Startup;

public sealed class EgressOptionsTests
{
    [Fact]
    public void In_local_only_neither_closed_apis_nor_other_machines_nor_a_proxy_exist()
    {
        Assert.True(EgressOptions.TryParse(
            ["--pipe", "p", "--reach", "loopbackOnly", "--private", "https://models.example/v1", "--loopback", "127.0.0.1:11434", "--proxy", "http://proxy.example:3128"],
            out var options,
            out _));

        Assert.Equal(EgressReach.LoopbackOnly, options.Reach);
        Assert.Equal("http://127.0.0.1:11434", Assert.Single(options.Providers).Origin.ToString());
        Assert.Null(options.Proxy);
    }

    [Theory]
    [InlineData("--pipe is missing", "--reach", "everywhere")]
    [InlineData("--reach is loopbackOnly or everywhere", "--pipe", "p", "--reach", "open")]
    [InlineData("--reach is loopbackOnly or everywhere", "--pipe", "p")]
    [InlineData("--loopback is not 127.0.0.1 or [::1] with a port", "--pipe", "p", "--reach", "everywhere", "--loopback", "localhost:11434")]
    [InlineData("--loopback is not 127.0.0.1 or [::1] with a port", "--pipe", "p", "--reach", "everywhere", "--loopback", "192.168.1.2:11434")]
    [InlineData("--private is not an origin with a path", "--pipe", "p", "--reach", "everywhere", "--private", "https://user@models.example")]
    [InlineData("--proxy is not an origin", "--pipe", "p", "--reach", "everywhere", "--proxy", "proxy.example:3128")]
    [InlineData("--providers is not an absolute path", "--pipe", "p", "--reach", "everywhere", "--providers", "providers.json")]
    [InlineData("an option is unknown, doubled or without a value", "--pipe", "p", "--reach", "everywhere", "--insecure", "yes")]
    [InlineData("an option is unknown, doubled or without a value", "--pipe", "p", "--reach", "loopbackOnly", "--reach", "everywhere")]
    [InlineData("an option is unknown, doubled or without a value", "--pipe")]
    public void What_is_not_certain_is_refused(string problem, params string[] arguments)
    {
        Assert.False(EgressOptions.TryParse(arguments, out _, out var said));

        Assert.Equal(problem, said);
    }
}
