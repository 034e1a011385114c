namespace CodeAssist.Core.Completion;

/// <param name="PromptTokens">Most tokens a prompt may take, however much the model could hold.</param>
/// <param name="InvokedPatience">How long an invoked request waits for a model that is still loading.</param>
public sealed record CompletionLimits(int PromptTokens, TimeSpan InvokedPatience)
{
    public static CompletionLimits Default { get; } = new(2048, TimeSpan.FromSeconds(30));
}
