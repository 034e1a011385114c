namespace CodeAssist.Core.Agent.Edits;

/// <summary>What one block makes of a text.</summary>
/// <param name="Text">The text afterwards; null where the block does not fit.</param>
/// <param name="Why">Then why; otherwise empty.</param>
/// <param name="Nearest">Then the lines that come closest; otherwise empty.</param>
internal sealed record BlockOutcome(string? Text, string Why, string Nearest)
{
    public static BlockOutcome Of(string text) => new(text, "", "");

    public static BlockOutcome Failed(string why, string nearest) => new(null, why, nearest);
}
