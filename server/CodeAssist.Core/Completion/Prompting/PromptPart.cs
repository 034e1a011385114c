namespace CodeAssist.Core.Completion.Prompting;

/// <summary>One piece of a prompt.</summary>
public abstract record PromptPart
{
    private PromptPart()
    {
    }

    /// <summary>A special token, by the role it plays.</summary>
    public sealed record Special(PromptToken Token) : PromptPart;

    /// <summary>Text of ours that is never cut: a path, a name.</summary>
    public sealed record Fixed(string Text) : PromptPart;

    /// <summary>Lines of another file; all of them go when the prompt is too long, before anything else does.</summary>
    public sealed record Snippet(string Text) : PromptPart;

    /// <summary>Code before the caret; whole lines go from its start when the prompt is too long.</summary>
    public sealed record Prefix(string Text) : PromptPart
    {
        /// <summary>Whether what the caret cuts of a token is written anew; without it only where that is measured.</summary>
        public bool IsHealed { get; init; } = true;
    }

    /// <summary>Code after the caret; whole lines go from its end, and before the prefix gives way.</summary>
    public sealed record Suffix(string Text) : PromptPart;
}
