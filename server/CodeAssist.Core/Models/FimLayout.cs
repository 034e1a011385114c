namespace CodeAssist.Core.Models;

/// <summary>The orders in which models were trained to see prefix and suffix.</summary>
public enum FimLayout
{
    /// <summary>Prefix, suffix, middle marker: Qwen2.5-Coder, StarCoder, DeepSeek-Coder.</summary>
    PrefixSuffixMiddle,

    /// <summary>Suffix, prefix, middle marker: typing only appends, so the whole prompt stays cached. Mellum, Refact.</summary>
    SuffixPrefixMiddle,

    /// <summary>Suffix, prefix, and the answer at once, without a marker: Codestral.</summary>
    SuffixPrefix,

    /// <summary>Path, suffix, prefix, and the answer at once: the built-in model. Indentation in spaces, no space at the prompt's end.</summary>
    SuffixFirstUnmarked,
}
