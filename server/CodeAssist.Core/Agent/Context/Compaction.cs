using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Context;

/// <summary>Makes room in a conversation: sums up older steps, and cuts what is left where that is not enough.</summary>
/// <remarks>
/// What the conversation opens with (rules, goal) stays word for word, and so does the last step; a call is never parted from its result. Where nobody can sum up, the
/// older steps are named instead.
/// </remarks>
/// <param name="model">The model that is asked next.</param>
/// <param name="chooseSummer">Who sums up; null for nobody.</param>
internal sealed class Compaction(IAgentModel model, Func<CancellationToken, Task<IAgentModel?>> chooseSummer)
{
    private const double TriggerShare = 0.8;
    private const double TargetShare = 0.5;

    /// <summary>Most characters of an answer that has to be cut so that the rest fits.</summary>
    private const int ShortAnswer = 600;

    private static readonly PartOrigin[] _own = [new PartOrigin.Product()];

    private readonly TokenLedger _tokens = new(model);

    /// <param name="opening">What stays word for word.</param>
    /// <param name="rest">The steps so far, which begin with what the model said.</param>
    /// <param name="findings">What is known to be wrong still; stays word for word, too.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The rest as it fits, and what was said in the place of older steps; null where all of it fits as it is.</returns>
    public async Task<MadeRoom?> MakeRoomAsync(
        IReadOnlyList<AgentMessage> opening, IReadOnlyList<AgentMessage> rest, IReadOnlyList<PayloadPart> findings, CancellationToken cancellationToken)
    {
        var fixedTokens = (await _tokens.CountAsync(opening, cancellationToken)).Sum();
        var counts = await _tokens.CountAsync(rest, cancellationToken);
        if (fixedTokens + counts.Sum() <= model.ContextTokens * TriggerShare)
        {
            return null;
        }

        var cut = Cut(rest, counts, (int)(model.ContextTokens * TargetShare) - fixedTokens);
        var old = rest.Take(cut).ToList();
        var kept = rest.Skip(cut).ToList();
        var (summary, summer, spent) = old.Count == 0 ? ("", null, ModelSpending.None) : await SumUpAsync(old, cancellationToken);
        var summaryParts = new List<PayloadPart>();
        if (summary.Length > 0)
        {
            PartOrigin[] origins = [.. old.SelectMany(message => message.AllParts).SelectMany(part => part.Origins).Distinct()];
            summaryParts.Add(new PayloadPart($"What was done until now, in short:\n{summary}\n", origins));
            summaryParts.AddRange(findings);
        }

        var made = summaryParts.Count == 0 ? kept : [new AgentMessage.Told(summaryParts), .. kept];
        return new MadeRoom(await FitAsync(fixedTokens, made, cancellationToken), old.Count, summary) { Model = summer, Spent = spent };
    }

    /// <summary>The first message that stays: as many whole steps as there is room for, at least the last.</summary>
    private static int Cut(IReadOnlyList<AgentMessage> rest, int[] counts, int room)
    {
        var starts = Enumerable.Range(0, rest.Count).Where(index => rest[index] is AgentMessage.Said).ToList();
        if (starts.Count == 0)
        {
            return 0;
        }

        var cut = starts[^1];
        var used = counts[cut..].Sum();
        foreach (var start in starts.AsEnumerable().Reverse().Skip(1))
        {
            used += counts[start..cut].Sum();
            if (used > room)
            {
                break;
            }

            cut = start;
        }

        return cut;
    }

    private async Task<(string Text, string? Model, ModelSpending Spent)> SumUpAsync(IReadOnlyList<AgentMessage> old, CancellationToken cancellationToken)
    {
        var spent = ModelSpending.None;
        if (await chooseSummer(cancellationToken) is { } summer)
        {
            // In pieces that it can read; what it cannot is named.
            var counts = await new TokenLedger(summer).CountAsync(old, cancellationToken);
            if (counts.Sum() <= summer.ContextTokens * TriggerShare)
            {
                var summary = await summer.SumUpAsync(old, cancellationToken);
                spent = summary.Spent;
                if (summary.Text is { Length: > 0 } text)
                {
                    return (text, summer.Id, spent);
                }
            }
        }

        return (StepNames.Of(old), null, spent);
    }

    /// <summary>Shortens results, the longest first, until everything fits. What opens the conversation is never too long by itself: the opening sees to that.</summary>
    private async Task<IReadOnlyList<AgentMessage>> FitAsync(int fixedTokens, List<AgentMessage> messages, CancellationToken cancellationToken)
    {
        var room = (int)(model.ContextTokens * TriggerShare) - fixedTokens;
        for (var letters = ShortAnswer * 16; letters >= ShortAnswer / 4; letters /= 2)
        {
            if ((await _tokens.CountAsync(messages, cancellationToken)).Sum() <= room)
            {
                break;
            }

            messages = [.. messages.Select(message => Shorten(message, letters))];
        }

        return messages;
    }

    private static AgentMessage Shorten(AgentMessage message, int letters) => message switch
    {
        AgentMessage.Answered answered => new AgentMessage.Answered([.. answered.Answers.Select(answer => answer with { Parts = Shorten(answer.Parts, letters) })]),
        AgentMessage.Told told => new AgentMessage.Told(Shorten(told.Parts, letters)),
        _ => message,
    };

    /// <summary>Parts of at most so many characters together, the first ones first.</summary>
    public static IReadOnlyList<PayloadPart> Shorten(IReadOnlyList<PayloadPart> parts, int letters)
    {
        if (parts.Sum(part => part.Text.Length) <= letters)
        {
            return parts;
        }

        var left = letters;
        var kept = new List<PayloadPart>();
        foreach (var part in parts)
        {
            if (part.Text.Length <= left)
            {
                kept.Add(part);
                left -= part.Text.Length;
                continue;
            }

            if (left > 0)
            {
                kept.Add(part with { Text = part.Text[..SafeEnd(part.Text, left)] });
            }

            break;
        }

        kept.Add(new PayloadPart("\n… (the rest is left out: ask for less at a time)\n", _own));
        return kept;
    }

    // Not through the middle of a pair of surrogates.
    private static int SafeEnd(string text, int end) => char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
}
