using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Models;

/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="ReusedTokens">How many of them were in the cache already.</param>
/// <param name="GeneratedTokens">Tokens generated.</param>
/// <param name="FirstToken">From the request to the first token.</param>
/// <param name="Total">From the request to the end.</param>
public sealed record ModelUsage(int PromptTokens, int ReusedTokens, int GeneratedTokens, TimeSpan FirstToken, TimeSpan Total)
{
    /// <summary>What the caller waited, the way there and back included; <see cref="Total"/> where nobody took the time.</summary>
    public TimeSpan Waited { get; init; } = Total;

    /// <summary>Tokens that were guessed before the model was asked, and verified several at a time.</summary>
    public int DraftedTokens { get; init; }

    /// <summary>How many of them the model chose as well.</summary>
    public int AcceptedTokens { get; init; }

    /// <summary>As tokens are counted wherever they are paid for.</summary>
    public TokenCounts Tokens => new(PromptTokens, ReusedTokens, GeneratedTokens);

    /// <summary>Tokens per second once the first was there; zero when there was no second.</summary>
    public double TokensPerSecond
    {
        get
        {
            var seconds = (Total - FirstToken).TotalSeconds;
            return GeneratedTokens > 1 && seconds > 0 ? (GeneratedTokens - 1) / seconds : 0;
        }
    }
}
