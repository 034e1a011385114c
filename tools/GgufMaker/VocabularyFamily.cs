namespace CodeAssist.GgufMaker;

/// <summary>The special tokens of a family of models, by the texts that its tokenizer gives them.</summary>
/// <param name="EndOfText">Ends a text.</param>
/// <param name="BeginOfText">Begins every prompt, or null.</param>
/// <param name="Others">Tokens for filling in and for separating files, in the family's order.</param>
/// <param name="FirstId">Id of the first of them in the real vocabulary, where the vocabulary is large enough for it.</param>
public sealed record VocabularyFamily(string EndOfText, string? BeginOfText, IReadOnlyList<string> Others, int FirstId)
{
    /// <summary>The program by which others render a conversation, as the family's files carry it, or null.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>Whether the others are found in ordinary texts as well, as some files have it.</summary>
    public bool StandInTexts { get; init; }

    /// <summary>The known families by the name that the command line gives them.</summary>
    public static IReadOnlyDictionary<string, VocabularyFamily> Known { get; } = new Dictionary<string, VocabularyFamily>(StringComparer.Ordinal)
    {
        ["qwen2.5-coder"] = new(
            "<|endoftext|>",
            null,
            ["<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>", "<|fim_pad|>", "<|repo_name|>", "<|file_sep|>"],
            151_658),
        ["starcoder"] = new(
            "<|endoftext|>",
            null,
            ["<fim_prefix>", "<fim_middle>", "<fim_suffix>", "<fim_pad>", "<repo_name>", "<file_sep>"],
            151_658),
        ["deepseek-coder"] = new(
            "<｜end▁of▁sentence｜>",
            "<｜begin▁of▁sentence｜>",
            ["<｜fim▁hole｜>", "<｜fim▁begin｜>", "<｜fim▁end｜>"],
            151_658),
        ["chatml"] = new(
            "<|endoftext|>",
            null,
            ["<|im_start|>", "<|im_end|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>", "<|fim_pad|>", "<|repo_name|>", "<|file_sep|>"],
            151_643)
        {
            ChatTemplate = "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
                + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}",
        },
        ["none"] = new("<|endoftext|>", null, [], 151_658),
    };
}
