using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>A part of a tool call, as it came: what a model writes is looked at as a whole, and as it wrote it, before anybody takes it for a call.</summary>
/// <param name="index">Which call of the answer.</param>
/// <param name="id">Of the call, with its first piece.</param>
/// <param name="name">Of the tool, with its first piece.</param>
/// <param name="arguments">The next characters of its arguments.</param>
internal sealed class ToolCallPiece(long index, string? id, string? name, string arguments) : AIContent
{
    public long Index { get; } = index;

    public string? Id { get; } = id;

    public string? Name { get; } = name;

    public string Arguments { get; } = arguments;
}
