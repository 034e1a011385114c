using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>What the header of a model file says about it, checked for plausibility.</summary>
/// <param name="Architecture"><c>general.architecture</c>.</param>
/// <param name="Name"><c>general.name</c>, or the name of the file.</param>
/// <param name="PromptLayout"><c>codeassist.prompt.layout</c>, or null.</param>
/// <param name="MinimumProbability"><c>codeassist.confidence.minimum</c>, 0 to 1, or null.</param>
/// <param name="ChatTemplate"><c>tokenizer.chat_template</c>: a program in Jinja, which is looked at and never run; or null.</param>
/// <param name="FileBytes">Size of the file in bytes.</param>
/// <param name="TensorBytes">Size of all weights in bytes.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="Layers">Blocks of the network.</param>
/// <param name="ContextTokens">Context it was trained for.</param>
/// <param name="EmbeddingLength">Width of the network.</param>
/// <param name="FeedForwardLength">Widest layer; 0 where the file does not say.</param>
/// <param name="KeyValueBytesPerToken">Memory of the cache for one token, keys and values in F16.</param>
/// <param name="VocabularySize">Tokens in the vocabulary.</param>
internal sealed record GgufHeader(
    string Architecture,
    string Name,
    string? PromptLayout,
    double? MinimumProbability,
    string? ChatTemplate,
    long FileBytes,
    long TensorBytes,
    long Parameters,
    int Layers,
    int ContextTokens,
    int EmbeddingLength,
    int FeedForwardLength,
    long KeyValueBytesPerToken,
    int VocabularySize)
{
    /// <summary>How most of its numbers are stored, by llama.cpp's name, or null.</summary>
    public string? Quantisation { get; init; }

    /// <summary><c>general.license</c>, or null.</summary>
    public string? Licence { get; init; }

    /// <summary>Where its weights lie.</summary>
    public TensorShares Weights { get; init; } = new(0, 0, []);

    /// <summary>Dimensions of its tensors, by their names.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Tensors { get; init; } = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);

    /// <summary>The tokens of its vocabulary that look like special ones.</summary>
    public IReadOnlySet<string> MarkedTokens { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
