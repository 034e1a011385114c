namespace CodeAssist.Lsp.Dispatch;

public enum LostMessageReason
{
    /// <summary>Over the limit for one message.</summary>
    TooLarge,

    /// <summary>Its parameters do not fit the protocol.</summary>
    Unreadable,
}
