using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>A part of what a model thinks to itself, as it came.</summary>
/// <param name="index">Which block of the answer.</param>
/// <param name="text">The next characters.</param>
/// <param name="seal">The next characters of what the provider knows it again by.</param>
/// <param name="isHidden">Whether the provider keeps it to itself.</param>
internal sealed class ThoughtPiece(long index, string text, string seal, bool isHidden) : AIContent
{
    public long Index { get; } = index;

    public string Text { get; } = text;

    public string Seal { get; } = seal;

    public bool IsHidden { get; } = isHidden;
}
