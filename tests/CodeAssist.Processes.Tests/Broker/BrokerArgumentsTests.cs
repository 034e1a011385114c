using CodeAssist.Core.Providers;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Policy;

namespace CodeAssist.Processes.Tests.Broker;

public sealed class BrokerArgumentsTests
{
    private static readonly ModelHostLaunch _host = new(
        HostPath: "/opt/code assist/codeassist-host",
        Libraries: "/opt/llama",
        RuntimeDirectory: "/run/user/1000/codeassist",
        CacheDirectory: "/c",
        LogFile: "/l/host.log",
        Build: "--help",
        IdleExit: TimeSpan.FromSeconds(60),
        SoftwareVulkan.Allowed);

    private static readonly BrokerArguments _example = new(4711, new PolicyFiles("/home/me/policy.json", "/home/me/private.json"), _host, new EgressLaunch(
        "/opt/code assist/codeassist-egress", new NamedEndpoints("https://models.example/v1", "127.0.0.1:11434", ""))
    {
        Added = new UserProviders("/home/me/providers.json", "AZURE_OPENAI_KEY"),
        Models = new ModelSources("/home/me/models.json", "https://mirror.example/hub") { Address = "https://files.example/m.gguf", Words = "small coder" },
    });

    [Fact]
    public void What_is_written_is_read()
    {
        Assert.True(BrokerArguments.TryParse(_example.ToArguments(), out var parsed, out _));

        Assert.Equal(_example, parsed);
    }

    [Theory]
    [InlineData("--build", "--build is missing")]
    [InlineData("--parent", "--parent is missing")]
    [InlineData("--user-policy", "--user-policy is missing")]
    [InlineData("--private-repositories", "--private-repositories is missing")]
    [InlineData("--egress", "--egress is missing")]
    [InlineData("--loopback-endpoint", "--loopback-endpoint is missing")]
    [InlineData("--user-providers", "--user-providers is missing")]
    [InlineData("--model-words", "--model-words is missing")]
    public void A_missing_argument_is_named(string name, string expected)
    {
        var arguments = _example.ToArguments().ToList();
        arguments.RemoveRange(arguments.IndexOf(name), 2);

        Assert.False(BrokerArguments.TryParse(arguments, out _, out var problem));

        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("--idle-exit-seconds", "-1")]
    [InlineData("--idle-exit-seconds", "soon")]
    [InlineData("--parent", "")]
    [InlineData("--software-vulkan", "perhaps")]
    public void A_value_that_cannot_be_is_refused(string name, string value)
    {
        var arguments = _example.ToArguments().ToList();
        arguments[arguments.IndexOf(name) + 1] = value;

        Assert.False(BrokerArguments.TryParse(arguments, out _, out _));
    }

    [Fact]
    public void An_unknown_argument_is_refused() =>
        Assert.False(BrokerArguments.TryParse([.. _example.ToArguments(), "--shell", "sh"], out _, out _));
}
