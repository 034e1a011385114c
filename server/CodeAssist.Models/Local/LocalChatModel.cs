namespace CodeAssist.Models.Local;

/// <summary>What a router needs to know of a loaded model that can chat.</summary>
/// <param name="Name">Its own name, for people.</param>
/// <param name="Template">Which of the known chat templates it was trained with.</param>
/// <param name="Device">Where it runs.</param>
/// <param name="ContextTokens">Tokens that a conversation and its answer may have together.</param>
public sealed record LocalChatModel(string Name, string Template, string Device, int ContextTokens);
