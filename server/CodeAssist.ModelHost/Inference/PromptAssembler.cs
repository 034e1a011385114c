using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Inference.Healing;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Makes token ids of a prompt's parts and trims them, lowest priority first, to a number of tokens.</summary>
internal sealed class PromptAssembler(Vocabulary vocabulary, SpecialTokenTable specialTokens, TokenHealer healer)
{
    /// <param name="parts">The prompt, in order.</param>
    /// <param name="tokenBudget">Most tokens of the result.</param>
    /// <param name="prompt">Never empty.</param>
    /// <param name="failure">A part that makes no sense, or what may not be trimmed is too long.</param>
    public bool TryAssemble(
        IReadOnlyList<PromptPart> parts,
        int tokenBudget,
        [NotNullWhen(true)] out AssembledPrompt? prompt,
        [NotNullWhen(false)] out HostFailure? failure)
    {
        prompt = null;
        var pieces = new int[parts.Count][];
        for (var i = 0; i < parts.Count; i++)
        {
            if (Tokens(parts[i], out failure) is not { } tokens)
            {
                failure ??= Invalid("A prompt part has neither a special token nor a text, or has both.");
                return false;
            }

            pieces[i] = tokens;
        }

        var before = pieces.Sum(piece => piece.Length);
        Trim(parts, pieces, tokenBudget);
        var total = pieces.Sum(piece => piece.Length);
        failure = total switch
        {
            0 => Invalid("The prompt is empty."),
            _ when total > tokenBudget => new HostFailure(
                HostFailureKind.PromptTooLong,
                $"The prompt needs {total} tokens and may have {tokenBudget}.",
                "Send less text, ask for fewer tokens, or load the model with a larger context."),
            _ => null,
        };
        prompt = failure is null ? AtCaret(parts, pieces, before - total) : null;
        return failure is null;
    }

    private AssembledPrompt AtCaret(IReadOnlyList<PromptPart> parts, int[][] pieces, int trimmed)
    {
        var caret = parts.Count - 1;
        while (caret >= 0 && !parts[caret].EndsAtCaret)
        {
            caret--;
        }

        if (caret < 0)
        {
            return new AssembledPrompt([.. pieces.SelectMany(piece => piece)], trimmed);
        }

        var (kept, cut) = healer.Heal(pieces[caret]);
        var others = pieces.Sum(piece => piece.Length) - pieces[caret].Length;
        if (others + kept.Length > 0)
        {
            pieces[caret] = kept;
        }

        return new AssembledPrompt([.. pieces.SelectMany(piece => piece)], trimmed)
        {
            CaretPosition = pieces.Take(caret + 1).Sum(piece => piece.Length),
            Cut = others + kept.Length > 0 ? cut : null,
        };
    }

    private void Trim(IReadOnlyList<PromptPart> parts, int[][] pieces, int tokenBudget)
    {
        var order = Enumerable.Range(0, parts.Count)
            .Where(i => parts[i] is { Special: null, Trim: not TrimRule.Never })
            .OrderBy(i => parts[i].Priority);
        foreach (var i in order)
        {
            var excess = pieces.Sum(piece => piece.Length) - tokenBudget;
            if (excess <= 0)
            {
                return;
            }

            pieces[i] = parts[i].Trim == TrimRule.DropWhole ? [] : new LineTrimmer(vocabulary, parts[i]).Trim(pieces[i], excess, tokenBudget);
        }
    }

    private int[]? Tokens(PromptPart part, out HostFailure? failure)
    {
        failure = null;
        switch (part)
        {
            case { Special: { } role, Text: null }:
                if (specialTokens.TryGet(role, out var id))
                {
                    return [id];
                }

                failure = Invalid($"The vocabulary of this model has no {role} token.");
                return null;
            case { Special: null, Text: { } text }:
                return vocabulary.Tokenize(text);
            default:
                return null;
        }
    }

    private static HostFailure Invalid(string message) =>
        new(HostFailureKind.InvalidRequest, message, "This is a fault of the client: please report it.");
}
