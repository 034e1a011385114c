namespace CodeAssist.ModelHost.Protocol;

/// <param name="Path">Absolute path of a GGUF file.</param>
/// <param name="Adapter">Absolute path of a LoRA adapter: one that does not fit the model is a failure. Null for none.</param>
public sealed record InspectModelParams(string Path, string? Adapter = null);

/// <summary>Exactly one of the two is set.</summary>
public sealed record InspectModelResult(ModelFileDescription? File, HostFailure? Failure);

/// <summary>What the header of a model file says, read without loading it.</summary>
/// <param name="Name"><c>general.name</c>, or the name of the file.</param>
/// <param name="Architecture"><c>general.architecture</c>.</param>
/// <param name="Quantisation">How most of its numbers are stored, by llama.cpp's name: <c>Q4_K_M</c>; null where the file does not say.</param>
/// <param name="Licence"><c>general.license</c>, or null.</param>
/// <param name="PromptLayout"><c>codeassist.prompt.layout</c>, or null.</param>
/// <param name="FimTexts">Its tokens for filling in and for naming files, by their texts.</param>
/// <param name="ChatTemplate">Which of the known chat templates it carries; null for none of them.</param>
/// <param name="HasChatTemplate">Whether it carries any.</param>
/// <param name="FileBytes">Size of the file in bytes.</param>
/// <param name="TensorBytes">Size of all weights in bytes.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="Layers">Blocks of the network.</param>
/// <param name="ContextTokens">Context it was trained for.</param>
/// <param name="EmbeddingLength">Width of the network.</param>
/// <param name="FeedForwardLength">Widest layer; 0 where the file does not say.</param>
/// <param name="KeyValueBytesPerToken">Memory of the cache for one token in bytes.</param>
/// <param name="VocabularySize">Tokens in the vocabulary.</param>
/// <param name="Weights">Where the weights lie.</param>
public sealed record ModelFileDescription(
    string Name,
    string Architecture,
    string? Quantisation,
    string? Licence,
    string? PromptLayout,
    IReadOnlyDictionary<SpecialToken, string> FimTexts,
    string? ChatTemplate,
    bool HasChatTemplate,
    long FileBytes,
    long TensorBytes,
    long Parameters,
    int Layers,
    int ContextTokens,
    int EmbeddingLength,
    int FeedForwardLength,
    long KeyValueBytesPerToken,
    int VocabularySize,
    TensorShares Weights);
