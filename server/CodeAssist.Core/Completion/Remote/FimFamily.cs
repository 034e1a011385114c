using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion.Remote;

/// <summary>How a family of models writes fill-in-the-middle prompts as text, for servers that take a prompt as it is.</summary>
/// <remarks>Sources: the model cards of Qwen2.5-Coder, StarCoder2, DeepSeek-Coder, Code Llama, CodeGemma and Codestral; docs/prompts.md.</remarks>
/// <param name="Layout">In which order.</param>
/// <param name="Separators">Which names may come before the code.</param>
/// <param name="Markers">The text of each special token that the family has.</param>
public sealed record FimFamily(FimLayout Layout, PromptSeparators Separators, IReadOnlyDictionary<PromptToken, string> Markers)
{
    private static readonly FimFamily _qwen = new(FimLayout.PrefixSuffixMiddle, PromptSeparators.RepositoryAndFile, Texts("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|file_sep|>", "<|repo_name|>"));
    private static readonly FimFamily _starCoder = new(FimLayout.PrefixSuffixMiddle, PromptSeparators.RepositoryAndFile, Texts("<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<file_sep>", "<repo_name>"));
    private static readonly FimFamily _deepSeek = new(FimLayout.PrefixSuffixMiddle, PromptSeparators.None, Texts("<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"));
    private static readonly FimFamily _codeLlama = new(FimLayout.PrefixSuffixMiddle, PromptSeparators.None, Texts("<PRE> ", " <SUF>", " <MID>"));
    private static readonly FimFamily _codeGemma = new(FimLayout.PrefixSuffixMiddle, PromptSeparators.File, Texts("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|file_separator|>"));
    private static readonly FimFamily _codestral = new(FimLayout.SuffixPrefixMiddle, PromptSeparators.None, Texts("[PREFIX]", "[SUFFIX]", ""));

    private static readonly (string Name, FimFamily Family)[] _known =
    [
        ("starcoder", _starCoder), ("deepseek-coder", _deepSeek), ("codellama", _codeLlama), ("code-llama", _codeLlama), ("codegemma", _codeGemma), ("codestral", _codestral),
        ("qwen2.5-coder", _qwen), ("qwen3-coder", _qwen), ("codeqwen", _starCoder),
    ];

    /// <param name="model">A server's name of the model.</param>
    /// <returns>Null for a family that is not known.</returns>
    public static FimFamily? Of(string model) =>
        Array.Find(_known, known => model.Contains(known.Name, StringComparison.OrdinalIgnoreCase)).Family;

    private static Dictionary<PromptToken, string> Texts(string prefix, string suffix, string middle, string? file = null, string? repository = null)
    {
        var texts = new Dictionary<PromptToken, string> { [PromptToken.FimPrefix] = prefix, [PromptToken.FimSuffix] = suffix, [PromptToken.FimMiddle] = middle };
        if (file is not null)
        {
            texts[PromptToken.FileSeparator] = file;
        }

        if (repository is not null)
        {
            texts[PromptToken.RepositoryName] = repository;
        }

        return texts;
    }
}
