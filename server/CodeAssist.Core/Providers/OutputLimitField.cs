namespace CodeAssist.Core.Providers;

/// <summary>The field of OpenAI's dialect that limits an answer.</summary>
public enum OutputLimitField
{
    /// <summary><c>max_tokens</c>, the older name, which most engines know.</summary>
    MaxTokens,

    /// <summary><c>max_completion_tokens</c>, which counts what a model thinks to itself, too.</summary>
    MaxCompletionTokens,
}
