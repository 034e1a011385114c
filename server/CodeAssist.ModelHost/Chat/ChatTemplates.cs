using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Chat;

/// <summary>The templates that are known, each told by what only its Jinja text holds. The text is looked at and never run: a model file is no program of ours.</summary>
/// <remarks>
/// The words are those of the models' own files, as they render a conversation without tools. A text that differs from all of these is
/// unknown, however like one it looks: a model that is talked to in another's words answers worse, and nobody sees why.
/// </remarks>
internal static class ChatTemplates
{
    private static readonly (Func<string, bool> IsIt, ChatTemplate Template)[] _known =
    [
        (text => Has(text, "<|im_start|>", "<|im_sep|>"),
            ChatTemplate.Uniform("phi-4", ["<|im_start|>", "<|im_sep|>", "<|im_end|>"], "<|im_start|>{role}<|im_sep|>", "<|im_end|>")),
        (text => IsQwen3(text) && Has(text, ")|trim"), Qwen3("qwen3.5") with { Trims = [ChatRole.System, ChatRole.User, ChatRole.Assistant] }),
        (IsQwen3, Qwen3("qwen3")),
        (text => IsChatMl(text) && Has(text, "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."),
            ChatMl("qwen2.5") with { DefaultSystem = "You are Qwen, created by Alibaba Cloud. You are a helpful assistant." }),
        (IsChatMl, ChatMl("chatml")),
        (text => Has(text, "<|start_header_id|>", "<|eot_id|>", "Cutting Knowledge Date: December 2023", "\"26 Jul 2024\""), Llama31()),
        (text => Has(text, "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>") && !Has(text, "Knowledge Date") && !Has(text, "functions"), Llama3("llama-3")),
        (text => Has(text, "[SYSTEM_PROMPT]", "[INST]") && !Has(text, "[INST] ") && !Has(text, "[THINK]"), new(
            "mistral-v7-tekken", ["[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[INST]", "[/INST]", "</s>"], new("[INST]", "[/INST]"), new("", "</s>"), "")
        {
            System = new("[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]"),
        }),
        (text => Has(text, "[INST]", "[AVAILABLE_TOOLS]") && !Has(text, " [INST]") && !Has(text, "[INST] ") && !Has(text, "[SYSTEM_PROMPT]"), Mistral("mistral-v3-tekken", "")),
        (text => Has(text, "[INST] ", "[AVAILABLE_TOOLS]") && !Has(text, " [INST]") && !Has(text, "[SYSTEM_PROMPT]"),
            Mistral("mistral-v3", " ") with { Trims = [ChatRole.Assistant], HasTokenizersBlank = true }),
        (text => Has(text, "<start_of_turn>", "<end_of_turn>"), new(
            "gemma", ["<start_of_turn>", "<end_of_turn>"], new("<start_of_turn>user\n", "<end_of_turn>\n"), new("<start_of_turn>model\n", "<end_of_turn>\n"),
            "<start_of_turn>model\n")
        {
            SystemPlace = SystemPlace.FirstUserMessage,
            Trims = [ChatRole.User, ChatRole.Assistant],
        }),
        (text => Has(text, "'<|' + message['role'] + '|>' + message['content'] + '<|end|>'", "<|assistant|>"),
            ChatTemplate.Uniform("phi-4-mini", ["<|system|>", "<|user|>", "<|assistant|>", "<|end|>"], "<|{role}|>", "<|end|>")),
        (text => Has(text, "<|system|>", "<|user|>\n' + message['content'] + '<|end|>\n", "<|assistant|>\n"),
            ChatTemplate.Uniform("phi-3", ["<|system|>", "<|user|>", "<|assistant|>", "<|end|>"], "<|{role}|>\n", "<|end|>\n")),
        (text => Has(text, "### Instruction:", "### Response:", "<|EOT|>"), new(
            "deepseek-coder", ["<|EOT|>"], new("### Instruction:\n", "\n"), new("### Response:\n", "\n<|EOT|>\n"), "### Response:\n")
        {
            DefaultSystem = "You are an AI programming assistant, utilizing the Deepseek Coder model, developed by Deepseek Company, and you only answer questions "
                + "related to computer science. For politically sensitive questions, security and privacy issues, and other non-computer science questions, "
                + "you will refuse to answer\n",
        }),
        (text => Has(text, "'Assistant: ' + message['content'] + eos_token"), new(
            "deepseek-v2", ["<｜end▁of▁sentence｜>"], new("User: ", "\n\n"), new("Assistant: ", "<｜end▁of▁sentence｜>"), "Assistant:") { System = new("", "\n\n") }),
        (text => Has(text, "<｜User｜>", "<｜Assistant｜>") && !Has(text, "<think>"), new(
            "deepseek-v3", ["<｜User｜>", "<｜Assistant｜>", "<｜end▁of▁sentence｜>"], new("<｜User｜>", ""), new("<｜Assistant｜>", "<｜end▁of▁sentence｜>"), "<｜Assistant｜>")),
        (text => Has(text, "<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"),
            ChatTemplate.Uniform("granite", ["<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"], "<|start_of_role|>{role}<|end_of_role|>", "<|end_of_text|>\n")),
        (text => Has(text, "<|START_OF_TURN_TOKEN|>", "<|USER_TOKEN|>") && !Has(text, "<|START_RESPONSE|>") && !Has(text, "<|START_TEXT|>") && !Has(text, "Safety Preamble"), new(
            "command-r",
            ["<|START_OF_TURN_TOKEN|>", "<|SYSTEM_TOKEN|>", "<|USER_TOKEN|>", "<|CHATBOT_TOKEN|>", "<|END_OF_TURN_TOKEN|>"],
            new("<|START_OF_TURN_TOKEN|><|USER_TOKEN|>", "<|END_OF_TURN_TOKEN|>"),
            new("<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>", "<|END_OF_TURN_TOKEN|>"),
            "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>")
        {
            System = new("<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>", "<|END_OF_TURN_TOKEN|>"),
            Trims = [ChatRole.User, ChatRole.Assistant],
        }),
        (text => Has(text, "<|start|>", "<|message|>", "<|return|>", "# Valid channels: analysis, commentary, final. Channel must be included for every message."), Harmony()),
        (text => Has(text, "<|user|>", "<|assistant|>", "<|endoftext|>"),
            ChatTemplate.Uniform("zephyr", ["<|system|>", "<|user|>", "<|assistant|>", "<|endoftext|>"], "<|{role}|>\n", "<|endoftext|>\n")),
    ];

