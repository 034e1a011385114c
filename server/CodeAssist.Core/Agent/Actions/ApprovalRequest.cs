namespace CodeAssist.Core.Agent.Actions;

/// <summary>What the user is to allow.</summary>
/// <param name="Key">
/// Stands for exactly this content: the same command in the same folder, the same edit of the same text. Handed back with the action where the user said yes;
/// where the content has changed meanwhile, the action needs another approval.
/// </param>
/// <param name="Title">One line: <c>Run dotnet test</c>, <c>Change .github/workflows/ci.yml</c>.</param>
/// <param name="Shown">All that would happen: the command word by word and its folder, or a diff. Plain text.</param>
/// <param name="Why">One sentence: why it does not go without asking.</param>
/// <param name="CanBeRemembered">Whether the user may allow the same content once for all; never for what destroys.</param>
public sealed record ApprovalRequest(string Key, string Title, string Shown, string Why, bool CanBeRemembered)
{
    /// <summary>Whether it is known to change nothing, so that a user who allows looking allows it.</summary>
    public bool OnlyReads { get; init; }
}
