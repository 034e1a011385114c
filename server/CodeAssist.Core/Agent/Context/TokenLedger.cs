using System.Runtime.CompilerServices;
using CodeAssist.Core.Agent.Models;

namespace CodeAssist.Core.Agent.Context;

/// <summary>How many tokens messages have, each counted once for one model.</summary>
internal sealed class TokenLedger(IAgentModel model)
{
    // What a chat format adds to each message, and to each call and result.
    private const int MessageTokens = 8;
    private const int PartTokens = 6;

    private readonly ConditionalWeakTable<AgentMessage, StrongBox<int>> _counts = [];

    /// <returns>One number for each message.</returns>
    public async Task<int[]> CountAsync(IReadOnlyList<AgentMessage> messages, CancellationToken cancellationToken)
    {
        var unknown = messages.Where(message => !_counts.TryGetValue(message, out _)).ToList();
        if (unknown.Count > 0)
        {
            var counts = await model.CountTokensAsync([.. unknown.Select(message => string.Concat(message.AllParts.Select(part => part.Text)))], cancellationToken);
            foreach (var (message, count) in unknown.Zip(counts))
            {
                _counts.AddOrUpdate(message, new StrongBox<int>(count + MessageTokens + (PartTokens * message.AllParts.Count())));
            }
        }

        return [.. messages.Select(message => _counts.TryGetValue(message, out var count) ? count.Value : 0)];
    }
}
