namespace CodeAssist.Server.CommandLine;

/// <param name="Json">Print JSON instead of code.</param>
/// <param name="HideRest">Ask as if the rest of the line had not been typed yet.</param>
/// <param name="SearchesWorkspace">Read the repository around each file first.</param>
internal sealed record CompleteOptions(bool Json, bool HideRest, bool SearchesWorkspace);
