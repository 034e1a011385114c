namespace CodeAssist.Server.Settings;

/// <summary>How a model server is told what stands before and behind the caret.</summary>
internal enum CompletionPromptSetting
{
    /// <summary>By the model's name: in one prompt for families that are known and servers that take prompts as they are, else in two texts.</summary>
    Automatic,

    /// <summary>In one prompt, with the family's own markers.</summary>
    Markers,

    /// <summary>In two texts: <c>prompt</c> and <c>suffix</c>.</summary>
    Suffix,
}