    /// <summary>All of them, in the order in which they are looked for.</summary>
    public static IReadOnlyList<ChatTemplate> All { get; } = [.. _known.Select(known => known.Template)];

    /// <param name="jinja"><c>tokenizer.chat_template</c> of a model file.</param>
    /// <returns>The template, or null where it is none of these.</returns>
    public static ChatTemplate? Find(string jinja) => Array.Find(_known, known => known.IsIt(jinja)).Template;

    private static bool IsChatMl(string text) =>
        Has(text, "<|im_start|>assistant", "<|im_end|>") && !Has(text, "<think>") && !Has(text, "<end_of_utterance>") && !Has(text, "You are a function calling AI model");

    // Asked not to think aloud: what the answer is for is in the question, and a schema has no place for thoughts.
    private static bool IsQwen3(string text) => Has(text, "<|im_start|>assistant", "<|im_end|>", "enable_thinking is false", "<think>\\n\\n</think>\\n\\n");

    private static bool Has(string text, params ReadOnlySpan<string> all)
    {
        foreach (var part in all)
        {
            if (!text.Contains(part, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static ChatTemplate ChatMl(string id, params IReadOnlyList<string> others) =>
        ChatTemplate.Uniform(id, ["<|im_start|>", "<|im_end|>", .. others], "<|im_start|>{role}\n", "<|im_end|>\n");

    private static ChatTemplate Qwen3(string id) =>
        ChatMl(id, "<think>", "</think>") with { Answer = "<|im_start|>assistant\n<think>\n\n</think>\n\n", Inner = ["<think>", "</think>"] };

    private static ChatTemplate Llama3(string id) =>
        ChatTemplate.Uniform(id, ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"], "<|start_header_id|>{role}<|end_header_id|>\n\n", "<|eot_id|>") with
        {
            Trims = [ChatRole.System, ChatRole.User, ChatRole.Assistant],
        };

    // The date is the one that the file itself falls back on: today's would make every day's answers others.
    private static ChatTemplate Llama31()
    {
        var plain = Llama3("llama-3.1");
        return plain with
        {
            System = plain.System with { Before = plain.System.Before + "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n" },
            DefaultSystem = "",
        };
    }

    // Asked for the final channel at once, as the others are asked not to think aloud. The date is that of the model: today's would make
    // every day's answers others.
    private static ChatTemplate Harmony() => new(
        "harmony",
        ["<|start|>", "<|message|>", "<|channel|>", "<|end|>"],
        new("<|start|>user<|message|>", "<|end|>"),
        new("<|start|>assistant<|channel|>final<|message|>", "<|end|>"),
        "<|start|>assistant<|channel|>final<|message|>")
    {
        Beginning = "<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\nKnowledge cutoff: 2024-06\nCurrent date: 2025-08-05\n\nReasoning: low\n\n"
            + "# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>",
        System = new("<|start|>developer<|message|># Instructions\n\n", "\n\n<|end|>"),
    };

    private static ChatTemplate Mistral(string id, string blank) =>
        new(id, ["[INST]", "[/INST]", "</s>"], new("[INST]" + blank, "[/INST]"), new(blank, "</s>"), "") { SystemPlace = SystemPlace.LastUserMessage };
}
