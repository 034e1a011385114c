namespace CodeAssist.GgufMaker;

/// <summary>The sizes of a model; with these it costs what the real one costs, whatever its weights are.</summary>
/// <param name="Width">Embedding length.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="KeyValueHeads">Heads of keys and values.</param>
/// <param name="FeedForward">Width of the feed-forward layers.</param>
/// <param name="VocabularySize">Tokens, or 0 for what the vocabulary needs.</param>
public sealed record ModelShape(int Width, int Layers, int Heads, int KeyValueHeads, int FeedForward, int VocabularySize)
{
    private const int QwenVocabulary = 151_936;

    /// <summary>The known shapes by the name that the command line gives them.</summary>
    public static IReadOnlyDictionary<string, ModelShape> Known { get; } = new Dictionary<string, ModelShape>(StringComparer.Ordinal)
    {
        ["tiny"] = new(128, 4, 4, 2, 384, 0),
        ["small"] = new(256, 6, 4, 2, 768, 0),
        ["0.5b"] = new(896, 24, 14, 2, 4_864, QwenVocabulary),
        ["1.5b"] = new(1_536, 28, 12, 2, 8_960, QwenVocabulary),
    };

    public int HeadLength => Width / Heads;
}
