using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>What the families call their special tokens.</summary>
internal static class SpecialTokenTexts
{
    /// <summary>Its family asks with two tokens only.</summary>
    public const string SuffixFirstPrefix = "[PREFIX]";

    // Qwen2.5-Coder, StarCoder 1 and 2, DeepSeek-Coder, CodeGemma, Granite, SantaCoder, CodeLlama, Seed-Coder, Mellum, Falcon,
    // Codestral. llama.cpp knows most, but separators of almost none.
    private static readonly Dictionary<SpecialToken, string[]> _known = new()
    {
        [SpecialToken.FimPrefix] =
        [
            "<|fim_prefix|>", "<fim_prefix>", "<fim-prefix>", "<｜fim▁begin｜>", "<PRE>", "▁<PRE>", "<|code_prefix|>", "<|prefix|>", "<[fim-prefix]>", SuffixFirstPrefix,
        ],
        [SpecialToken.FimSuffix] =
        [
            "<|fim_suffix|>", "<fim_suffix>", "<fim-suffix>", "<｜fim▁hole｜>", "<SUF>", "▁<SUF>", "<|code_suffix|>", "<|suffix|>", "<[fim-suffix]>", "[SUFFIX]",
        ],
        [SpecialToken.FimMiddle] =
        [
            "<|fim_middle|>", "<fim_middle>", "<fim-middle>", "<｜fim▁end｜>", "<MID>", "▁<MID>", "<|code_middle|>", "<|middle|>", "<[fim-middle]>",
        ],
        [SpecialToken.FimPad] = ["<|fim_pad|>", "<fim_pad>", "<fim-pad>", "<PAD>"],
        [SpecialToken.RepositoryName] = ["<|repo_name|>", "<repo_name>", "<reponame>", "<|fim_repo|>", "<fim-repo>", "<REPO>"],
        [SpecialToken.FileSeparator] = ["<|file_sep|>", "<file_sep>", "<filename>", "<|file_separator|>"],
    };

    /// <summary>All texts by which a token of this role is known, the first found counts.</summary>
    public static IReadOnlyList<string> Of(SpecialToken role) => _known[role];

    /// <summary>Which roles a vocabulary has tokens for.</summary>
    /// <param name="tokens">The texts of tokens that look like special ones.</param>
    public static IReadOnlyDictionary<SpecialToken, string> Among(IReadOnlySet<string> tokens) =>
        _known.Select(role => (Role: role.Key, Text: role.Value.FirstOrDefault(tokens.Contains)))
            .Where(role => role.Text is not null)
            .ToDictionary(role => role.Role, role => role.Text!);
}
