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

    [Fact]
    public void Who_fetches_models_can_ask_no_provider_and_knows_the_users_own_list_behind_the_mirror()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{"version":1,"models":[{"id":"house","roles":["chat"],"files":[{"quantisation":"Q8_0","repository":"a/b","path":"m.gguf"}]}]}""");

        Assert.True(EgressOptions.TryParse(
            ["--pipe", "p", "--reach", "modelsOnly", "--loopback", "127.0.0.1:11434", "--models", file, "--model-mirror", "https://mirror.example/hub", "--model-address", "https://files.example/x.gguf"],
            out var options,
            out _));
        File.Delete(file);

        Assert.Empty(options.Providers);
        Assert.NotNull(options.Models.List.Find("house"));
        Assert.Equal(["https://mirror.example", "https://files.example"], options.Models.List.Hubs.Select(hub => hub.Origin.ToString()), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("--pipe is missing", "--reach", "everywhere")]
    [InlineData("--reach is loopbackOnly, everywhere or modelsOnly", "--pipe", "p", "--reach", "open")]
    [InlineData("--reach is loopbackOnly, everywhere or modelsOnly", "--pipe", "p")]
    [InlineData("--loopback is not 127.0.0.1 or [::1] with a port", "--pipe", "p", "--reach", "everywhere", "--loopback", "localhost:11434")]
    [InlineData("--loopback is not 127.0.0.1 or [::1] with a port", "--pipe", "p", "--reach", "everywhere", "--loopback", "192.168.1.2:11434")]
    [InlineData("--private is not an origin with a path", "--pipe", "p", "--reach", "everywhere", "--private", "https://user@models.example")]
    [InlineData("--proxy is not an origin", "--pipe", "p", "--reach", "everywhere", "--proxy", "proxy.example:3128")]
    [InlineData("--models is not an absolute path", "--pipe", "p", "--reach", "everywhere", "--models", "models.json")]
    [InlineData("--model-mirror is not an origin with a path", "--pipe", "p", "--reach", "everywhere", "--model-mirror", "http://localhost:9")]
    [InlineData("--model-address is not the address of a .gguf file", "--pipe", "p", "--reach", "everywhere", "--model-address", "https://files.example/m.zip")]
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
