namespace CodeAssist.Core.Routing;

/// <summary>Why a model does not do a task.</summary>
public enum RejectionCode
{
    /// <summary>Nothing may leave this machine.</summary>
    LocalOnly,

    /// <summary>The settings keep such tasks on this machine.</summary>
    EscalationNever,

    /// <summary>A file that goes along is kept on this machine by the settings.</summary>
    PathStays,

    /// <summary>A file that goes along is never sent to another program.</summary>
    Withheld,

    /// <summary>Another model is named.</summary>
    NotNamed,

    /// <summary>A key is missing.</summary>
    KeyMissing,

    /// <summary>It cannot hold a conversation.</summary>
    CannotChat,

    /// <summary>It is not the model that completes text at the caret.</summary>
    CannotComplete,

    /// <summary>Its provider is down, or wants to be left alone.</summary>
    Down,

    /// <summary>It is not offered any more.</summary>
    Retired,

    /// <summary>It cannot call tools, or nobody knows whether it can.</summary>
    NoTools,

    /// <summary>Its answers cannot be held to a schema, or nobody knows whether they can.</summary>
    NoJsonSchema,

    /// <summary>The task does not fit into its window, also in pieces.</summary>
    TooLong,

    /// <summary>The task asks for more than this tier.</summary>
    TooWeak,

    /// <summary>The user wants it done on this machine, or routine work needs no more.</summary>
    NotNeeded,

    /// <summary>Another one of its tier comes first.</summary>
    OtherFirst,
}
