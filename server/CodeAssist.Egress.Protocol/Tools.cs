namespace CodeAssist.Egress.Protocol;

/// <summary>A tool that a model may ask to be called. Nothing here can call one.</summary>
/// <param name="Name">Letters, digits, hyphens and underscores.</param>
/// <param name="Description">What it does, for the model.</param>
/// <param name="Schema">The JSON schema of its arguments, as text.</param>
public sealed record ToolDeclaration(string Name, string Description, string Schema);

/// <param name="Id">Names the call in its result; unique in the answer.</param>
/// <param name="Name">Of the tool.</param>
/// <param name="Arguments">One JSON object, as text.</param>
public sealed record ToolCall(string Id, string Name, string Arguments);

/// <param name="CallId">The call that it is the result of.</param>
/// <param name="Text">What came of it.</param>
public sealed record ToolResult(string CallId, string Text);
