namespace CodeAssist.JsonRpc;

public enum ConnectionEndKind
{
    /// <summary>The other side closed its end between two messages.</summary>
    EndOfInput,

    /// <summary>The other side went away in the middle of a message.</summary>
    HalfMessage,

    /// <summary>A header could not be read: the start of the next message is unknown.</summary>
    BrokenHeader,

    /// <summary>Reading failed.</summary>
    InputFailed,

    /// <summary>Writing failed: nobody reads our answers.</summary>
    OutputFailed,

    /// <summary>This side closed.</summary>
    Closed,
}
