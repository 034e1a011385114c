using System.Text;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Chat;

/// <summary>The last look: at the bytes that an SDK has written, before they are recorded and sent.</summary>
public sealed class GateTests
{
    // Not one of anybody's, and put together here so that no scanner takes this file for one that holds a token.
    private static readonly string _secret = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    [Fact]
    public async Task A_secret_is_replaced_and_what_is_recorded_is_what_is_sent()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("x"));
        using var asking = new Asking(Asking.Loopback(server));

        Assert.Null((await asking.RunAsync(Asking.Question($"var token = \"{_secret}\";"))).Failure);

        var sent = Assert.Single(server.Requests).Body;
        var attempt = Assert.Single(asking.Attempts);
        Assert.DoesNotContain(_secret, sent, StringComparison.Ordinal);
        Assert.Contains("SECRET:", sent, StringComparison.Ordinal);
        Assert.Equal(1, attempt.Rules["github-pat"]);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(sent))), attempt.Sha256);
    }

    [Fact]
    public async Task A_private_key_refuses_the_request()
    {
        await using var server = ScriptedProvider.Sink();
        using var asking = new Asking(Asking.Loopback(server));
        var lines = string.Concat(Enumerable.Repeat("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n", 4));

        var result = await asking.RunAsync(Asking.Question($"-----BEGIN {"PRIVATE"} KEY-----\n{lines}-----END {"PRIVATE"} KEY-----"));

        Assert.Equal(EgressFailureKind.ContentRefused, result.Failure?.Kind);
        Assert.Equal("This request contains a private key.", result.Failure?.Message);
        Assert.Equal("PrivateKey", Assert.Single(asking.Refusals).Code);
        Assert.Empty(asking.Attempts);
        Assert.Equal(0, server.Connections);
    }
}
