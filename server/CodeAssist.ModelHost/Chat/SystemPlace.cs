namespace CodeAssist.ModelHost.Chat;

/// <summary>Where a template puts what the system says.</summary>
internal enum SystemPlace
{
    /// <summary>In a message of its own.</summary>
    OwnMessage,

    /// <summary>Before the first word of the user, with an empty line between them.</summary>
    FirstUserMessage,

    /// <summary>Before the last word of the user, with an empty line between them.</summary>
    LastUserMessage,
}
