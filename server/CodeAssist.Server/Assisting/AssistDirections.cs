using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Assisting;

/// <summary>What the user said on how a task is to be done.</summary>
/// <param name="Wish">Who should do it.</param>
/// <param name="Model">Id of the one model that may; null for any.</param>
internal sealed record AssistDirections(TaskWish Wish, string? Model)
{
    public static AssistDirections None { get; } = new(TaskWish.None, null);
}
