using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.Egress.Transport;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Transport;

/// <summary>What a refusal means, and how long it holds (cases 45, 46, 50).</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("Retry-After: 7\r\n", 7)]
    [InlineData("Retry-After: 86400\r\n", 86_400)]
    [InlineData("Retry-After: 99999999\r\n", 86_400)]
    [InlineData("Retry-After: Fri, 20 Nov 2026 12:00:30 GMT\r\n", 30)]
    [InlineData("Retry-After: Fri, 20 Nov 2026 11:00:00 GMT\r\n", 0)]
    [InlineData("Retry-After: soon\r\n", null)]
    [InlineData("", null)]
    public async Task How_long_to_stay_away_is_read_as_seconds_and_as_a_date(string header, int? seconds)
    {
        foreach (var status in (int[])[429, 503, 529])
        {
            await using var server = ScriptedProvider.Saying(Answers.Whole(status, "application/json", "{}", header));
            using var asking = new Asking(Asking.Loopback(server)) { Time = new ManualTime() };

            Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, (await asking.RunAsync()).Failure?.RetryAfter);
            Assert.Single(server.Requests);
        }
    }

    [Theory]
    [InlineData(429, "insufficient_quota", "You exceeded your current quota, please check your plan and billing details.", EgressFailureKind.SpendLimit)]
    [InlineData(429, "", "You exceeded your current quota, please check your plan and billing details.", EgressFailureKind.RateLimited)]
    [InlineData(429, "rate_limit_exceeded", "Rate limit reached", EgressFailureKind.RateLimited)]
    [InlineData(400, "", "Your credit balance is too low to access the API.", EgressFailureKind.SpendLimit)]
    [InlineData(403, "", "The spending limit of this key is reached.", EgressFailureKind.SpendLimit)]
    [InlineData(403, "", "No access.", EgressFailureKind.KeyRefused)]
    [InlineData(402, "", "Insufficient Balance", EgressFailureKind.SpendLimit)]
    [InlineData(404, "model_not_found", "The model does not exist", EgressFailureKind.ModelUnknown)]
    [InlineData(400, "model_not_found", "The model does not exist", EgressFailureKind.ModelUnknown)]
    [InlineData(400, "context_length_exceeded", "Too long", EgressFailureKind.ContextTooLong)]
    [InlineData(400, "", "prompt is too long: 210000 tokens > 200000 maximum", EgressFailureKind.ContextTooLong)]
    [InlineData(400, "", "Something else", EgressFailureKind.ProviderRefused)]
    [InlineData(408, "", "", EgressFailureKind.ProviderFailed)]
    public void A_status_means_what_its_text_says(int status, string code, string message, EgressFailureKind expected) =>
        Assert.Equal(expected, ErrorKinds.Of(status, new ProviderError(message, code)));

    [Fact]
    public async Task An_error_without_words_or_in_words_of_its_own_is_told_all_the_same()
    {
        foreach (var body in (string[])["", "[]", "<html>", """{"error": 7}""", """[{"error": {"code": 429}}]""", """{"error": {"type": "sk-canary-0123456789 "}}"""])
        {
            await using var server = ScriptedProvider.Saying(Answers.Json(400, body));
            using var asking = new Asking(Asking.Loopback(server));

            Assert.EndsWith("refused the request (400).", (await asking.RunAsync()).Failure?.Message, StringComparison.Ordinal);
        }
    }
}
