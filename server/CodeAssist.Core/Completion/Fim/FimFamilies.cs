using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion.Fim;

/// <summary>The families that are known. Tokens decide, since a model cannot be asked with others; its name decides only between families that share them.</summary>
/// <remarks>U+FF5C and U+2581 stand in DeepSeek's tokens; in CodeLlama's a space belongs to the token, which llama.cpp writes as U+2581.</remarks>
public static class FimFamilies
{
    private const string Continue = "https://github.com/continuedev/continue/blob/main/core/autocomplete/templating/AutocompleteTemplate.ts";
    private const string Tabby = "https://github.com/TabbyML/registry-tabby/blob/01bdb3b91dca6b1a9c9d10898b68b38c48c0638a/models.json";
    private const string Vocabulary = "https://github.com/ggml-org/llama.cpp/blob/master/src/llama-vocab.cpp";

    private static readonly FimTokens _piped = new("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>");
    private static readonly FimTokens _plain = new("<fim_prefix>", "<fim_suffix>", "<fim_middle>");
    private static readonly FimTokens _code = new("<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>");

    /// <summary>Those with a name of their own stand before the one that has their tokens by default.</summary>
    public static IReadOnlyList<FimFamily> All { get; } =
    [
        Psm("codegemma", "CodeGemma", _piped with { File = "<|file_separator|>" }, Continue) with { NameParts = ["codegemma"] },
        Psm("granite", "Granite 3.3 and 4", _piped, Continue) with { NameParts = ["granite"] },
        Psm("qwen3-coder", "Qwen3-Coder", Qwen, "https://github.com/QwenLM/Qwen3-Coder") with { NameParts = ["qwen3"] },
        Psm("qwen2.5-coder", "Qwen2.5-Coder", Qwen, "https://github.com/QwenLM/Qwen3-Coder/tree/main/examples"),
        new("mellum", "Mellum", FimLayout.SuffixPrefixMiddle, _plain with { File = "<filename>" }, "https://arxiv.org/html/2510.05788v1") { NameParts = ["mellum"] },
        new("refact", "Refact", FimLayout.SuffixPrefixMiddle, _plain, "https://github.com/smallcloudai/refact/blob/main/refact-agent/engine/src/known_models.json") { NameParts = ["refact"], BeginsWithEnd = true },
        Psm("codeqwen1.5", "CodeQwen1.5", _plain, Tabby) with { NameParts = ["codeqwen"] },
        Psm("stablecode", "StableCode", _plain, Continue) with { NameParts = ["stablecode", "stable-code"] },
        Psm("granite-code", "Granite code", _plain with { Repository = "<reponame>", File = "<filename>" }, Continue) with { NameParts = ["granite"] },
        Psm("starcoder2", "StarCoder2", _plain with { Repository = "<repo_name>", File = "<file_sep>" }, Continue) with { NameParts = ["starcoder2"] },
        Psm("starcoder", "StarCoder", _plain with { Repository = "<reponame>", File = "<filename>" }, Tabby),
        Psm("santacoder", "SantaCoder", new("<fim-prefix>", "<fim-suffix>", "<fim-middle>"), "https://github.com/huggingface/llm-ls"),
        Psm("deepseek-coder", "DeepSeek-Coder", new("<\uff5cfim\u2581begin\uff5c>", "<\uff5cfim\u2581hole\uff5c>", "<\uff5cfim\u2581end\uff5c>"), Tabby),
        Psm("codellama", "CodeLlama", new("\u2581<PRE>", "\u2581<SUF>", "\u2581<MID>"), Tabby) with { AsText = new("<PRE> ", " <SUF>", " <MID>") },
        new("codestral", "Codestral", FimLayout.SuffixPrefix, new("[PREFIX]", "[SUFFIX]", Middle: null), Tabby) { NameParts = ["codestral"] },
        Psm("seed-coder", "Seed-Coder", new("<[fim-prefix]>", "<[fim-suffix]>", "<[fim-middle]>"), Continue),
        new("codegeex4", "CodeGeeX4", FimLayout.SuffixPrefixMiddle, _code, Continue)
        {
            NameParts = ["codegeex"], Refusal = "it fills in within a conversation, which is not written here",
        },
        Psm("glm-4.5", "GLM-4.5", _code, Vocabulary),
        Psm("falcon-h1-coder", "Falcon-H1 Coder", new("<|prefix|>", "<|suffix|>", "<|middle|>"), Vocabulary),
    ];

    private static FimTokens Qwen => _piped with { Repository = "<|repo_name|>", File = "<|file_sep|>" };

    /// <returns>Null when no family is called so.</returns>
    public static FimFamily? Find(string id) => All.FirstOrDefault(family => string.Equals(family.Id, id, StringComparison.Ordinal));

    /// <summary>The family of a model file.</summary>
    /// <param name="name">The model's name, as its file has it.</param>
    /// <param name="prefix">Text of its token before a prefix; null where its vocabulary has none.</param>
    /// <param name="suffix">Text of its token before a suffix, or null.</param>
    /// <param name="middle">Text of its token before the middle, or null.</param>
    /// <returns>Null where the tokens are no family's.</returns>
    public static FimFamily? Of(string name, string? prefix, string? suffix, string? middle)
    {
        var alike = All.Where(family => Same(family.Tokens.Prefix, prefix) && Same(family.Tokens.Suffix, suffix) && Same(family.Tokens.Middle, middle)).ToList();
        return alike.Find(family => family.NameParts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)))
            ?? alike.Find(family => family.NameParts.Count == 0);
    }

    // Some files write CodeLlama's tokens without the space that belongs to them.
    private static bool Same(string? known, string? found) => string.Equals(known?.TrimStart('\u2581'), found?.TrimStart('\u2581'), StringComparison.Ordinal);

    private static FimFamily Psm(string id, string name, FimTokens tokens, string source) => new(id, name, FimLayout.PrefixSuffixMiddle, tokens, source);
}
