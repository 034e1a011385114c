namespace CodeAssist.Core.LocalModels;

/// <summary>The measures of a network that say how much memory it needs.</summary>
/// <param name="Layers">Its blocks.</param>
/// <param name="Width">Numbers that one block hands to the next for each token.</param>
/// <param name="KeyValueHeads">Heads whose keys and values are kept.</param>
/// <param name="HeadWidth">Numbers of one key or value of one head.</param>
/// <param name="FeedForwardWidth">Widest row within a block; 0 where it is not known.</param>
/// <param name="Vocabulary">Tokens that it knows.</param>
public sealed record NetworkShape(int Layers, int Width, int KeyValueHeads, int HeadWidth, int FeedForwardWidth, int Vocabulary)
{
    /// <summary>Bytes that one token takes in the cache: keys and values of every layer, two bytes for each number.</summary>
    public long KeyValueBytesPerToken => 2L * 2L * Layers * KeyValueHeads * HeadWidth;
}
