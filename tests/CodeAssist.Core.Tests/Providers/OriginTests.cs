using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;

namespace CodeAssist.Core.Tests.Providers;

/// <summary>An address means exactly what people read, or it is refused.</summary>
public sealed class OriginTests
{
    private static readonly ModelCatalogue _catalogue = new(
        [
            new Provider(
                "closed", "Closed", ProviderDialect.OpenAi, ProviderPlace.Internet, new Origin("https", "api.example", 443), "/v1", KeyHeader.Bearer, "CLOSED_API_KEY",
                KeyNeed.Required),
        ],
        [],
        []);

    [Theory]
    [InlineData("https://api.openai.com", "https", "api.openai.com", 443)]
    [InlineData("https://api.openai.com:443", "https", "api.openai.com", 443)]
    [InlineData("http://models.example:8080", "http", "models.example", 8080)]
    [InlineData("http://[::1]:8080", "http", "[::1]", 8080)]
    [InlineData("https://xn--mller-kva.example", "https", "xn--mller-kva.example", 443)]
    public void What_is_written_exactly_is_read(string text, string scheme, string host, int port)
    {
        Assert.True(Origin.TryParse(text, out var origin));

        Assert.Equal(new Origin(scheme, host, port), origin);
    }

    [Theory]
    [InlineData("http://127.0.0.1@evil.example")]
    [InlineData("https://api.openai.com@evil.example")]
    [InlineData("https://user:secret@api.openai.com")]
    [InlineData("http://2130706433")]
    [InlineData("http://0177.0.0.1")]
    [InlineData("http://0x7f.0.0.1")]
    [InlineData("http://127.1")]
    [InlineData("https://api.openai.com.")]
    [InlineData("https://API.openai.com")]
    [InlineData("https://api.оpenai.com")]
    [InlineData("https://ａpi.openai.com")]
    [InlineData("https://api%2eopenai.com")]
    [InlineData("https:\\\\api.openai.com")]
    [InlineData("https:/api.openai.com")]
    [InlineData("HTTPS://api.openai.com")]
    [InlineData("https://api.openai.com/")]
    [InlineData("https://api.openai.com?x")]
    [InlineData("https://api.openai.com#x")]
    [InlineData(" https://api.openai.com")]
    [InlineData("https://api.openai.com\n")]
    [InlineData("https://api.openai.com:0")]
    [InlineData("https://api.openai.com:0443")]
    [InlineData("https://api.openai.com:65536")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:8080")]
    [InlineData("ws://api.openai.com")]
    [InlineData("ftp://api.openai.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("api.openai.com")]
    [InlineData("")]
    public void What_would_have_to_be_rewritten_is_refused(string text) => Assert.False(Origin.TryParse(text, out _));

    [Theory]
    [InlineData("https://api.openai.com/v1/x", true)]
    [InlineData("https://api.openai.com:443/", true)]
    [InlineData("http://api.openai.com/", false)]
    [InlineData("https://api.openai.com:8443/", false)]
    [InlineData("https://api.openai.com.evil.example/", false)]
    [InlineData("https://api.openai.com@evil.example/", false)]
    [InlineData("https://key@api.openai.com/", false)]
    [InlineData("https://api.openai.com./", false)]
    [InlineData("https://api.оpenai.com/", false)]
    public void An_address_is_of_an_origin_only_exactly(string address, bool expected) =>
        Assert.Equal(expected, new Origin("https", "api.openai.com", 443).IsOf(new Uri(address)));

    [Theory]
    [InlineData("127.0.0.1:11434", true)]
    [InlineData("[::1]:11434", true)]
    [InlineData("localhost:11434", false)]
    [InlineData("127.0.0.2:11434", false)]
    [InlineData("0.0.0.0:11434", false)]
    [InlineData("[::ffff:127.0.0.1]:11434", false)]
    [InlineData("[::]:11434", false)]
    [InlineData("192.168.1.2:11434", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.1:0", false)]
    [InlineData("127.0.0.1:80@evil.example", false)]
    [InlineData("127.0.0.1:11434/v1", false)]
    [InlineData("http://127.0.0.1:11434", false)]
    [InlineData("", false)]
    public void This_machine_is_named_by_one_of_two_literals_and_a_port(string text, bool expected) =>
        Assert.Equal(expected, EndpointText.TryParseLoopback(text, out _));

    [Theory]
    [InlineData("https://models.example/v1", true)]
    [InlineData("https://models.example", true)]
    [InlineData("http://10.0.0.5:8000/v1", true)]
    [InlineData("https://models.example/v1/", false)]
    [InlineData("https://models.example/../v1", false)]
    [InlineData("https://models.example//v1", false)]
    [InlineData("https://models.example/v1?key=x", false)]
    [InlineData("https://models.example/%2e%2e", false)]
    [InlineData("https://user@models.example/v1", false)]
    [InlineData("http://127.0.0.1:8000/v1", false)]
    [InlineData("http://[::1]:8000/v1", false)]
    [InlineData("http://localhost:8000/v1", false)]
    [InlineData("models.example/v1", false)]
    [InlineData("", false)]
    public void A_private_endpoint_is_another_machine_and_a_plain_path(string text, bool expected) =>
        Assert.Equal(expected, EndpointText.TryParsePrivate(text, out _, out _));

    [Fact]
    public void In_local_only_only_the_model_server_on_this_machine_is_left()
    {
        var endpoints = new NamedEndpoints("https://models.example/v1", "127.0.0.1:11434", "");

        Assert.Equal(["closed", "private", "loopback"], ProviderTable.For(_catalogue, endpoints, EgressReach.Everywhere).Select(provider => provider.Id), StringComparer.Ordinal);
        Assert.Equal(["loopback"], ProviderTable.For(_catalogue, endpoints, EgressReach.LoopbackOnly).Select(provider => provider.Id), StringComparer.Ordinal);
        Assert.Empty(ProviderTable.For(_catalogue, NamedEndpoints.None, EgressReach.LoopbackOnly));
    }
}
