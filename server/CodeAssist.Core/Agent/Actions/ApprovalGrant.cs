namespace CodeAssist.Core.Agent.Actions;

/// <summary>The user's yes.</summary>
/// <param name="Key">Of the <see cref="ApprovalRequest"/> that was answered.</param>
/// <param name="IsRemembered">Whether the same content need not be asked about again.</param>
public sealed record ApprovalGrant(string Key, bool IsRemembered);
