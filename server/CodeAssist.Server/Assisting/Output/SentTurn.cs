namespace CodeAssist.Server.Assisting.Output;

/// <summary>One turn of a question as it would be sent.</summary>
/// <param name="Speaker"><c>System</c>, <c>User</c> or <c>Model</c>.</param>
/// <param name="Text">Every letter of it: without what is never sent and what nobody sees, secrets replaced.</param>
internal sealed record SentTurn(string Speaker, string Text);
